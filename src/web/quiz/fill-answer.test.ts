import { describe, expect, it } from "vitest";
import { isAccepted } from "./fill-answer.ts";

describe("isAccepted", () => {
  it.each([
    ["95.8%", "95.8%"],
    ["９５．８％", "95.8%"],
    ["95.8", "95.8%"],
    ["95.80%", "95.8%"],
    ["百分之95.8", "95.8%"],
    ["301", "301件"],
    ["301 件。", "301件"],
    ["1，234件", "1234件"],
    ["1,234", "1234件"],
    ["３项", "三项"],
    ["三", "3项"],
    ["二十三", "23件"],
    ["一百零五", "105人"],
    ["42亿", "42亿元"],
    ["4200000000元", "42亿元"],
    ["超42亿元", "超42亿元"],
    ["第6", "第六"],
    ["  行政复议  ", "行政复议"],
  ])("takes %s for %s", (typed, answer) => {
    expect(isAccepted(typed, [answer])).toBe(true);
  });

  it.each([
    ["95.82%", "95.8%"],
    ["958", "95.8%"],
    ["301宗", "301件"],
    ["42亿元", "超42亿元"],
    ["42", "42亿元"],
    ["6", "第六"],
    ["", "301"],
    ["件", "301件"],
    ["行政诉讼", "行政复议"],
    ["1,23", "123"],
  ])("does not take %s for %s", (typed, answer) => {
    expect(isAccepted(typed, [answer])).toBe(false);
  });

  it.each([
    ["95036宗", true],
    ["95036", true],
    ["9.5036万宗", true],
    ["95036元", false],
    ["95036宗左右", false],
    ["约95036宗", false],
  ])("holds the unit and the exactness of %s against 95036宗: %s", (typed, right) => {
    expect(isAccepted(typed, ["95036", "95036宗"])).toBe(right);
  });

  it.each([
    ["50多", true],
    ["50余批次", true],
    ["五十多批次", true],
    ["50", false],
    ["50批次", false],
  ])("wants the 多 or 余 of 50多批次 in %s: %s", (typed, right) => {
    expect(isAccepted(typed, ["50多", "50多批次"])).toBe(right);
  });

  it.each(["98.82个百分点", "98.82件"])("does not take %s for a rate", (typed) => {
    expect(isAccepted(typed, ["98.82", "98.82%"])).toBe(false);
  });

  it("takes any of the accepted answers", () => {
    expect(isAccepted("两", ["2", "二", "2家"])).toBe(true);
  });
});
