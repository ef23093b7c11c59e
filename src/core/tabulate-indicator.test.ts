import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { createSampleLibrary } from "../testing/sample-library.ts";
import type { IndicatorTable } from "./model/indicator.ts";
import { tabulateIndicator } from "./tabulate-indicator.ts";

const converter = createOpenccScriptConverter();
const library = createSampleLibrary();
const RATE = "行政机关负责人出庭应诉率";

const tabulate = (request: Partial<Parameters<typeof tabulateIndicator>[1]> = {}) =>
  tabulateIndicator(library, { name: RATE, limit: 100, ...request }, converter);

/** `青溪市 2023 95.8%`, or without the figure where there is none. */
const told = ({ places }: IndicatorTable) =>
  places.flatMap(({ region, cells }) =>
    cells.map(({ year, figures }) => [region.slice(-3), year, ...figures.map(({ text }) => text)].join(" ")),
  );

describe("an indicator by places and years", () => {
  it("holds each figure in its place and year", () => {
    const table = tabulate();
    expect(told(table)).toEqual(["青溪市 2023 95.8%", "青溪市 2022 91.4%", "云岭县 2023 100%"]);
    expect(table).toMatchObject({
      name: RATE,
      units: ["%"],
      years: [2023, 2022],
      total: 2,
      disclosed: 3,
      undisclosed: 0,
    });
  });

  it("takes no name that nobody uses for one that nobody discloses", () => {
    expect(() => tabulate({ name: "公证办理的件数" })).toThrow(
      expect.objectContaining({ code: "not-found", field: "name" }),
    );
    expect(tabulate({ name: "公证办理件数", region: "没有的县" }).places).toEqual([]);
    // A standard name: that no report tells it is a finding.
    expect(tabulate({ name: "行政诉讼败诉率" })).toMatchObject({ disclosed: 0, undisclosed: 3 });
  });

  it("tells a report without the indicator from a year without a report", () => {
    const table = tabulate({ name: "公证办理件数" });
    expect(told(table)).toEqual(["云岭县 2023 952件", "青溪市 2023", "青溪市 2022"]);
    expect(table.places[0]?.cells).toHaveLength(1);
    expect(table.places[1]?.cells[0]).toEqual({
      ...{ year: 2023, disclosed: false, figures: [] },
      reports: [{ id: "qingxi-2023", title: "青溪市2023年度法治政府建设情况报告" }],
    });
    expect(table).toMatchObject({ disclosed: 1, undisclosed: 2 });
  });

  it("never takes a plan for a disclosure", () => {
    const table = tabulate({ name: "行政执法人员培训人次", region: "青溪市" });
    const cells = table.places.find(({ region }) => region === "南江省青溪市")?.cells ?? [];
    expect(cells.map(({ year, disclosed, figures }) => [year, disclosed, figures.map(({ state }) => state)])).toEqual([
      [2023, false, ["planned"]],
      [2022, true, ["done"]],
    ]);
  });

  it("puts the figure of the whole before its parts", () => {
    const texts = [
      {
        file: "a.txt",
        region: "南江省青溪市",
        year: 2023,
        text: "青溪市2023年度法治政府建设情况报告\n一、复议\n1—11月，全市受理行政复议申请200件。全年受理行政复议申请301件。",
      },
    ];
    const table = tabulateIndicator(createSampleLibrary(texts), { name: "行政复议受理件数", limit: 9 }, converter);
    expect(told(table)).toEqual(["青溪市 2023 301件 200件"]);
  });

  it("knows names that only a report uses, and no others", () => {
    const [row] = tabulate({ name: "罚没款" }).places.filter(({ cells }) => cells.some(({ disclosed }) => disclosed));
    expect(row?.cells[0]?.figures[0]).toMatchObject({ text: "超320万元", canonical: null, qualifier: "超" });
    expect(() => tabulate({ name: "出庭应诉率" })).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("narrows reports and figures alike, in either script", () => {
    expect(told(tabulate({ region: "雲嶺縣" }))).toEqual(["云岭县 2023 100%"]);
    expect(told(tabulate({ name: "公证办理件数", region: "云岭县" }))).toEqual(["云岭县 2023 952件"]);
    expect(told(tabulate({ name: "公证办理件数", year: 2022 }))).toEqual(["青溪市 2022"]);
    expect(tabulate({ region: "江门市" })).toMatchObject({ places: [], years: [], total: 0 });
  });

  it("keeps to the limit, those that disclose first, and counts all", () => {
    const table = tabulate({ name: "公证办理件数", limit: 1 });
    expect(told(table)).toEqual(["云岭县 2023 952件"]);
    expect(table).toMatchObject({ total: 2, undisclosed: 2 });
  });

  it("tells where each sentence stands", () => {
    for (const { cells } of tabulate().places)
      for (const { reportId, sentence, sentenceStart } of cells.flatMap(({ figures }) => figures)) {
        const text = library.reports.find(({ id }) => id === reportId)?.text ?? "";
        expect(text.startsWith(sentence, sentenceStart)).toBe(true);
      }
  });
});
