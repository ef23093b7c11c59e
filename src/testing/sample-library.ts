import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { buildShard } from "../core/build-shards.ts";
import type { Library } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";
import { readReport } from "../core/reading/read-report.ts";
import { splitPassages } from "../core/reading/split-passages.ts";
import { createSearchableLibrary, type SearchableLibrary } from "../core/search/searchable-library.ts";

/** Reports of invented places in our own words: the same indicators, different figures. */
export const SAMPLE_REPORTS: readonly {
  readonly file: string;
  readonly region: string;
  readonly year: number;
  readonly text: string;
}[] = [
  {
    file: "qingxi-2022.txt",
    region: "南江省青溪市",
    year: 2022,
    text: [
      "青溪市2022年度法治政府建设情况报告",
      "一、规范行政执法",
      "全市行政机关负责人出庭应诉率91.4%，比上年提高。开展执法培训12次，培训执法人员860人次。",
      "二、化解矛盾纠纷",
      "全年受理行政复议申请215件，审结188件。调解组织受理纠纷3120件，调解成功率97.6%。",
      "三、普法宣传",
      "举办“法治夜校”“河湾讲堂”两项活动，共开展宣讲430场次。出台《青溪市河道保护条例》。",
      "四、存在的短板",
      "工作中仍有不足：一是基层执法力量偏弱。二是普法形式不够新颖。三是信息公开不够及时。",
      "五、下一步安排",
      "2023年，青溪市将建设智慧执法平台，争取培训执法人员2000人次。",
    ].join("\n"),
  },
  {
    file: "qingxi-2023.txt",
    region: "南江省青溪市",
    year: 2023,
    text: [
      "青溪市2023年度法治政府建设情况报告",
      "一、规范行政执法",
      "全市行政机关负责人出庭应诉率95.8%。开展执法培训15次。",
      "二、化解矛盾纠纷",
      "全年受理行政复议申请301件，审结276件，其中调解结案88件。",
    ].join("\n"),
  },
  {
    file: "yunling-2023.txt",
    region: "南江省青溪市云岭县",
    year: 2023,
    text: [
      "云岭县2023年度法治政府建设情况报告",
      "一、规范行政执法",
      "行政机关负责人出庭应诉率100%。办理行政处罚案件1460宗，罚没款超320万元。",
      "二、公共法律服务",
      "县公证处办理公证952件，法律援助中心受理案件214件。在桃源镇设立巡回法庭。1—11月，受理热线诉求7310件。",
    ].join("\n"),
  },
];

/** The sample reports as a library without vectors, or other texts given in the same form. */
export function createSampleLibrary(reports = SAMPLE_REPORTS): Library {
  const converter = createOpenccScriptConverter();
  const read: { report: Report; passages: Passage[] }[] = [];
  for (const { file, region, year, text } of reports) {
    const report = readReport(
      { id: file.replace(/\.txt$/u, ""), file, raw: text, known: { region, year }, digest: file },
      converter,
    );
    read.push({ report, passages: splitPassages(report, read.length) });
  }
  return {
    reports: read.map(({ report }) => report),
    passages: read.flatMap(({ passages }) => passages),
    vectors: null,
    shards: [buildShard(read, converter)],
    builtAt: "2026-01-01T00:00:00.000Z",
  };
}

export function createSampleSearchable(reports = SAMPLE_REPORTS): SearchableLibrary {
  return createSearchableLibrary(createSampleLibrary(reports), null, createOpenccScriptConverter());
}
