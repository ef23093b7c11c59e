import { describe, expect, test } from "vitest";
import { coverageOf as coverageOfText, matchText as matchTermText } from "./match-text.ts";
import { type QuestionTerms, weighQuestion } from "./question-terms.ts";
import { readTermText } from "./term-text.ts";

/** Every term weighs the same. */
const ask = (question: string) => weighQuestion(question, { idf: () => 1 });
const matchText = (question: QuestionTerms, folded: string, above = "") =>
  matchTermText(question, readTermText(folded), readTermText(above));
const coverageOf = (question: QuestionTerms, folded: string) => coverageOfText(question, readTermText(folded));
const FILLER = "其他工作按计划有序推进并取得成效".repeat(6);

describe("how a question stands in a text", () => {
  test("covers all of what is said and nothing of what is not", () => {
    const question = ask("行政复议");
    expect(coverageOf(question, "全年行政复议案件")).toBe(1);
    expect(coverageOf(question, "天气晴好")).toBe(0);
    // 复议 is one pair and two characters of three pairs and four characters.
    expect(coverageOf(question, "提出复议")).toBeCloseTo(3 / 7);
  });

  test("counts together only what stands in one stretch", () => {
    const question = ask("复议 应诉");
    const near = matchText(question, `复议和应诉。${FILLER}`);
    const far = matchText(question, `复议。${FILLER}应诉。`);
    expect(near.window).toBe(1);
    expect(far.window).toBeCloseTo(0.5);
  });

  test("tells characters that stand near each other from the same ones far apart", () => {
    const question = ask("出生于");
    const near = matchText(question, "生于该市，后出任");
    const far = matchText(question, `生活${FILLER}于是${FILLER}出行`);
    expect(near.closeness).toBeGreaterThan(far.closeness);
    expect(far.closeness).toBe(0);
    expect(matchText(question, "出生于").closeness).toBeLessThanOrEqual(1);
  });

  test("asks for the numbers of the question, whole", () => {
    expect(matchText(ask("12345热线"), "12345热线受理").numbers).toBe(1);
    expect(matchText(ask("12345热线和98.5%"), "12345热线受理").numbers).toBe(0.5);
    expect(matchText(ask("热线"), "12345").numbers).toBe(1);
    expect(matchText(ask("5件"), "12345热线").numbers).toBe(0);
  });

  test("finds the year asked for above the text too", () => {
    expect(matchText(ask("2023年热线"), "热线受理", "2023年度报告").numbers).toBe(1);
    expect(matchText(ask("2023年热线"), "热线受理", "2022年度报告").numbers).toBe(0);
  });

  test("gives 0 for an empty text and for a question of nothing", () => {
    expect(matchText(ask("复议"), "")).toEqual({ window: 0, closeness: 0, numbers: 1 });
    expect(matchText(ask("？？"), "复议")).toEqual({ window: 0, closeness: 0, numbers: 1 });
  });
});
