import { describe, expect, it } from "vitest";
import type { IndicatorRow, IndicatorTable } from "../core/model/indicator.ts";
import { writeIndicatorCsv } from "./indicator-csv.ts";

const FIGURE: IndicatorRow = {
  ...{ start: 12, end: 18, value: 1_200_000, unit: "元", qualifier: "超", kind: "level", text: "超120万元" },
  ...{
    indicator: "补助经费",
    within: "",
    canonical: null,
    subject: "",
    region: "东海省云泽市",
    issuer: "云泽市司法局",
  },
  ...{ year: 2023, state: "done", reportId: "云泽 1", file: "a.txt", title: "云泽市报告" },
  ...{ section: ["一、保障", "（一）经费"], sentence: "安排补助经费超120万元。", sentenceStart: 8 },
};

function tableOf(figures: readonly IndicatorRow[], region = "东海省云泽市"): IndicatorTable {
  const cell = { year: 2023, disclosed: figures.some(({ state }) => state === "done"), figures };
  const cells = [{ ...cell, reports: [{ id: "云泽 1", title: "云泽市报告" }] }];
  const counts = { total: 1, disclosed: 1, undisclosed: 0 };
  return { name: "补助经费", units: ["元"], years: [2023], places: [{ region, issuer: "", cells }], ...counts };
}

const ORIGIN = "https://fawen.example";
const lines = (table: IndicatorTable) => writeIndicatorCsv(table, ORIGIN).split("\r\n");

describe("an indicator as CSV", () => {
  it("begins with a byte order mark and a head, and gives each figure with its words and place", () => {
    const [head, first, end] = lines(tableOf([FIGURE]));
    expect(head).toMatch(/^\uFEFF地区,部门,年份,指标,状态,数值,上限,单位,原文写法,/u);
    expect(first).toBe(
      "东海省云泽市,,2023,补助经费,已完成,1200000,,元,超120万元,超,,补助经费,,,云泽市报告,一、保障 › （一）经费,安排补助经费超120万元。,https://fawen.example/reports/%E4%BA%91%E6%B3%BD%201?start=8&end=21&h=1w2u5x",
    );
    expect(end).toBe("");
  });

  it("tells a range, a period and a plan", () => {
    const row = lines(tableOf([{ ...FIGURE, upper: 1_500_000, period: "1—11月", state: "planned" }]))[1]?.split(",");
    expect(row?.slice(4, 11)).toEqual(["计划", "1200000", "1500000", "元", "超120万元", "超", "1—11月"]);
  });

  it("leaves the number of a report that tells none empty: never 0", () => {
    const row = lines(tableOf([]))[1]?.split(",") ?? [];
    expect(row.slice(0, 15)).toEqual([
      ...["东海省云泽市", "", "2023", "补助经费", "未披露", "", "", "", "", "", "", "", "", "", "云泽市报告"],
    ]);
    expect(lines(tableOf([]))[0]?.split(",")).toHaveLength(row.length);
  });

  it.each(["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\u00A0=1", "＝1", "\r=1"])(
    "runs no formula: %j",
    (text) => {
      const csv = writeIndicatorCsv(tableOf([FIGURE], text), ORIGIN);
      const field = csv.split("\r\n")[1] ?? "";
      expect(csv).toContain(`'${text}`);
      expect(field).toMatch(/^"?'/);
    },
  );

  it("quotes commas, quotation marks and line breaks", () => {
    expect(lines(tableOf([FIGURE], '云,"泽"'))[1]).toMatch(/^"云,""泽""",/);
    expect(writeIndicatorCsv(tableOf([FIGURE], "云\n泽"), ORIGIN)).toContain('"云\n泽",');
  });
});
