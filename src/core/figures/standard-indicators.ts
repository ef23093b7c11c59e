/** What is known of a figure when its indicator is named. */
interface IndicatorContext {
  readonly indicator: string;
  readonly within: string;
  readonly heading: string;
  readonly unit: string;
}

interface StandardIndicator {
  /** The name that reports over the country use for it. */
  readonly name: string;
  /** Stands in the figure's own words; `topic` in these, in the whole that it is a part of or in the headings. */
  readonly own: RegExp;
  readonly topic?: RegExp;
  /** Makes it another figure. */
  readonly not?: RegExp;
  readonly units: RegExp;
}

const CASES = /^(?:件|宗|起|例|件次|人次|桩|单)$/u;
const COUNTS = /^(?:次|场|场次|期|批|批次|轮|个)$/u;
const RATE = /^[%‰]$/u;
const PEOPLE = /^(?:人|名|位|人次)$/u;
const PIECES = /^(?:件|部|项|份|个|条)$/u;
const REVIEW = /复议/u;
const AID = /法律援助|法援/u;
const MEDIATION = /调解|矛盾纠纷/u;

/**
 * Indicators that reports under the 法治政府建设与责任落实督察工作规定 and the 法治政府建设实施纲要 give year after year.
 * The first that fits names the figure; a figure that none fits for sure has no standard name.
 */
const STANDARD: readonly StandardIndicator[] = [
  { name: "行政机关负责人出庭应诉率", own: /出庭(?:应诉)?率|负责人出庭.{0,8}率/u, not: /正职|同比/u, units: RATE },
  {
    name: "行政复议申请收到件数",
    own: /收到|接到|收案|接收|申请(?!人)/u,
    topic: REVIEW,
    not: /受理(?:行政)?复议|办结|审结|网上|线上|不予|撤回|终止/u,
    units: CASES,
  },
  {
    name: "行政复议受理件数",
    // 立案 of an application for review is taking it up.
    own: /受理(?!点|窗口|渠道|范围|室)|立案(?!监督|侦查)/u,
    topic: REVIEW,
    not: /不予|网上|线上|率|群众|信息公开|纠纷/u,
    units: CASES,
  },
  { name: "行政复议审结件数", own: /审结|办结|结案|已结/u, topic: REVIEW, not: /率|按时|准期/u, units: CASES },
  { name: "行政复议纠错率", own: /纠错率/u, units: RATE },
  { name: "行政复议调解和解率", own: /(?:调解|和解).{0,3}率/u, topic: REVIEW, units: RATE },
  {
    name: "行政诉讼案件数",
    own: /(?:行政诉讼|行政应诉|一审行政|应诉).{0,10}案|行政诉讼案件|应诉案件/u,
    not: /率|败诉/u,
    units: CASES,
  },
  { name: "行政诉讼败诉率", own: /败诉率/u, units: RATE },
  {
    name: "法律援助案件数",
    own: /(?:办理|受理|承办|办结).{0,10}(?:法律援助|法援)|(?:法律援助|法援).{0,4}案件|^(?:各地)?(?:法律援助|法援)(?:办理)?$/u,
    topic: AID,
    not: /参与|其中|民事|刑事|农民工|未成年|率|公证/u,
    units: CASES,
  },
  {
    name: "人民调解案件数",
    own: /(?:调解|化解|受理|排查).{0,10}(?:纠纷|案件)/u,
    topic: MEDIATION,
    not: /成功|率|参与|行政争议|复议/u,
    units: CASES,
  },
  {
    name: "人民调解成功率",
    own: /(?:调解|调处).{0,6}成功率|^(?:调解)?成功率$/u,
    topic: /调解|调处|调委会/u,
    not: /复议|行政争议|行政调解|仲裁|法院|诉[前中]|信访|知识产权|劳动|医疗|消费|涉企/u,
    units: RATE,
  },
  {
    name: "普法活动场次",
    own: /(?:普法|法治宣传).{0,6}活动$|开展(?:普法|法治宣传(?:教育)?)$/u,
    not: /培训|参与|顾问/u,
    units: /^(?:次|场|场次|期)$/u,
  },
  { name: "规范性文件审查件数", own: /(?:审查|审核).{0,12}规范性文件/u, not: /通过|印发/u, units: PIECES },
  {
    name: "规范性文件制定件数",
    own: /(?:制定|出台|印发|制发).{0,8}规范性文件/u,
    not: /起草|草案|内部/u,
    units: PIECES,
  },
  {
    name: "规范性文件备案件数",
    own: /(?:备案|报备).{0,10}(?:规范性文件)?|规范性文件.{0,4}备案/u,
    topic: /规范性文件/u,
    units: PIECES,
  },
  { name: "规范性文件废止修改件数", own: /(?:废止|修改|失效).{0,14}规范性文件/u, units: PIECES },
  { name: "行政执法人员培训人次", own: /培训.{0,10}执法人员|执法人员.{0,8}培训/u, units: PEOPLE },
  {
    name: "行政处罚案件数",
    own: /行政处罚.{0,6}(?:案件|决定)/u,
    not: /不予|减轻|免[予罚]|公示|公开|备案|首违/u,
    units: CASES,
  },
  {
    name: "综合行政执法办案数",
    own: /(?:办理|办结).{0,6}(?:执法)?案件/u,
    topic: /粤执法|综合(?:行政)?执法|执法案件/u,
    not: /复议|诉讼|援助|公证/u,
    units: CASES,
  },
  { name: "12345热线受理件数", own: /受理.{0,10}(?:诉求|工单|来电)?/u, topic: /12345|热线/u, not: /率/u, units: CASES },
  { name: "12345热线办结率", own: /办结率/u, topic: /12345|热线/u, units: RATE },
  { name: "12345热线满意率", own: /满意[率度]/u, topic: /12345|热线/u, units: RATE },
  { name: "政府信息公开申请件数", own: /信息公开申请|依申请公开/u, not: /率/u, units: CASES },
  {
    name: "人大代表建议办理件数",
    own: /(?:人大)?(?:代表)?建议/u,
    topic: /人大/u,
    not: /率|提案|法规|草案|意见/u,
    units: CASES,
  },
  { name: "政协提案办理件数", own: /提案/u, topic: /政协|提案/u, not: /率/u, units: CASES },
  { name: "公证办理件数", own: /公证/u, not: /巡回|视频|远程|网上|涉外|涉港|收费|率|证据/u, units: CASES },
  { name: "法律明白人人数", own: /法律明白人/u, not: /新增|每/u, units: PEOPLE },
  {
    name: "村居法律顾问人数",
    own: /法律顾问/u,
    topic: /村|社区/u,
    not: /政府|党政|部门|公职|企业/u,
    units: /^(?:名|人|位)$/u,
  },
  {
    name: "民主法治示范村（社区）个数",
    own: /民主法治示范村|示范村/u,
    not: /全国|候选|培育/u,
    units: /^(?:个|家|处)$/u,
  },
  { name: "政府常务会议研究法治议题次数", own: /常务会议/u, units: COUNTS },
  // Counted of a place as a whole: a word more (公职律师, 专职调解员) makes it a part.
  {
    name: "行政执法人员人数",
    own: /^(?:全[省市区县]|全系统|目前|现?有|共有|在编|在岗|持证)*(?:行政)?执法人员(?:总?数)?$/u,
    units: PEOPLE,
  },
  { name: "律师人数", own: /^(?:现?有|共有|执业)?律师(?:人数|总?数)?$/u, units: PEOPLE },
  { name: "公证机构家数", own: /^(?:现?有|共有|设有)?公证(?:处|机构)$/u, units: /^(?:家|个|所)$/u },
  {
    name: "人民调解组织个数",
    own: /^(?:现?有|共有|建有)?(?:各[级类])?人民调解(?:委员会|组织)$/u,
    units: /^(?:家|个)$/u,
  },
  { name: "人民调解员人数", own: /^(?:现?有|共有)?(?:人民)?调解员(?:活跃在一线)?$/u, units: PEOPLE },
  { name: "仲裁案件受理件数", own: /仲裁.{0,6}受理|受理.{0,4}仲裁/u, not: /劳动|人事|率/u, units: CASES },
  { name: "检察建议回复率", own: /检察建议.{0,2}回复率/u, units: RATE },
  { name: "司法建议回复率", own: /司法建议.{0,2}回复率/u, units: RATE },
  { name: "行政执法案卷优良率", own: /案卷.{0,6}(?:优良|合格|优秀)率/u, units: RATE },
];

/** The standard name of what a figure measures; null where none fits for sure. */
export function standardIndicator({ indicator, within, heading, unit }: IndicatorContext): string | null {
  const candidates = candidatesFor(unit);
  if (candidates?.any.test(indicator) !== true) return null;
  const said = `${within} ${indicator}`;
  const found = candidates.rules.find(
    ({ own, topic, not }) =>
      own.test(indicator) && (topic === undefined || topic.test(`${heading} ${said}`)) && !(not?.test(said) ?? false),
  );
  return found?.name ?? null;
}

/**
 * Whether a figure without a standard name may still be of the one named: its sentence, headings counted in, has that
 * indicator's words and its own words none that make it another. A reader has to look.
 */
export function mayBeStandard(
  name: string,
  { own, said, unit }: { readonly own: string; readonly said: string; readonly unit: string },
): boolean {
  const rule = RULE_OF.get(name);
  if (rule === undefined || !rule.units.test(unit) || rule.not?.test(own) === true) return false;
  return rule.own.test(said) && rule.topic?.test(said) !== false;
}

/** The indicators that figures of a unit may be of, and words of which each has one. */
interface Candidates {
  readonly rules: readonly StandardIndicator[];
  readonly any: RegExp;
}

/** For each unit that was met; null where no indicator has it. */
const candidatesByUnit = new Map<string, Candidates | null>();

function candidatesFor(unit: string): Candidates | null {
  const known = candidatesByUnit.get(unit);
  if (known !== undefined) return known;
  const rules = STANDARD.filter(({ units }) => units.test(unit));
  const any = new RegExp(rules.map(({ own }) => own.source).join("|"), "u");
  const candidates = rules.length === 0 ? null : { rules, any };
  candidatesByUnit.set(unit, candidates);
  return candidates;
}

const RULE_OF: ReadonlyMap<string, StandardIndicator> = new Map(STANDARD.map((rule) => [rule.name, rule]));

/** All standard names, in the order of the table. */
export const STANDARD_INDICATORS: readonly string[] = STANDARD.map(({ name }) => name);
