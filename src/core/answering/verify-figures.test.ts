import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { Citation } from "../model/answer.ts";
import { readReport } from "../reading/read-report.ts";
import { CitationList } from "./cite.ts";
import { checkFigures, verifyFigures } from "./verify-figures.ts";

const converter = createOpenccScriptConverter();
const SENTENCES = [
  "2023年，全市行政复议机构收到复议申请640件，依法受理512件，办结478件，综合纠错率13.5%。",
  "行政机关负责人出庭应诉率达98.2%，同比提升1.6个百分点。",
  "1—11月，热线接到群众诉求超12万件，按时办结率99.1%。",
  "市中级人民法院新收一审行政案件221件。",
  "培训执法人员36期4800多人次。",
  "2024年，计划建成法治文化公园6个，力争出庭应诉率达到99%。",
];
const TITLE = "柳湾市2023年法治政府建设年度报告";
const report = readReport(
  {
    ...{ id: "liuwan", file: "liuwan.txt", digest: "d" },
    raw: `${TITLE}\n一、主要工作\n${SENTENCES.slice(0, 5).join("\n")}\n二、下一步工作\n${SENTENCES[5]}\n柳湾市人民政府\n`,
    known: { title: TITLE, region: "柳湾市", issuer: "柳湾市人民政府", year: 2023 },
  },
  converter,
);
const other = readReport(
  {
    ...{ id: "shigang", file: "shigang.txt", digest: "d" },
    raw: "石港县2023年法治政府建设年度报告\n一、主要工作\n行政机关负责人出庭应诉率达95.7%。\n石港县人民政府\n",
    known: { region: "石港县", issuer: "石港县人民政府", year: 2023 },
  },
  converter,
);

const list = new CitationList();
for (const [one, sentences] of [
  [report, SENTENCES],
  [other, ["行政机关负责人出庭应诉率达95.7%。"]],
] as const)
  for (const sentence of sentences) {
    const start = one.text.indexOf(sentence);
    list.cite(one, 1, { start, end: start + sentence.length });
  }
const citations: readonly Citation[] = list.list();

/** What does not stand in an answer: figure and reason. */
const faults = (answer: string) =>
  checkFigures(answer, citations, [report, other]).flatMap(({ text, fault }) =>
    fault === null ? [] : [`${text} ${fault}`],
  );

describe("a figure stands", () => {
  it.each([
    ["in a quote", `${SENTENCES[0]} [1]`],
    ["in whole clauses of a quote", "依法受理512件，办结478件。[1]"],
    ["in a plan quoted whole", `- ${SENTENCES[5]} [6]`],
    ["in a lead", "达98.2%（柳湾市，2023年，行政机关负责人出庭应诉率） [2]"],
    ["in a lead without indicator", "512件（柳湾市，2023年） [1]"],
    ["in a lead of several figures", "512件、478件（柳湾市，2023年，受理、办结） [1]"],
    [
      "in a row of quotes",
      "| 报告 | 原文 |\n| --- | --- |\n| 柳湾市（2023年） | 市中级人民法院新收一审行政案件221件。 [4] |",
    ],
    [
      "in a cell under its indicator",
      "| 地区 | 出庭应诉率 |\n| --- | --- |\n| 柳湾市（2023年） | 达98.2% [2] |\n| 石港县（2023年） | 达95.7% [7] |",
    ],
    ["said with the field's other words", "柳湾市2023年接到行政复议申请640件，审结478件。[1]"],
    ["with the part of the year", "2023年1—11月，柳湾市热线受理群众诉求超12万件[3]。"],
    ["with its subject", "柳湾市中级人民法院2023年新收一审行政案件221件。[4]"],
    ["as one of two with the same words", "全年共培训执法人员36期，培训4800多人次。[5]"],
    ["told as a plan", "柳湾市计划在2024年建成法治文化公园6个。[6]"],
    ["as a change, in other words", "2023年，出庭应诉率比上年提升1.6个百分点。[2]"],
    ["as a change", "出庭应诉率同比提高1.6个百分点。[2]"],
    ["in a difference that is shown", "出庭应诉率相差：柳湾市达98.2% [2] − 石港县达95.7% [7] = 2.5个百分点"],
    ["in a ratio that is shown", "640件 ÷ 512件 = 1.25倍 [1]"],
  ])("%s", (_, answer) => expect(faults(answer)).toEqual([]));

  it("with the marker of the place that bears it", () => {
    const answer = "出庭应诉率：柳湾市达98.2%[2]；石港县达95.7%[7]。";
    expect(verifyFigures(answer, citations, [report, other])).toEqual([
      { text: "达98.2%", value: 98.2, unit: "%", verified: true, marker: 2 },
      { text: "达95.7%", value: 95.7, unit: "%", verified: true, marker: 7 },
    ]);
  });
});

describe("a figure does not stand", () => {
  it.each([
    ["no_citation", "办结478件。"],
    ["value", "办结479件。[1]"],
    ["unit", "办结478宗。[1]"],
    ["qualifier", "热线接到群众诉求12万件。[3]"],
    ["indicator", "柳湾市2023年依法受理行政复议案件478件。[1]"],
    ["indicator", "出庭应诉率1.6个百分点。[2]"],
    ["subject", "石港县2023年行政复议办结478件。[1]"],
    ["subject", "市人民检察院新收一审行政案件221件。[4]"],
    ["period", "2022年，柳湾市行政复议办结478件。[1]"],
    ["period", "2023年全年，柳湾市热线接到群众诉求超12万件。[3]"],
    ["state", "2024年，柳湾市建成法治文化公园6个。[6]"],
    ["state", "柳湾市力争行政复议办结478件。[1]"],
    ["subject", "达98.2%（石港县，2023年，行政机关负责人出庭应诉率） [2]"],
    ["subject", "| 地区 | 出庭应诉率 |\n| --- | --- |\n| 石港县（2023年） | 达98.2% [2] |"],
    ["period", "| 报告 | 原文 |\n| --- | --- |\n| 柳湾市（2022年） | 市中级人民法院新收一审行政案件221件。 [4] |"],
    ["arithmetic", "柳湾市达98.2% [2] − 石港县达95.7% [7] = 3.5个百分点"],
    ["arithmetic", "640件 + 513件 = 1153件 [1]"],
  ])("for %s: %s", (reason, answer) => expect(faults(answer).some((fault) => fault.endsWith(` ${reason}`))).toBe(true));

  it("where a plan is quoted without the words that make it one", () => {
    expect(faults("法治文化公园6个[6]。")).not.toEqual([]);
  });
});
