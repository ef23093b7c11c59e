import { describe, expect, it } from "vitest";
import { citeQuote } from "../../testing/fake-assistant.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { fullWidth, officialText } from "./official-text.ts";

const OCCASION = { day: "2026年1月5日", link: "http://localhost/?q=a" };

describe("the text for an official document", () => {
  it("carries the answer, where it stands and how it was made", () => {
    const citation = citeQuote(sampleReport(), "举行听证会6场");
    const text = officialText(
      {
        answer: "**6场**(云泽市, 2023年) [1]\n\n- 举行听证会6场 [1]",
        citations: [{ ...citation, url: "https://a.example/1" }],
        label: "AI 生成",
        notes: ["语言模型没能用上。"],
      },
      OCCASION,
    );
    expect(text.split("\n")).toEqual([
      "6场（云泽市，2023年）〔1〕",
      "举行听证会6场〔1〕",
      "",
      "出处：",
      expect.stringMatching(
        /^〔1〕《云泽市2023年度法治政府建设工作报告》（.*2023年），“一、把行政决策关在制度里”，“（二）请群众坐到桌前”：“举行听证会6场” https:\/\/a\.example\/1$/,
      ),
      "",
      "以上内容由人工智能（AI）根据报告生成，引用前请核对原文。语言模型没能用上。",
      "（法问，2026年1月5日，http://localhost/?q=a）",
    ]);
  });

  it("has no list of sources where there are none, and keeps a table's columns apart", () => {
    const answer = "| 报告 | 原文 |\n| --- | --- |\n| 云泽市 | 97.4% |";
    const text = officialText({ answer, citations: [], label: "由多份报告计算" }, OCCASION);
    expect(text).toMatch(/^报告\t原文\n云泽市\t97\.4%\n\n以上内容由多份报告的数据计算得出/);
  });
});

describe("full-width punctuation", () => {
  it.each([
    ["全年办结1,234件,比上年多12.5%;其中调解成功95.8%.", "全年办结1,234件，比上年多12.5%；其中调解成功95.8%。"],
    ["好吗?好!(附表)", "好吗？好！（附表）"],
    ["于10:30召开: 详见https://a.example/b?c=1,2", "于10:30召开：详见https://a.example/b?c=1,2"],
    ["比例为3:1。", "比例为3:1。"],
    ["见附件.", "见附件。"],
    ["a, b (c)", "a, b (c)"],
  ])("%s", (text, wanted) => {
    expect(fullWidth(text)).toBe(wanted);
  });
});
