import { describe, expect, it } from "vitest";
import { quizPaper, quizSource, singleItem } from "../../testing/quiz-paper.ts";
import { describePaper, describeSources } from "./item-words.ts";

const SECTION = ["一、执法", "（一）监督"];

describe("the sources of an item in words", () => {
  it("give report, issuer, headings and quote", () => {
    const sources = [
      quizSource({ title: "云泽报告", issuer: "云泽市司法局", section: SECTION, quote: "抽查24份。" }),
    ] as const;
    expect(describeSources(singleItem({ sources, explanation: "" }))).toBe(
      "《云泽报告》（云泽市司法局） › 一、执法 › （一）监督：“抽查24份。”",
    );
  });

  it("do not say again what the explanation or the line before says", () => {
    const sources = [
      quizSource({ title: "云泽市报告", issuer: "云泽市", section: SECTION, quote: "抽查24份。" }),
      quizSource({ title: "云泽市报告", issuer: "云泽市", section: ["一、执法", "（二）培训"], quote: "培训12次。" }),
      quizSource({ title: "云泽市报告", issuer: "云泽市", section: ["一、执法", "（二）培训"], quote: "抽查24份。" }),
      quizSource({ title: "另一份", issuer: null, section: [], quote: "培训9次。" }),
    ] as const;
    expect(describeSources(singleItem({ sources, explanation: "原文：“抽查24份。”" }))).toBe(
      "《云泽市报告》 › 一、执法 › （一）监督；（二）培训：“培训12次。”\n《另一份》：“培训9次。”",
    );
  });
});

describe("a paper in one line", () => {
  it("tells which items a model worded, and when it worded all", () => {
    const worded = singleItem({ label: "AI 生成" });
    expect(describePaper(quizPaper([singleItem(), worded, worded]))).toMatch(
      /^含“AI 生成”内容：第2、3题由 AI 改写题面。/u,
    );
    expect(describePaper(quizPaper([worded]))).toMatch(/^含“AI 生成”内容：全部题目由 AI 改写题面。/u);
    expect(describePaper(quizPaper([singleItem()]))).not.toContain("AI");
  });
});
