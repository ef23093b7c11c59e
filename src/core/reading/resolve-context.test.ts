import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import { readReport } from "./read-report.ts";
import { resolveContext, type SpanContext } from "./resolve-context.ts";

const converter = createOpenccScriptConverter();
const contextOf = (sentence: string, known: KnownFacts = { year: 2021, region: "广东省清远市" }): SpanContext => {
  const raw = `${sentence}\n各部门推进法治建设，群众反映良好。\n`;
  const report = readReport({ id: "r", file: "r.txt", raw, known, digest: "d" }, converter);
  return resolveContext(report, { start: 0, end: report.text.indexOf("\n") });
};

describe("the year of a place", () => {
  it.each([
    ["今年办理案件30件。", 2021],
    ["本年度办理案件30件。", 2021],
    ["去年办理案件30件。", 2020],
    ["去年同期办理案件30件。", 2020],
    ["上年办结30件。", 2020],
    ["上年度办结30件。", 2020],
    ["前年办结30件。", 2019],
    ["三年前年均办结30件。", 2021],
    ["今年办理40件，去年办理30件。", 2021],
    ["办理案件30件，比去年同期增长12%。", 2021],
    ["办理案件30件，是去年的两倍。", 2021],
    ["办理案件30件，与上年相比下降5%。", 2021],
    ["上年结转案件3件，全部办结。", 2021],
    ["同期办结25件。", 2021],
    ["自去年以来开展整治，清理积案30件。", 2021],
    ["2019年以来办理案件300件。", 2021],
    ["2019年办理案件30件。", 2019],
    ["2018—2020年度考评均为优秀。", 2021],
    ["较2019年下降3%，办结率为90%。", 2021],
  ])("%s", (sentence, year) => {
    expect(contextOf(sentence).year).toBe(year);
  });

  it("is unknown where the report's year is, unless the words name it", () => {
    expect(contextOf("去年办理案件30件。", { region: "广东省清远市" })).toMatchObject({ year: null, meanings: [] });
  });
});

describe("the period of a place", () => {
  it.each([
    ["截至8月，开展宣传30场。", "截至8月", 1, 8],
    ["截至今年11月底，接入部门30个。", "截至今年11月底", 1, 11],
    ["今年前10个月，办理案件30件。", "前10个月", 1, 10],
    ["上半年，办理案件30件。", "上半年", 1, 6],
    ["1—11月，受理事项30件。", "1—11月", 1, 11],
    ["1月至9月份受理30件。", "1月至9月", 1, 9],
    ["前三季度受理30件。", "前三季度", 1, 9],
    ["第三季度受理30件。", "第三季度", 7, 9],
  ])("%s", (sentence, text, fromMonth, toMonth) => {
    expect(contextOf(sentence).period).toEqual({ text, year: 2021, fromMonth, toMonth });
  });

  it.each([
    ["2019年以来，办理案件300件。", "2019年以来"],
    ["近三年办理案件300件。", "近三年"],
    ["五年来，累计办理案件300件。", "五年来"],
    ["“十四五”以来，出台规章8件。", "“十四五”以来"],
    ["2018—2020年度，连续三年获评优秀。", "2018—2020年度"],
  ])("is of more than one year in %s", (sentence, text) => {
    expect(contextOf(sentence).period).toMatchObject({ text, year: 2021 });
  });

  it.each([
    "落实《行动计划（2021—2025年）》，办理案件30件。",
    "推进2021—2025年法治政府建设规划落实。",
    "2021年以来，办理案件30件。",
    "近三年办理案件300件，今年办理120件。",
  ])("names no years that are the year itself, the name of a plan or one of two: %s", (sentence) => {
    expect(contextOf(sentence).period).toBeUndefined();
  });

  it("is left out for the whole year and for months that cannot be", () => {
    expect(contextOf("全年办理案件30件。").period).toBeUndefined();
    expect(contextOf("1—13月办理案件30件。").period).toBeUndefined();
  });
});

describe("words that mean something only in their report", () => {
  it("are told in order, each once", () => {
    expect(contextOf("我市今年办理30件，全市去年同期25件，今年增长20%。").meanings).toEqual([
      { text: "我市", meaning: "广东省清远市" },
      { text: "今年", meaning: "2021年" },
      { text: "全市", meaning: "广东省清远市" },
      { text: "去年同期", meaning: "2020年同期" },
    ]);
  });

  it.each([
    ["上年度同期25件。", "上年度同期", "2020年同期"],
    ["较同期增长5%。", "同期", "2020年同期"],
    ["前年办理18件。", "前年", "2019年"],
    ["一年来，办理30件。", "一年来", "2021年"],
    ["近三年办理90件。", "近三年", "截至2021年的三年"],
    ["五年来，办理190件。", "五年来", "截至2021年的五年"],
    ["当年办结。", "当年", "2021年"],
    ["我局办理30件。", "我局", "清远市司法局"],
  ])("%s", (sentence, text, meaning) => {
    const known = { year: 2021, region: "广东省清远市", issuer: "清远市司法局" };
    expect(contextOf(sentence, known).meanings).toEqual([{ text, meaning }]);
  });

  it.each([
    "2018年立案，当年办结。",
    "同期办结25件。",
    "历年三年前年均办理30件，本届政府重视，我委员参加。",
    "日本市民、全市场主体和本区域全州县群众受益。",
    "我厅办理30件。",
  ])("are left out where it is not sure what they mean: %s", (sentence) => {
    const known = { year: 2021, region: "广东省清远市", issuer: "清远市司法局" };
    expect(contextOf(sentence, known).meanings).toEqual([]);
  });

  it("name the town, the zone or the place of no list that speaks, and no place above it", () => {
    const town = { year: 2021, region: "广东省佛山市顺德区", issuer: "佛山市顺德区乐从镇人民政府" };
    expect(contextOf("我镇办理30件。", town).meanings).toEqual([{ text: "我镇", meaning: "佛山市顺德区乐从镇" }]);
    const zone = { year: 2021, region: "江苏省苏州市昆山经济技术开发区", issuer: "某某委员会、某某局" };
    expect(contextOf("我区、我局和全市办理30件。", zone).meanings).toEqual([{ text: "我区", meaning: zone.region }]);
  });

  it("mean the city above where a district says 全市, and nothing where no place is called so", () => {
    const known = { year: 2024, region: "广东省江门市江海区" };
    expect(contextOf("我区入选全市、全省名单，我县另计，各区级部门参加。", known).meanings).toEqual([
      { text: "我区", meaning: "广东省江门市江海区" },
      { text: "全市", meaning: "广东省江门市" },
      { text: "全省", meaning: "广东省" },
    ]);
  });
});

const FOLDERS = ["../../../../shared/reports/", "../../../corpus/"].map((path) => new URL(path, import.meta.url));

describe.each(FOLDERS.filter((folder) => existsSync(folder)).map((folder) => [folder]))("reports in %s", (folder) => {
  const FACTS = [
    [/江门|jiangmen-2023|^000/, 2023, "广东省江门市"],
    [/jianghai|^001/, 2024, "广东省江门市江海区"],
    [/doumen|^002/, 2023, "广东省珠海市斗门区"],
    [/jiangmen-2022|^003/, 2022, "广东省江门市"],
    [/qingyuan|^004/, 2021, "广东省清远市"],
  ] as const;
  const reports = readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .map((file): [Report, number, string] => {
      const [, year, region] = FACTS.find(([name]) => name.test(file)) ?? [undefined, 0, ""];
      const raw = readFileSync(new URL(file, folder), "utf8");
      return [readReport({ id: file, file, raw, known: {}, digest: "d" }, converter), year, region];
    });

  it("speak of their own year and place", () => {
    expect(reports).toHaveLength(5);
    for (const [report, year, region] of reports) {
      const city = region.replace(/市.*$/, "市");
      const own = region.slice(-1);
      const expected: Readonly<Record<string, string>> = {
        ...{ 今年: `${year}年`, 本年度: `${year}年`, 当年: `${year}年`, 去年: `${year - 1}年` },
        ...{
          明年: `${year + 1}年`,
          下一年度: `${year + 1}年`,
          全省: "广东省",
          我省: "广东省",
          全市: city,
          我市: city,
          本市: city,
        },
        ...(own === "区" ? { 全区: region, 我区: region, 本区: region } : {}),
      };
      const { meanings } = resolveContext(report, { start: 0, end: report.text.length });
      for (const { text, meaning } of meanings) expect([text, meaning]).toEqual([text, expected[text]]);
      for (const match of report.text.matchAll(/今年|本年度|截至\d+月|上半年/g)) {
        const context = resolveContext(report, { start: match.index, end: match.index + match[0].length });
        expect(context.year).toBe(year);
        if (/截|半/.test(match[0])) expect(context.period?.year).toBe(year);
      }
    }
  });
});
