import type { Report, Section } from "../model/report.ts";
import { extractFigures } from "./extract-figures.ts";
import { STANDARD_INDICATORS } from "./standard-indicators.ts";

/** Sentences in which every rule of the ledger has something to say: what is counted, of whom, when, and what is not. */
const DONE = `
全市行政机关负责人出庭应诉率98.82%，同比提高1.2个百分点，排全省第2名，比上年前进3位，连续四年居前。
2023年，全市各级行政复议机关收到行政复议申请1,215件，受理1002件，审结917件，纠错率8.5%，调解和解率31%；其中民事类329件，刑事类876件。
一审行政诉讼案件205宗，败诉率6‰，全省平均败诉率9.1%。市中级人民法院审结案件3.2万件，云泽县办结412件。
办理法律援助案件2300余件，人民调解组织调解纠纷近1.5万宗，调解成功率达99%以上（其中涉企纠纷120件、劳动纠纷88件）。
举办普法活动50多场3000多人次，检查经营户5800余家次，全市村（社区）配备法律顾问67名，累计值班2405次，法律明白人超4.2万名，民主法治示范村12个。
审查规范性文件35件，制定规范性文件6件，报备8件，废止规范性文件三件。市政府常务会议研究法治议题十二次。
培训行政执法人员860人次，办理行政处罚案件1460宗，罚没款超320万元，案卷优良率由90%提升至96.5%，“粤执法”平台办理案件95036宗。
1—11月，12345热线受理诉求7310件，办结率98%，满意率97.6%，较去年同期的95.1%上升。截至8月，公证处办理公证952件。
严格落实持证上岗制度,2023年累计完成51名执法人员换证,150人参加考试。收到政府信息公开申请44件，办理人大代表建议15件、政协提案二十一件。涉及4个部门439项执法事项，第18批清单事项245项。
全市行政复议机构收到申请62件，依法受理51件，到年底已结40件，年底前整改12件，平均用时由30天减为20个工作日；区政府接收复议申请30件，立案21件。
2018—2021年共处理5至7件，历时3个月；去年办理11件，今年办理22件。没有达到90%，不足3件，《办法》规定不低于95%，要求达到100%。
党的二十大以来，落实三项制度、“三会一课”，一是召开2次会议，持续推进两个确立，设立1个中心，6个站点，15 2件。
建立工作站点：一、江海区5个；二、蓬江区6个。指标如下：甲类12项，乙类3.5倍，面积20平方米。
表1 2023年各区行政应诉情况（单位：件）
地区｜一审案件｜出庭应诉率（%）｜其中目标
江海区｜96｜95.2｜8
合计｜1,104｜94｜—
领域：交通运输；行政检查（万次）：2.4；件数：9820
领域：市场监管；行政检查（万次）：3.1；件数：7456
指标｜2022年｜2023年｜同比（%）
行政复议收到（件）｜612｜874｜42.8
`;
const PLANNED = "2024年，力争培训执法人员2000人次，确保应诉率达100%。下一步新增法律顾问50名。\n";

/**
 * Version of everything that makes figure ledgers of reports. It is what the present code makes of a sample text, so
 * nobody has to remember to raise it; a new kind of rule has to find something in the sample.
 */
export const FIGURES_VERSION = hash(JSON.stringify([extractFigures(sample()), STANDARD_INDICATORS]));

function sample(): Report {
  const stated = <T>(value: T) => ({ value, certainty: "stated" }) as const;
  const section = (heading: string, start: number, end: number, plan: boolean): Section => {
    return { start, end, heading, headingEnd: start, level: 1, path: [heading], plan };
  };
  const text = DONE + PLANNED;
  return {
    ...{ id: "", file: "", digest: "", raw: text, text, repairs: [], suspects: [] },
    offsets: { runs: Uint32Array.of(0, text.length, 0, text.length) },
    identity: {
      title: stated("江门市2023年度法治政府建设情况报告"),
      issuer: stated("江门市司法局"),
      region: stated("广东省江门市"),
      level: stated("地级市"),
      year: stated(2023),
      date: stated("2024-01-31"),
    },
    sections: [section("一、主要做法", 0, DONE.length, false), section("二、下一步", DONE.length, text.length, true)],
  };
}

/** FNV-1a over code units. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
