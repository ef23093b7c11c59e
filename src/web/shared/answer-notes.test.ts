import { describe, expect, it } from "vitest";
import { coverageText, notesText } from "./answer-notes.ts";

const figure = (text: string, verified: boolean) => ({ text, value: 1, unit: "", verified });

describe("what has to be known of an answer", () => {
  it("names each figure that was not verified once, after the notes", () => {
    const figures = [figure("6场", false), figure("97.4%", true), figure("6场", false)];
    expect(notesText({ outcome: "answered", figures, notes: ["语言模型连不上，以下为原文摘录。"] })).toBe(
      "语言模型连不上，以下为原文摘录。这些数字没能在引文中逐字核对上，请以原文为准：6场。",
    );
    expect(notesText({ outcome: "answered", figures: [figure("97.4%", true)] })).toBe("");
  });

  it("does not doubt the years that the library tells of itself where it has no answer", () => {
    expect(notesText({ outcome: "abstained", figures: [figure("2021年", false), figure("2023年", false)] })).toBe("");
  });
});

describe("how much was looked at", () => {
  const coverage = { reports: 5, disclosed: 2, undisclosed: 3 };

  it("is told once: not again where the answer tells it", () => {
    expect(coverageText({ answer: "98.8% [1]", coverage })).toBe("查了 5 份报告：2 份有数据，3 份未披露。");
    expect(coverageText({ answer: "已收录 5 份，2 份披露该指标，3 份未披露。", coverage })).toBe("");
    expect(coverageText({ answer: "没有可以比较的。" })).toBe("");
  });
});
