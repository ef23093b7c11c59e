import { describe, expect, it } from "vitest";
import { digestWords, findWords } from "./word-digest.ts";

const TEXT = "甲市出庭应诉率97.4%。乙市出庭应诉率97.4%。丙市出庭应诉率88%。";

describe("digestWords and findWords", () => {
  it("finds every stretch of a text by its digest and length", () => {
    for (let start = 0; start < TEXT.length; start++)
      for (let end = start + 1; end <= TEXT.length; end++) {
        const words = TEXT.slice(start, end);
        expect(findWords(TEXT, digestWords(words), words.length, start)).toBe(start);
      }
  });

  it("takes the place nearest to where the words stood", () => {
    const words = "市出庭应诉率97.4%。";
    const digest = digestWords(words);
    expect(findWords(TEXT, digest, words.length, 2)).toBe(1);
    expect(findWords(TEXT, digest, words.length, 30)).toBe(TEXT.lastIndexOf(words));
  });

  it("finds no other words", () => {
    const digest = digestWords("出庭应诉率97.5%");
    expect(findWords(TEXT, digest, 10, 0)).toBeUndefined();
    expect(findWords("短", digest, 10, 0)).toBeUndefined();
    expect(findWords(TEXT, digestWords(""), 0, 0)).toBeUndefined();
    expect(digestWords("应诉出庭")).not.toBe(digestWords("出庭应诉"));
  });
});
