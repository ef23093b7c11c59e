import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EVERYDAY_WORD_LINES } from "./everyday-word-data.ts";
import { findEverydayWords } from "./everyday-words.ts";

const SOURCES = ["../../../models/training/lexicon.tsv", "./everyday-words.tsv"];

test("finds what people say and the official terms for it, the longer of two that overlap", () => {
  const found = findEverydayWords("欠薪的老板上黑名单吗,打官司没钱怎么办");
  expect(found.flatMap(({ terms }) => terms)).toEqual(expect.arrayContaining(["拖欠工资", "严重违法失信名单", "诉讼"]));
  expect(found.map(({ wording }) => wording)).not.toContain("官司");
  expect(findEverydayWords("行政机关负责人出庭应诉率")).toEqual([]);
});

test("takes no piece of an official term for everyday speech", () => {
  expect(findEverydayWords("律师出了多少法律意见").map(({ wording }) => wording)).toContain("法律意见");
  expect(findEverydayWords("出具法律意见书多少份").map(({ wording }) => wording)).not.toContain("法律意见");
});

test("is made of the lexicons, every line of them and nothing else", () => {
  const pairs = (lines: string, tab: string) =>
    lines
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [term = "", wordings = ""] = line.split(tab);
        return wordings.split(" ").map((wording) => `${term}|${wording}`);
      });
  const sources = SOURCES.flatMap((file) => pairs(readFileSync(new URL(file, import.meta.url), "utf8"), "\t"));
  expect(new Set(pairs(EVERYDAY_WORD_LINES, "|"))).toEqual(new Set(sources));
});
