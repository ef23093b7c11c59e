import { describe, expect, it } from "vitest";
import { citeQuote } from "../../testing/fake-assistant.ts";
import { sampleReport } from "../../testing/sample-report.ts";
import { circumstances, explanation, markerName, quoteWithSource, webAddress } from "./citation-text.ts";

const citation = citeQuote(sampleReport(), "举行听证会6场");

describe("a citation in words", () => {
  it("names place, year and section on its button", () => {
    expect(markerName(citation)).toBe("出处 1：东海省云泽市 · 2023年，一、把行政决策关在制度里，（二）请群众坐到桌前");
  });

  it("tells a part of the year, another year and a plan, and nothing where there is nothing to tell", () => {
    const context = { region: null, year: 2024, period: "1—11月", plan: true };
    expect(circumstances({ year: 2023, context })).toBe("1—11月 · 所述为2024年 · 计划");
    expect(circumstances({ year: 2023, context: { region: null, year: 2023, plan: false } })).toBe("");
  });

  it("explains words that mean something only in their report", () => {
    const meanings = [
      { text: "我市", meaning: "东海省云泽市" },
      { text: "去年", meaning: "2022年" },
    ];
    const context = { region: null, year: 2023, plan: false };
    const citations = [{ context }, { context: { ...context, meanings } }, { context: { ...context, meanings } }];
    expect(explanation(citations)).toBe("文中“我市”指东海省云泽市，“去年”指2022年");
    expect(explanation([{ context }])).toBe("");
  });

  it("is copied with title, section and address", () => {
    expect(quoteWithSource(citation, citation.quote)).toBe(
      "举行听证会6场（出处：《云泽市2023年度法治政府建设工作报告》，“一、把行政决策关在制度里”“（二）请群众坐到桌前”，https://www.example.gov.cn/yunze/2023.html）",
    );
  });

  it("links to web addresses only", () => {
    expect(webAddress("javascript:alert(1)")).toBeUndefined();
    expect(webAddress("http://")).toBeUndefined();
    expect(webAddress("https://www.example.gov.cn/a")).toBe("https://www.example.gov.cn/a");
  });
});
