import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleReport } from "../../testing/sample-report.ts";
import { splitParagraphs } from "./report-paragraphs.ts";

const report = sampleReport();

describe("a report in paragraphs", () => {
  it("lights exactly the cited words", () => {
    const start = report.text.indexOf("出庭应诉率为97.4%");
    const lit = splitParagraphs(report, { start, end: start + 11 }).filter((paragraph) => paragraph.lit !== "");
    expect(lit).toEqual([
      {
        headingLevel: 0,
        before: "2023年，云泽市行政机关负责人",
        lit: "出庭应诉率为97.4%",
        after: "，比上年提高2.1个百分点。",
      },
    ]);
  });

  it("knows headings and their level", () => {
    const headings = splitParagraphs(report, { start: 0, end: 0 }).filter(({ headingLevel }) => headingLevel > 0);
    expect(headings).toHaveLength(10);
    expect(headings[1]).toMatchObject({ headingLevel: 1, after: "一、把行政决策关在制度里" });
  });

  it("knows both lines of a heading that runs over two", () => {
    const text = "普法\n走进夜市\n普法课开在夜市里。\n";
    const section = {
      heading: "普法 走进夜市",
      level: 1,
      path: [],
      start: 0,
      headingEnd: 7,
      end: text.length,
      plan: false,
    };
    const levels = splitParagraphs({ text, sections: [section] }, { start: 0, end: 0 }).map(
      (line) => line.headingLevel,
    );
    expect(levels).toEqual([1, 1, 0]);
  });

  it("shows the whole text and lights the whole span, wherever it lies", () => {
    const place = fc.nat({ max: report.text.length });
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const paragraphs = splitParagraphs(report, { start, end });
        const shown = paragraphs.map(({ before, lit, after }) => before + lit + after).join("\n");
        expect(`${shown}\n`).toBe(report.text);
        const lit = paragraphs.map((paragraph) => paragraph.lit).filter((part) => part !== "");
        expect(lit.join("\n")).toBe(report.text.slice(start, end).replace(/^\n|\n$/g, ""));
      }),
    );
  });
});
