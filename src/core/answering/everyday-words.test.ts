import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EVERYDAY_WORD_LINES } from "./everyday-word-data.ts";
import { findEverydayWords } from "./everyday-words.ts";

test("finds what people say and the official terms for it, the longer of two that overlap", () => {
  const found = findEverydayWords("欠薪的老板上黑名单吗,打官司没钱怎么办");
  expect(found.flatMap(({ terms }) => terms)).toEqual(expect.arrayContaining(["拖欠工资", "严重违法失信名单", "诉讼"]));
  expect(found.map(({ wording }) => wording)).not.toContain("官司");
  expect(findEverydayWords("行政机关负责人出庭应诉率")).toEqual([]);
});

test("is made of the lexicon that the model is trained on", () => {
  const lexicon = readFileSync(new URL("../../../models/training/lexicon.tsv", import.meta.url), "utf8");
  expect(EVERYDAY_WORD_LINES.trim()).toBe(lexicon.trim().replaceAll("\t", "|"));
});
