import { describe, expect, it } from "vitest";
import type { IndicatorFigure, IndicatorTableBody } from "../../http/contract.ts";
import { chartData, describeChart } from "./chart-data.ts";
import { indicatorChoices, regionChoices } from "./indicator-choices.ts";
import { cellOf, figureNotes, mainFigure, placeName, sortPlaces } from "./table-model.ts";

const figure = (text: string, parts: Partial<IndicatorFigure> = {}): IndicatorFigure => ({
  ...{
    indicator: "受理复议",
    canonical: "行政复议受理件数",
    value: Number.parseFloat(text),
    unit: "件",
    qualifier: "",
  },
  ...{ text, kind: "level", subject: "", region: "", issuer: "", year: 2023, state: "done", within: "" },
  ...{ reportId: "a", file: "a.txt", title: "报告", section: [], sentence: text, sentenceStart: 0, start: 0, end: 1 },
  ...parts,
});

const cell = (year: number | null, ...figures: IndicatorFigure[]) => ({
  ...{ year, figures, reports: [{ id: "a", title: "报告" }] },
  disclosed: figures.some(({ state }) => state === "done"),
});

const TABLE: IndicatorTableBody = {
  ...{ name: "行政复议受理件数", units: ["件", "人次"], years: [2023, 2022, null], total: 4, tookMs: 1 },
  ...{ disclosed: 4, undisclosed: 2 },
  places: [
    { region: "东海省云泽市", issuer: "", cells: [cell(2023, figure("90件")), cell(2022, figure("100件"))] },
    { region: "东海省白河市", issuer: "", cells: [cell(2023, figure("1200余件", { qualifier: "余" }))] },
    { region: "东海省安口市", issuer: "市司法局", cells: [cell(2023), cell(2022, figure("9人次", { unit: "人次" }))] },
    { region: "东海省长丘县", issuer: "", cells: [cell(2023, figure("80件", { state: "planned" }))] },
  ],
};

const names = (sorting: Parameters<typeof sortPlaces>[1]) =>
  sortPlaces(TABLE, sorting).map(({ region }) => region.slice(3));

describe("the table of an indicator", () => {
  it("sorts by number, not by text, and keeps places without a figure last either way", () => {
    expect(names({ key: 2023, descending: true })).toEqual(["白河市", "云泽市", "安口市", "长丘县"]);
    expect(names({ key: 2023, descending: false })).toEqual(["云泽市", "白河市", "安口市", "长丘县"]);
  });

  it("sorts places by their names' sound", () => {
    expect(names({ key: "place", descending: false })).toEqual(
      ["安口市", "白河市", "云泽市", "长丘县"].sort((a, b) => a.localeCompare(b, "zh-CN")),
    );
    expect(names({ key: "place", descending: true })).toEqual(names({ key: "place", descending: false }).reverse());
  });

  it("takes no plan, and no figure of another unit where there is one of its own, for a cell's figure", () => {
    const [, , , planned] = TABLE.places;
    expect(planned && mainFigure(cellOf(planned, 2023), "件")).toBeUndefined();
    const mixed = cell(2023, figure("9人次", { unit: "人次" }), figure("7宗", { unit: "宗" }));
    expect(mainFigure(mixed, "件")?.text).toBe("7宗");
    expect(mainFigure(mixed, undefined)?.text).toBe("9人次");
  });

  it("tells what narrows a figure", () => {
    expect(figureNotes(figure("1件", { indicator: "窗口收件" }))).toEqual(["原称：窗口收件"]);
    expect(figureNotes(figure("1件", { indicator: "行政复议受理" }))).toEqual([]);
    const narrowed = {
      state: "planned",
      period: "1—11月",
      subject: "区政府",
      within: "行政案件",
      canonical: null,
    } as const;
    expect(figureNotes(figure("1件", narrowed))).toEqual([...["计划，尚未完成", "1—11月", "区政府", "属于：行政案件"]]);
  });

  it("passes over pieces of sentences that name nothing", () => {
    for (const within of ["负责人出庭应诉制度得到严格落实", "在考评中", "信用建设方面", "甲村、乙村……"])
      expect(figureNotes(figure("1件", { within, canonical: null }))).toEqual([]);
    expect(figureNotes(figure("1件", { indicator: "甲镇乙村、丙镇丁村……" }))).toEqual([]);
  });

  it("names a place by its path and department", () => {
    expect(TABLE.places.map(placeName)[2]).toBe("东海省安口市 · 市司法局");
    expect(placeName({ region: "", issuer: "" })).toBe("地区不明");
  });
});

describe("the chart of an indicator", () => {
  const data = chartData(TABLE, TABLE.places);

  it("draws what was done, in one unit, and says why a bar is missing", () => {
    expect(data?.places).toEqual(["东海省云泽市", "东海省白河市"]);
    expect(data?.years).toEqual([
      {
        year: 2023,
        bars: [
          { value: 90, label: "90件" },
          { value: 1200, label: "1200余件" },
        ],
      },
      {
        year: 2022,
        bars: [
          { value: 100, label: "100件" },
          { value: null, label: "未收录" },
        ],
      },
    ]);
  });

  it("is told in words", () => {
    expect(data && describeChart(data)).toBe(
      "2023年 2 处数据，最高东海省白河市 1200余件，最低东海省云泽市 90件；2022年只有东海省云泽市一处数据：100件",
    );
  });

  it("leaves out what there is no room for, and says how much", () => {
    const places = Array.from({ length: 30 }, (_, row) => ({
      region: `${row}市`,
      issuer: "",
      cells: [cell(2023, figure("1件"))],
    }));
    const crowded = chartData({ ...TABLE, places }, places);
    expect(crowded).toMatchObject({ left: 10 });
    expect(crowded?.places).toHaveLength(20);
  });

  it("is none without a figure", () => {
    expect(chartData({ ...TABLE, units: [] }, TABLE.places)).toBeUndefined();
    expect(chartData(TABLE, [])).toBeUndefined();
  });
});

describe("what can be chosen", () => {
  const standard = ["行政复议受理件数", "行政机关负责人出庭应诉率", "公证办理件数"].map((canonical, row) => ({
    ...{ canonical, reports: 9 - row, units: row === 1 ? ["%"] : ["件"] },
  }));
  const found = {
    indicators: [{ canonical: "公证办理件数", reports: 7, units: ["件"] }],
    rows: [figure("1件", { canonical: null, indicator: "复议窗口" }), figure("2件")],
  };

  it("is standard indicators first, the ones that say what was typed before others, then words of reports", () => {
    expect(indicatorChoices("复议", standard, found).map(({ value, group }) => [value, group])).toEqual([
      ["行政复议受理件数", "通用指标"],
      ["公证办理件数", "通用指标"],
      ["复议窗口", "报告里的其他说法"],
    ]);
    expect(indicatorChoices("", standard, undefined).map(({ note }) => note)).toEqual([
      ...["9 份报告，单位：件", "8 份报告，单位：%", "7 份报告，单位：件"],
    ]);
  });

  it("is every place with a report and those that it lies in, counted", () => {
    const regions = [
      { region: "东海省云泽市", years: [2023], reports: 2 },
      { region: "东海省云泽市清水区", years: [], reports: 1 },
      { region: "", years: [], reports: 1 },
    ];
    expect(regionChoices("", regions).map(({ value, note }) => [value, note])).toEqual([
      ["东海省", "3 份报告"],
      ["东海省云泽市", "3 份报告"],
      ["东海省云泽市清水区", "1 份报告"],
    ]);
    expect(regionChoices("云泽市", regions)[0]?.value).toBe("东海省云泽市");
    expect(regionChoices("江", regions)).toEqual([]);
  });
});
