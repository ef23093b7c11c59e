import { describe, expect, it } from "vitest";
import { scanFigures } from "./figure-scan.ts";

const read = (text: string) =>
  scanFigures(text).map(({ text: written, value, unit, qualifier }) => [written, value, unit, qualifier]);

describe("scanFigures", () => {
  it("reads two figures where two stand together", () => {
    expect(read("来访50多批次3000多人次")).toEqual([
      ["50多批次", 50, "批次", "多"],
      ["3000多人次", 3000, "人次", "多"],
    ]);
  });
  it("reads a measure word of two characters whole", () => {
    expect(read("检查经营户5800余家次，授课近300课时")).toEqual([
      ["5800余家次", 5800, "家次", "余"],
      ["近300课时", 300, "课时", "近"],
    ]);
  });
  it("multiplies 万 and 亿 out and keeps the qualifier", () => {
    expect(read("标的超42亿元，收费189余万元，关注6.8万多人，用户3万多。")).toEqual([
      ["超42亿元", 4_200_000_000, "元", "超"],
      ["189余万元", 1_890_000, "元", "余"],
      ["6.8万多人", 68_000, "人", "多"],
      ["3万多", 30_000, "", "多"],
    ]);
  });
  it("reads a range as one figure with two bounds", () => {
    expect(scanFigures("1—11月、2018—2021年度").map(({ value, upper, unit }) => [value, upper, unit])).toEqual([
      [1, 11, "月"],
      [2018, 2021, "年"],
    ]);
  });
  it("reads Chinese numerals with a measure word and leaves set phrases alone", () => {
    expect(read("连续四年、三项工作、十条措施、连办两届")).toEqual([
      ["四年", 4, "年", ""],
      ["三项", 3, "项", ""],
      ["十条", 10, "条", ""],
      ["两届", 2, "届", ""],
    ]);
    expect(read("一网通办，第一时间，一批顽瘴，三会一课，一是完善制度")).toEqual([]);
  });
  it("does not take 约 from 签约 for a qualifier", () => {
    expect(read("谈判签约2宗，约30人")).toEqual([
      ["2宗", 2, "宗", ""],
      ["约30人", 30, "人", "约"],
    ]);
  });
  it("skips digits inside a word of letters", () => {
    expect(read("推行3AI模式和AI4工单")).toEqual([]);
  });
  it("gives exact slices", () => {
    const text = "受理诉求55361宗，办结率98.7%，排全省第2。";
    for (const figure of scanFigures(text)) expect(text.slice(figure.start, figure.end)).toBe(figure.text);
  });

  it.each([
    ["应诉率9 8.5%", ["9", "8.5%"]],
    ["案件15 2件", ["15", "2件"]],
    ["资料2 000 0份", ["2", "000", "0份"]],
    ["（2 3项）", ["2", "3项"]],
    ["案件1(yī)5件", ["5件"]],
    ["见表3 .15家", ["3", "15家"]],
    ["2024年 5件，12件 3次，共7人；第1批 2家", []],
    ["占比98\n15个镇街", []],
  ])("marks what may be a piece of another figure: %s", (text, torn) => {
    const figures = scanFigures(text).filter((figure) => figure.torn);
    expect(figures.map((figure) => figure.text.trim())).toEqual(torn);
  });
});
