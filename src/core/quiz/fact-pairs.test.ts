import { describe, expect, it } from "vitest";
import { createSampleLibrary } from "../../testing/sample-library.ts";
import { makeQuiz } from "./make-quiz.ts";

const TYPES = ["single", "judge", "fill", "short"] as const;

/** All stems that compare two figures, of two reports of one city with one sentence each. */
function comparing(first: string, second: string): readonly string[] {
  const library = createSampleLibrary(
    [first, second].map((sentence, row) => ({
      file: `qingxi-${2022 + row}.txt`,
      region: "南江省青溪市",
      year: 2022 + row,
      text: `青溪市${2022 + row}年度法治政府建设情况报告\n一、依法行政\n${sentence}`,
    })),
  );
  const items = [1, 2, 3].flatMap(
    (seed) => makeQuiz(library, { count: 8, seed, types: TYPES, difficulties: ["combine", "distinguish"] }).items,
  );
  return items.flatMap(({ stem }) => (stem.includes("2022年") && stem.includes("2023年") ? [stem] : []));
}

describe("pairsOf", () => {
  it("compares one indicator told in the same words", () => {
    const stems = comparing("全市行政机关负责人出庭应诉率91.4%。", "全市行政机关负责人出庭应诉率95.8%。");
    expect(stems.length).toBeGreaterThan(0);
  });

  it.each([
    ["全市行政复议直接纠错率7.8%。", "全市行政复议综合纠错率15.4%。"],
    ["全市12345热线按时办结率99.2%。", "全市12345热线一次办结率88.3%。"],
    ["全市培育法律明白人2015名。", "在快递、家政两个行业培育法律明白人1015名。"],
  ])("compares nothing unlike: %s %s", (first, second) => {
    expect(comparing(first, second)).toEqual([]);
  });
});
