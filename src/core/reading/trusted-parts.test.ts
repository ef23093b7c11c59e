import { describe, expect, it } from "vitest";
import { bareReport } from "../../testing/bare-library.ts";
import type { Report } from "../model/report.ts";
import { trustedParts } from "./trusted-parts.ts";

/** The parts of a sentence that may be told when `spam` in it is marked. */
function partsOf(sentence: string, ...spam: string[]): string[] {
  const suspects = spam.map((text) => {
    const start = sentence.indexOf(text);
    return { start, end: start + text.length, text, reason: "广告用语" };
  });
  const report: Report = { ...bareReport("r", ""), text: sentence, suspects };
  return trustedParts(report, { start: 0, end: sentence.length }).map(({ start, end }) => sentence.slice(start, end));
}

describe("parts of a sentence that may be told", () => {
  it("are all of it without a suspect", () => {
    expect(partsOf("设立窗口12个，办结率99%。")).toEqual(["设立窗口12个，办结率99%。"]);
  });

  it("leave out a figure that counts what a suspect stands in place of", () => {
    const parts = partsOf(
      "全市改革推进，设立某某彩票窗口12个，某某娱乐事项办结率99%，群众满意。",
      "某某彩票",
      "某某娱乐",
    );
    expect(parts.join("")).not.toMatch(/\d/u);
    expect(parts.join("")).toContain("群众满意");
  });

  it("keep the clauses beside it, figures and all", () => {
    expect(partsOf("办理某某彩票，培训300人次。", "某某彩票").join("")).toContain("培训300人次");
  });
});
