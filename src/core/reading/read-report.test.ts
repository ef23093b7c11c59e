import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { FawenError } from "../model/errors.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import { toRawSpan } from "../text/offset-map.ts";
import { readReport } from "./read-report.ts";
import { resolveContext } from "./resolve-context.ts";

const converter = createOpenccScriptConverter();
const read = (raw: string, known: KnownFacts = {}): Report =>
  readReport({ id: "r", file: "r.txt", raw, known, digest: "d" }, converter);

const TITLED = `韶关市乐昌市关于2022年度法治政府
建设情况的报告
市委、市政府：
2022年，乐昌市推进依法行政，全市共办理复议案件35件，较2021年上升12%。
一、主要做法
（一）加强领导。市政府专题研究法治工作6次，完善考核办法。
1.规范决策
出台决策规定，审查文件18件。
2.去年收到建议3条，今年办理提案20件；
（二）改进服务
截至11月，窗口受理事项4000件，群众满意率99%。
我市取得了一定的成绩，但还存在短板：一是人才不足。二是宣传不够。
2023年，乐昌市将继续加强法治建设，计划培训500人次。
中共乐昌市委员会
乐昌市人民政府
2023年1月16日
`;

describe("readReport", () => {
  it("reads title, signature, region, year and date where the text states them", () => {
    const { identity } = read(TITLED);
    expect(identity.title).toMatchObject({
      value: "韶关市乐昌市关于2022年度法治政府建设情况的报告",
      certainty: "stated",
    });
    expect(identity.issuer).toMatchObject({ value: "中共乐昌市委员会、乐昌市人民政府", certainty: "stated" });
    expect(identity.region.value).toBe("广东省韶关市乐昌市");
    expect(identity.level.value).toBe("县级市");
    expect(identity.year).toMatchObject({ value: 2022, certainty: "stated" });
    expect(identity.date).toMatchObject({ value: "2023-01-16", certainty: "stated", evidence: "2023年1月16日" });
  });

  it("outlines numbered, run-in and closing sections and marks plans", () => {
    const { sections, text } = read(TITLED);
    expect(sections.map((section) => [section.level, section.heading, section.plan])).toEqual([
      [0, "", false],
      [1, "一、主要做法", false],
      [2, "（一）加强领导", false],
      [3, "1.规范决策", false],
      // The second item of the list is no heading, and stands no longer under the first.
      [3, "", false],
      [2, "（二）改进服务", false],
      [1, "", false],
      [1, "", true],
    ]);
    expect(sections[3]?.path).toEqual(["一、主要做法", "（一）加强领导", "1.规范决策"]);
    expect(sections[0]?.start).toBe(0);
    for (const [row, section] of sections.entries()) expect(section.end).toBe(sections[row + 1]?.start ?? text.length);
  });

  it("takes headings without numbers, two lines together, and leaves lists of short lines alone", () => {
    const paragraph = "各部门按照职责分工推进年度重点任务，加强协作配合，形成工作合力，年内完成目标任务。";
    const { sections } = read(
      `筑牢根基\n坚持高位推动\n${paragraph}\n提升能力\n${paragraph}\n甲社区\n乙社区\n丙社区\n${paragraph}\n展望新一年\n${paragraph}`,
    );
    expect(sections.map((section) => [section.heading, section.plan])).toEqual([
      ["筑牢根基 坚持高位推动", false],
      ["提升能力", false],
      ["展望新一年", true],
    ]);
  });

  it("infers the department, the place and the year from the wording", () => {
    const { identity } = read(
      "2020年，在区委、区政府领导下，区司法局以习近平法治思想为指导，推进蓬江法治建设。我区全年办理案件12件。\n一、2020年度主要工作\n蓬江区公共法律服务中心接待群众500人次。江门市通报表扬我区。\n二、2021年工作计划\n2021年，蓬江区将加强宣传。\n",
    );
    expect(identity.issuer).toMatchObject({ value: "江门市蓬江区司法局", certainty: "inferred", evidence: "区司法局" });
    expect(identity.region).toMatchObject({ value: "广东省江门市蓬江区", certainty: "inferred" });
    expect(identity.year.value).toBe(2020);
    expect(identity.title).toMatchObject({ certainty: "inferred", value: expect.stringContaining("拟题") });
  });

  it("does not take a planned, a compared or a ranged year for the report's", () => {
    const year = (text: string): number | null => read(text).identity.year.value;
    expect(year("2022年，办理案件30件，较2021年增长5%。落实《行动计划(2023-2025年)》。2023年，将继续推进。")).toBe(
      2022,
    );
    expect(year("办理案件30件，比2021年增长。落实规划（2021—2025年）。法治建设工作稳步推进，成效明显。")).toBe(null);
  });

  it("dates a scraped report by its page, without a word of the page in the text", () => {
    const page =
      "首页 > 政务公开 > 工作报告\n来源：松江市司法局 发布时间：2024-01-15 09:30 更新时间：2024-06-01 浏览次数：128\n";
    const { identity, text, offsets, raw } = read(`${page}各部门推进法治建设，办理案件30件，群众反映良好。\n`);
    expect(identity.date).toEqual({ value: "2024-01-15", certainty: "stated", evidence: "发布时间：2024-01-15" });
    expect(identity.issuer).toEqual({ value: "松江市司法局", certainty: "inferred", evidence: "来源：松江市司法局" });
    expect(identity.year.value).toBeNull();
    expect(text).toBe("各部门推进法治建设，办理案件30件，群众反映良好。\n");
    expect(toRawSpan(offsets, 0, 3)).toEqual({ start: page.length, end: page.length + 3 });
    expect(raw.slice(page.length, page.length + 3)).toBe("各部门");
  });

  it("believes the signature and the voice of the text before the page", () => {
    const page = "發(fā)布機構：市融媒體中心办公室 成文日期：2023/3/1 发布日期：2023年4月2日\n";
    expect(read(page + TITLED).identity.date.value).toBe("2023-01-16");
    expect(read(page + TITLED.replace("2023年1月16日\n", "")).identity.date).toMatchObject({ value: "2023-03-01" });
    expect(read(page + TITLED).identity.issuer.value).toBe("中共乐昌市委员会、乐昌市人民政府");
    expect(
      read(`更新时间：2024-06-01 阅读：12次\n${"各部门推进法治建设，群众反映良好。".repeat(3)}`).identity.date.value,
    ).toBe(null);
  });

  it("parts a title from the metadata on its line", () => {
    const { identity, text } = read(
      "乐昌市2022年度法治政府建设年度报告 发布时间：2023-02-10 来源：本网\n全市办理案件12件，办结率达99%，成效明显。\n",
    );
    expect(identity.title.value).toBe("乐昌市2022年度法治政府建设年度报告");
    expect(identity.date.value).toBe("2023-02-10");
    expect(text).not.toContain("发布时间");
  });

  it("leaves unknown what nothing tells", () => {
    const { identity } = read("法治建设工作稳步推进，宣传活动有序开展，群众反映良好。");
    for (const fact of Object.values(identity)) expect(fact).toEqual({ value: null, certainty: "unknown" });
  });

  it("lets known facts win", () => {
    const { identity, url } = read(TITLED, {
      year: 2019,
      region: "湖南省",
      title: "标题",
      url: "https://example.com/a",
    });
    expect(identity.year).toEqual({ value: 2019, certainty: "given" });
    expect(identity.region).toEqual({ value: "湖南省", certainty: "given" });
    expect(identity.title.value).toBe("标题");
    expect(url).toBe("https://example.com/a");
  });

  it.each([
    ["", "没有正文"],
    ["\ufeff \r\n", "没有正文"],
    ["办结率达%，共受理件，培训人次，年月完成，满意率为%。各部门推进工作。", "数字缺失"],
    ["法治\ufffd\ufffd政府\ufffd建设工作情况报告如下各部门推进", "无法辨认"],
    ["Hello world, this is a page in English without any Chinese report.", "汉字太少"],
  ])("keeps out %j and says why", (raw, reason) => {
    expect(() => read(raw)).toThrow(expect.objectContaining({ code: "bad-input-file", field: "r.txt" }) as FawenError);
    expect(() => read(raw)).toThrow(reason);
  });

  it("says where in a file of many a text stands that is kept out", () => {
    const source = { id: "x", file: "r.jsonl", raw: "短", known: {}, digest: "", place: "第 3 行（编号 x）" };
    expect(() => readReport(source, createOpenccScriptConverter())).toThrow(
      "r.jsonl 第 3 行（编号 x）未收入：汉字太少",
    );
  });
});

describe("resolveContext", () => {
  const report = read(TITLED);
  const context = (words: string) => {
    const start = report.text.indexOf(words);
    return resolveContext(report, { start, end: start + words.length });
  };

  it("reads 今年 and 去年 against the report's year", () => {
    expect(context("今年办理提案20件")).toEqual({
      region: "广东省韶关市乐昌市",
      year: 2022,
      plan: false,
      meanings: [{ text: "今年", meaning: "2022年" }],
    });
    expect(context("去年收到建议3条")).toMatchObject({ year: 2021 });
    expect(context("全市共办理复议案件35件，较2021年上升12%")).toMatchObject({ year: 2022 });
  });

  it("gives the period and marks plans", () => {
    expect(context("截至11月，窗口受理事项4000件").period).toEqual({
      text: "截至11月",
      year: 2022,
      fromMonth: 1,
      toMonth: 11,
    });
    expect(context("计划培训500人次")).toMatchObject({ plan: true });
    expect(context("2023年，乐昌市将继续加强法治建设")).toMatchObject({ plan: true, year: 2023 });
  });
});
