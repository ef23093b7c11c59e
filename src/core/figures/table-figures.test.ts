import { describe, expect, test } from "vitest";
import { bareReport } from "../../testing/bare-library.ts";
import { writeFigure } from "./describe-figure.ts";
import { extractFigures } from "./extract-figures.ts";

const read = (...lines: string[]) => extractFigures(bareReport("r", lines.join("\n")));
const told = (...lines: string[]) =>
  read(...lines).map(
    (figure) => `${writeFigure(figure)} ${figure.subject || "全市"} ${figure.indicator} ${figure.year}`,
  );

describe("figures of tables", () => {
  test("have the unit of their header or of the caption, and the place of their row", () => {
    const lines = [
      "表2 各县（区）应诉情况（单位：件）",
      "地区｜一审案件｜出庭应诉率（%）",
      "溪口区｜41｜93.5",
      "合计｜160｜90.1",
    ];
    expect(told(...lines)).toEqual([
      "41件 溪口区 一审案件 2023",
      "93.5% 溪口区 出庭应诉率 2023",
      "160件 全市 一审案件 2023",
      "90.1% 全市 出庭应诉率 2023",
    ]);
    const [first, , whole] = read(...lines);
    expect([first?.region, whole?.region]).toEqual(["甲省乙市溪口区", "甲省乙市"]);
    expect([first?.within, whole?.canonical]).toEqual(["应诉", null]);
    // The quote that proves it has the headers in it.
    expect(first?.sentence.start).toBe(read(...lines)[1]?.sentence.start);
  });

  test("are of the year that their column or row names", () => {
    expect(told("指标｜2022年｜2023年", "行政复议收到（件）｜612｜874")).toEqual([
      "612件 全市 行政复议收到 2022",
      "874件 全市 行政复议收到 2023",
    ]);
    expect(told("年份｜公证（件）", "2021年｜930", "2022年｜1,204")).toEqual([
      "930件 全市 公证 2021",
      "1,204件 全市 公证 2022",
    ]);
    expect(told("指标｜上年｜本年", "法律援助（件）｜31｜45").map((one) => one.slice(-4))).toEqual(["2022", "2023"]);
  });

  test("multiply 万 of the header out, and keep it where they are told", () => {
    const [figure] = read("领域｜检查（万次）｜罚没款（万元）", "食品｜2.4｜562.3");
    expect(figure).toMatchObject({ text: "2.4", value: 24000, unit: "次", indicator: "食品检查" });
    expect(told("领域｜检查（万次）｜罚没款（万元）", "食品｜2.4｜562.3")[1]).toBe("562.3万元 全市 食品罚没款 2023");
  });

  test("are read of rows that say their headers themselves, as formats that know tables are loaded", () => {
    expect(told("地区：溪口区；案件（件）：41", "地区：林边县；案件（件）：—", "地区：河东镇；案件（件）：7")).toEqual([
      "41件 溪口区 案件 2023",
      "7件 河东镇 案件 2023",
    ]);
    expect(told("办理情况：受理案件12件；其中：民事案件10件")[0]).toBe("12件 全市 受理案件 2023");
  });

  test.each([
    ["two units are told for all columns", ["单位：件、万元", "领域｜立案｜罚没款", "食品｜734｜562"]],
    ["no unit is told", ["领域｜立案｜结案", "食品｜734｜700"]],
    ["a rate stands under a unit of counts", ["单位：件", "领域｜办结率", "食品｜98"]],
    [
      "the caption has several years and the header none",
      ["表1 2021年和2022年案件统计（单位：件）", "领域｜立案", "食品｜734"],
    ],
    [
      "it is a rank, a month or a sub-total",
      ["指标｜排名（位）", "营商环境｜6", "月份｜收案（件）", "3月｜61", "小计｜99"],
    ],
    ["nothing says what is counted", ["地区｜数量（件）", "溪口区｜7"]],
  ])("are left out where %s", (_, lines) => {
    expect(told(...lines)).toEqual([]);
  });

  test("are no standard indicator of the place where they are of a field of it", () => {
    const [field, whole] = read("领域｜行政处罚案件（件）", "交通｜980", "合计｜2210");
    expect([field?.canonical, whole?.canonical]).toEqual([null, "行政处罚案件数"]);
  });

  test("are plans where their header says so", () => {
    const [planned, done] = read("指标｜2023年目标（件）｜2023年完成（件）", "公证｜300｜312");
    expect([planned?.state, done?.state]).toEqual(["planned", "done"]);
  });
});
