import { describeFigure } from "../figures/describe-figure.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { clauseEndOf, clauseOf } from "./clause-of.ts";
import { narrowedApart } from "./narrowing.ts";
import { unaskedActor } from "./unasked-actor.ts";

/** Words that ask whether, and count nothing out. */
const EMPTY =
  /属实|正确|准确|真的|没错|一共|总共|总计|全部(?=是|为|有)|达到了?|大约|大概|左右|已经|确实|的确|实现了?|做到了?|完成了?|共有|占比?|比例|数量|件数|人数|次数|案件|办了|办理|开展了?/gu;
/** Taken in, taken up, brought to an end: one is not another. */
const STAGES: readonly RegExp[] = [
  /收到|收案|收件|接收|接到|新收|接件/u,
  /受理|立案/u,
  /办结|审结|结案|了结/u,
  /采纳|采用|采信/u,
];
/** 全国, 全市: over which all, 都是 and 均: that each of them is. */
const SCOPE = /全[国省市区县州旗镇乡]/gu;
/** 顾问和律师合计, 废止和修改, 确认违法、撤销、责令履行: of several together. */
const TOGETHER = /以及|(?<!参)与|和(?!解)|及(?!时)|、|或者?/u;
/** （含合同审查意见）: some of them, not all. */
const INCLUDING = /[（(](?:含|包括|其中)[^（）()]*[）)]/gu;
/** 压减到213项: what is left, not what was taken off. */
const MOVED_TO = /(?:减少?|压缩|增加?|降低?|上?升|提高|扩大|扩展)[到至]$/u;
/** 区政府和相关部门交办的: whose they were, not what they are. */
const BY_OTHERS = /\p{sc=Han}*?(?:交办|转来|移送|委托|报送|提出|申请)的/u;
/** What a question says was moved by so much. */
const CHANGES = /减|增|降|升|扩|压缩|提高/u;
const MAX_MORE_CHARS = 4;

/** Why a report does not bear out what a question says of a figure; `unsaid` where it lacks a word of it. */
export type Unborne = "unsaid" | "together" | "moved" | "narrower" | "actor";

/** Whether a report bears out all that a question says of a figure (`said`), so that a bare yes is true. */
export function bearsOut(figure: Figure, report: Report, said: string, question: string): boolean {
  return whyUnborne(figure, report, said, question) === null;
}

/**
 * Why a report does not bear out all that a question says of a figure; null where it does: its words stand in the
 * figure's own words or its clause, at the same stage, of no several things together of which the question names one, and of
 * nobody who is a part of the place asked about. `question` is the whole of it, folded. The amount is compared elsewhere.
 */
export function whyUnborne(figure: Figure, report: Report, said: string, question: string): Unborne | null {
  const clause = clauseOf(figure, report);
  const told = toldOf(figure, report, clause);
  const asked = said.replace(EMPTY, " ");
  const [all] = question.match(SCOPE) ?? [];
  if (unsaid(contentOf(asked.replace(SCOPE, " ")), sameWords(told)) !== "") return "unsaid";
  if (all !== undefined && !isWhole(all, report, told)) return "unsaid";
  if (ofOtherLevel(question, told, report) !== "") return "unsaid";
  if (STAGES.some((stage) => stage.test(said) && !stage.test(told))) return "unsaid";
  if (tellsNothingOf(figure, clause, question) || OF_A_YEAR.test(question)) return "unsaid";
  const isCount = !/^[%‰]$/u.test(figure.unit);
  if (
    isCount &&
    MOVED_TO.test(report.text.slice(0, figure.start)) &&
    CHANGES.test(question) &&
    !/[到至为]/u.test(question)
  )
    return "moved";
  if (tellsTogether(figure.indicator, said)) return "together";
  const isNarrower =
    countsMore(figure, report, `${said} ${figure.canonical ?? ""}`) ||
    (TOTAL.test(question) && tellsPart(figure, said, clause)) ||
    inUnaskedPart(clause, said) ||
    narrowedApart(describeFigure(figure), said);
  if (isNarrower) return "narrower";
  return unaskedActor(figure, question) === "" ? null : "actor";
}

/** All that a report says of a figure, and whose it is. */
function toldOf(figure: Figure, { identity }: Report, clause: string): string {
  // 汐州市望潮区 is no 汐州市.
  const divisions = divisionsOfPath(identity.region.value ?? "");
  const whose = divisions.slice(0, -1).reduce((name, above) => name.replace(above, ""), identity.issuer.value ?? "");
  return `${describeFigure(figure)} ${figure.canonical ?? ""} ${clause} ${divisions.at(-1) ?? ""} ${whose}`.replace(
    INCLUDING,
    " ",
  );
}

const MAX_RUN_CHARS = 8;
const SHORT_RUN_CHARS = 4;

/** The one word of a question that a report does not say of a figure (正职, 全国); empty for several or none. */
export function unborneWord(figure: Figure, report: Report, said: string, question: string): string {
  const told = toldOf(figure, report, clauseOf(figure, report));
  const [all] = question.match(SCOPE) ?? [];
  if (all !== undefined && !isWhole(all, report, told)) return all;
  const level = ofOtherLevel(question, told, report);
  if (level !== "") return level;
  const stage = STAGES.find((one) => one.test(said) && !one.test(told))?.exec(said)?.[0];
  if (stage !== undefined) return stage;
  const plain = sameWords(told);
  const lacking = contentOf(said.replace(EMPTY, " ").replace(SCOPE, " ")).filter((run) => unsaid([run], plain) !== "");
  const [run, ...others] = lacking;
  if (run === undefined || others.length > 0) return "";
  const missing = unsaid([run], plain);
  const isShort = run.length <= SHORT_RUN_CHARS;
  const word = !isShort && run.startsWith(missing) ? missing : run;
  return word.length >= 2 && word.length <= MAX_RUN_CHARS && sameWords(said).includes(word) ? word : "";
}

/** 市人大, 省级: of which level a body or an honour is. */
const LEVEL = /(全国|省|市|县|区|镇)(?:级|直属?|属|人大|政协|政府(?!采购)|委(?!员)|司法局|法院|检察院|公证处)/gu;

/** A level that the question names and the report neither says nor is of itself; empty for none. */
function ofOtherLevel(question: string, told: string, { identity }: Report): string {
  const own = identity.region.value ?? "";
  const found = [...question.matchAll(LEVEL)].find(
    ([words, level = ""]) => !told.includes(words) && !own.endsWith(level),
  );
  return found?.[0] ?? "";
}

/** 118项都是重大项目吗: what each of them is said to be. */
const EACH_IS = /(?:都|全部|均|(?<![保安健完周])全)[是为](?<what>\p{sc=Han}{2,}?)的?[吗么吧呢]?[？?\s]*$/u;

/** Whether the figure's own part of its clause lacks what each is said to be. */
function tellsNothingOf({ canonical }: Figure, clause: string, question: string): boolean {
  const what = EACH_IS.exec(question)?.groups?.what;
  return what !== undefined && !sameWords(`${clause} ${canonical ?? ""}`).includes(sameWords(what).slice(-2));
}

/** 都是2023年下放的, 都是上年的: that each is of one year, which an amount does not tell. */
const OF_A_YEAR = /(?:都|全部|均|(?<![保安健完周])全)[是为](?:在|于)?(?:20\d\d年|当年|今年|本年|上一?年|去年|前一年)/u;

/** That they are all there are. */
const TOTAL = /总数|总量|总共|全部是|所有|全[国省市区县]总/u;
const TELLS_TOTAL = /共|总|全部|累计|合计|截[至止]/u;
const MAX_NARROWER_CHARS = 2;

/** Whether a figure's words narrow it and its clause does not say that it is all. */
function tellsPart(figure: Figure, said: string, clause: string): boolean {
  const more = unsaid(contentOf(figure.indicator.replace(EMPTY, " ")), sameWords(said));
  return more.length > MAX_NARROWER_CHARS || !TELLS_TOTAL.test(clause);
}

/** 在快递、家政两个行业培育: only there. */
const IN_PART = /在(?<part>[^，。；]{2,24}?)(?:行业|领域|系统|单位|企业|学校|机关|社区|乡镇|街道)/u;

function inUnaskedPart(clause: string, said: string): boolean {
  const part = IN_PART.exec(clause)?.groups?.part;
  return part !== undefined && unsaid(contentOf(part), sameWords(said)) !== "";
}

const MAX_BEHIND_CHARS = 3;

/** Whether the clause goes on to say of what is counted what the question does not: 34名律师|担任138个村的法律顾问. */
function countsMore(figure: Figure, report: Report, said: string): boolean {
  if (!/^[名人位个家所支]$/u.test(figure.unit)) return false;
  return unsaid(contentOf(clauseEndOf(figure, report)), sameWords(said)).length > MAX_BEHIND_CHARS;
}

/** Whether a figure's own words say little more than the question: they are of the same thing. */
export function isSameThing(figure: Figure, name: string | null, said: string): boolean {
  if (name !== null && figure.canonical === name) return true;
  const own = figure.indicator.replace(BY_OTHERS, "").replace(EMPTY, " ");
  return unsaid(contentOf(own), sameWords(said)).length <= MAX_MORE_CHARS;
}

/** 全市 of a city's report needs no saying again; 全国 does, and 全市 where a district speaks. */
function isWhole(all: string, { identity }: Report, told: string): boolean {
  return told.includes(all) || (identity.region.value ?? "").endsWith(all.slice(1));
}

/** Whether the words are of several things together that the question does not name all. */
function tellsTogether(indicator: string, said: string): boolean {
  const parts = indicator.replace(BY_OTHERS, "").split(TOGETHER);
  return parts.length > 1 && parts.some((part) => unsaid(contentOf(part), sameWords(said)) !== "");
}
