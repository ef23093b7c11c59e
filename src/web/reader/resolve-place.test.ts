import { describe, expect, it } from "vitest";
import { digestWords } from "../../core/text/word-digest.ts";
import { resolvePlace } from "./resolve-place.ts";

const TEXT = "一、概况\n全市受理案件72件。\n二、打算\n继续努力。";
const QUOTE = "全市受理案件72件。";
const START = TEXT.indexOf(QUOTE);
const PLACE = { start: START, end: START + QUOTE.length };

describe("where the words of a link stand", () => {
  it("takes offsets of which nothing more is told, within the text only", () => {
    expect(resolvePlace(TEXT, PLACE)).toEqual({ place: PLACE, notice: "" });
    expect(resolvePlace(TEXT, { start: 5, end: TEXT.length + 1 })).toMatchObject({
      place: undefined,
      notice: expect.stringContaining("超出"),
    });
  });

  it("is silent where the words are as they were", () => {
    expect(resolvePlace(TEXT, { ...PLACE, quote: QUOTE })).toEqual({ place: PLACE, notice: "" });
    expect(resolvePlace(TEXT, { ...PLACE, digest: digestWords(QUOTE) })).toEqual({ place: PLACE, notice: "" });
  });

  it("finds the words where the text before them has changed, and says so", () => {
    const shifted = { start: START + 7, end: START + 7 + QUOTE.length, digest: digestWords(QUOTE) };
    expect(resolvePlace(TEXT, shifted)).toEqual({ place: PLACE, notice: expect.stringContaining("引文已不在原处") });
  });

  it("lights no other words in their place", () => {
    expect(resolvePlace(TEXT, { ...PLACE, quote: "全市受理案件73件。" })).toEqual({
      place: undefined,
      notice: expect.stringContaining("引文已不在原处"),
    });
  });
});
