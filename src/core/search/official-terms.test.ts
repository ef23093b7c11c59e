import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { buildLibrary } from "../build-library.ts";
import { createAssistant } from "../create-assistant.ts";
import { findEverydayWords } from "./everyday-words.ts";
import { officialWords, shareOfficial } from "./official-terms.ts";
import { createSearchableLibrary } from "./searchable-library.ts";
import { readTermText } from "./term-text.ts";

const converter = createOpenccScriptConverter();
const share = (question: string, text: string, title = "") => {
  const words = officialWords(findEverydayWords(question), { idf: () => 1 });
  return words === null ? null : shareOfficial(words, { title: readTermText(title), text: readTermText(text) });
};

describe("what reports call what a question says in everyday words", () => {
  it("is counted for each wording, in text and headings, whole or in part", () => {
    expect(share("行政机关负责人出庭应诉率是多少", "负责人出庭应诉")).toBeNull();
    expect(share("欠薪怎么办", "为职工追回被拖欠工资")).toBe(1);
    expect(share("欠薪怎么办", "提供帮助", "拖欠工资")).toBe(1);
    expect(share("欠薪怎么办", "绿化工作")).toBe(0);
    const inPart = share("欠薪怎么办", "工资被拖欠") ?? 0;
    expect(inPart).toBeGreaterThan(0);
    expect(inPart).toBeLessThan(1);
  });
});

/** The second passage says nothing of the question in its own words. */
async function search(year: number | undefined) {
  const raw = [
    `江门市${year === undefined ? "" : `${year}年`}法治政府建设情况报告`,
    "一、公园建设",
    "建成口袋公园，老板和居民都来散步。",
    "二、劳动保障",
    "为职工追回被拖欠工资，涉及多家企业。",
  ].join("\n");
  const source = { id: "a", file: "a.txt", digest: "d", raw, known: year === undefined ? {} : { year } };
  const { library } = await buildLibrary([source], { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" });
  const searchable = createSearchableLibrary(library, null, converter);
  const assistant = createAssistant({ current: () => searchable, converter, embedder: null });
  return (await assistant.search({ query: "我给人打工，老板欠薪大半年还说没钱，这种事到底找谁管才好", k: 1 })).hits[0]
    ?.text;
}

describe("finding by what reports call it", () => {
  it("puts the passage in official terms before one that shares a word by chance", async () => {
    expect(await search(2023)).toContain("拖欠工资");
  });

  it("holds for reports on a year alone: other texts do not speak their language", async () => {
    expect(await search(undefined)).not.toContain("拖欠工资");
  });
});
