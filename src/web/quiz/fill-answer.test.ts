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
    ["301件", "301"],
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

  it("takes any of the accepted answers", () => {
    expect(isAccepted("两", ["2", "二", "2家"])).toBe(true);
  });
});
