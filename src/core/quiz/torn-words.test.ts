import { describe, expect, it } from "vitest";
import { isTorn } from "./torn-words.ts";

/** Whether `before` is torn from a sentence with `figure` in it, after a sentence of the same paragraph. */
function torn(sentence: string, figure: string, before: string, earlier = ""): boolean {
  const [start, at] = [earlier.length, earlier.length + sentence.indexOf(figure)];
  return isTorn(
    earlier + sentence,
    { start: at, end: at + figure.length },
    { start, end: start + sentence.length },
    before,
  );
}

describe("isTorn", () => {
  it.each([
    ["a word that goes on into the figure", "全县指导修改村规民约88份。", "约88份", "指导修改村规民"],
    ["a word that ends in 为", "制止违规聚集等行为26起。", "26起", "制止违规聚集等行"],
    ["words put together over others", "平台办理“甲”执法案件70宗。", "70宗", "平台办理执法案件"],
    ["what others did", "全区聘请律师9名，为群众解答疑问50次。", "50次", "为群众解答疑问"],
    ["what is said of something before", "审核合同63件，提出修改意见41条。", "41条", "提出修改意见"],
    ["an item of a list with one place for all", "在某平台录入系统3个、登记目录41个。", "41个", "登记目录"],
  ])("is true of %s", (_, sentence, figure, before) => {
    expect(torn(sentence, figure, before)).toBe(true);
  });

  it("is true of what the advisers of the sentence before did", () => {
    expect(torn("开展宣传活动56场。", "56场", "开展宣传活动", "全区共有6名法律顾问。")).toBe(true);
  });

  it.each([
    ["办理政协提案42件。", "42件", "办理政协提案"],
    ["持续规范执法，全年开展案卷评查31次。", "31次", "开展案卷评查"],
    ["全市出庭应诉率为96%。", "96%", "出庭应诉率"],
  ])("is false of %s", (sentence, figure, before) => {
    expect(torn(sentence, figure, before)).toBe(false);
  });
});
