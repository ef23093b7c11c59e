import type { Report } from "../model/report.ts";
import { readQuestionSlots } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { ASKED_AMOUNT, ASKS, ownWords } from "./turn-words.ts";

/** The turns that a follow-up may lean on. */
export interface Before {
  readonly earlier: string;
  /** What the turn before asked, be it only a sum or comparison of others: what points back points to it. */
  readonly asked: string;
  /** The last that named a place or a year. */
  readonly placed: string | undefined;
  /** What `earlier` leant on itself: then there are two that may be summed up or compared. */
  readonly leantOn: string | undefined;
}

const ACTS =
  "收到|接到|申请|受理|立案|审结|办结|结案|办理|调解成功|调解|化解|培训|通过|采纳|整改|答复|修改|废止|新增|维持|撤销|驳回|纠错|公开|参加|参与";
const QUALITIES = "按时|按期|及时|准期|一次|总体|群众|平均|直接|综合";
const MONEY = "罚没款|罚没金额|罚款|涉案金额|货值金额|违法所得";
/** Measures that belong to what was asked about before: 办结率, 满意度, 平均分, 金额, 罚没款. */
const MEASURES = `(?:${MONEY})(?:总?额)?|(?:(?:${QUALITIES}))*(?:${ACTS}|满意|成功|合格|优良|达标|完成|上诉|回复|回访|采信|好评)?(?:率|度)|平均分|得分|分数|总?金额|标的额|人次数?|场次|[人件场次]数|排名|名次|占比|比例|数量|总数`;
export const BARE = new RegExp(`^(?:共|已)?(?:${MEASURES}|(?:${ACTS})了?)$`, "u");
const ACT = new RegExp(`^(?:共|已)?(?:${ACTS})了?$`, "u");
const ACTS_AND_MEASURES = new RegExp(`${MEASURES}|${ACTS}`, "gu");
/** Rates of a subject of their own: what follows them is not about them. */
const OWN_RATES = /(?:行政机关)?(?:负责人)?出庭(?:应诉)?率|(?:行政机关)?败诉率/gu;
/** A noun that may stand where another stood: no measure, amount or rate of its own. */
const TOPIC = /^\p{sc=Han}{2,8}(?<![率数量度费额款])$/u;
const ASKING_END = new RegExp(`[了的]?${ASKED_AMOUNT.source}[?？。\\s]*$`, "u");
/** What is told of each field of work alike; an application or a rate may be of the one topic alone. */
const LAST_MEASURE = new RegExp(`(?:(?:${MONEY})(?:总?额)?|立案|结案|办结|移送)$`, "u");
const MAX_TOPIC_CHARS = 12;

/** 一把手 after 出庭应诉率: whose share of it is asked for. */
const OFFICE_HOLDER = /^(?:单位)?(?:“?一把手”?|正职|主要负责人|主要领导|副职)的?$/u;
const HEAD = /^(?:单位)?“?一把手”?$/u;
const ATTENDANCE = /出庭/u;

/** 受理 after 行政复议申请多少件: 行政复议受理多少件; 败诉率 says itself what it is of. */
export function askedOf(
  own: string,
  turn: string,
  { earlier, leantOn }: Pick<Before, "earlier" | "leantOn">,
  reports: readonly Report[],
): string {
  const { part, kind } = PART_OF.exec(turn.replace(TURN_ENDS, ""))?.groups ?? {};
  if (part !== undefined || kind !== undefined) return partOf(part ?? kind ?? "", earlier, leantOn, reports);
  const asked = stripQuestionWords(own).replace(/\s+/gu, "");
  if (OFFICE_HOLDER.test(asked) && ATTENDANCE.test(earlier))
    return `${asked.replace(HEAD, "单位一把手")}出庭占比是多少`;
  if (!BARE.test(asked)) return ASKS.test(own) ? own : (sameMeasureOf(asked, earlier, reports) ?? `${own}是多少`);
  const topic = topicOf(earlier, reports);
  if (/排名|名次/u.test(asked)) return `${topic === "" ? rateOf(earlier) : topic}${asked}第几`;
  if (!ACT.test(asked)) return `${topic}${asked}是多少`;
  const amount = ASKED_AMOUNT.exec(own)?.[0] ?? ASKED_AMOUNT.exec(earlier)?.[0] ?? "多少";
  return `${topic}${asked}${amount}`;
}

/** 食品安全 after 特种设备立案多少件: 食品安全立案多少件; null where the question before it asked for no act or measure of a topic. */
function sameMeasureOf(asked: string, earlier: string, reports: readonly Report[]): string | null {
  if (!TOPIC.test(asked) || new RegExp(ACTS_AND_MEASURES.source, "u").test(asked)) return null;
  const core = earlier.replace(ASKING_END, "");
  const measure = LAST_MEASURE.exec(core)?.[0];
  if (measure === undefined || topicOf(core.slice(0, -measure.length), reports) === "") return null;
  const amount = ACT.test(measure) ? (ASKED_AMOUNT.exec(earlier)?.[0] ?? "多少") : "是多少";
  return `${asked}${measure}${amount}`;
}

/** 其中农民工, 涉外的: a part of what was asked about before. */
const PART_OF =
  /^其中(?:的|有)?(?<part>\p{sc=Han}{2,8}?)的?(?:有|是|占)?(?:(?:多少|几)\p{sc=Han}{0,2})?$|^(?<kind>\p{sc=Han}{2,4})的$/u;
const TURN_ENDS = /^那么?|呢?[?？。!！\s]*$/gu;

function partOf(part: string, earlier: string, leantOn: string | undefined, reports: readonly Report[]): string {
  const amount = ASKED_AMOUNT.exec(earlier)?.[0] ?? "多少";
  // 涉外的呢, 网上的呢: each is a part of what the first asked about.
  const [own, before] = [topicOf(earlier, reports), leantOn === undefined ? "" : topicOf(leantOn, reports)];
  const topic = before !== "" && own.endsWith(before) ? before : own;
  return `${part}${topic}${amount}`;
}

/** 出庭应诉率 of a question that asks for it; empty where it names none. */
function rateOf(question: string): string {
  return question.match(OWN_RATES)?.[0] ?? "";
}

/** What a question was about, without its places, years, acts and measures: 行政复议, 12345热线. */
function topicOf(question: string, reports: readonly Report[]): string {
  const own = ownWords(question, readQuestionSlots(question, reports)).replace(ASKED_AMOUNT, " ");
  const words = stripQuestionWords(own)
    .replace(OWN_RATES, "")
    .replace(ACTS_AND_MEASURES, "")
    .replace(/[^\p{L}\p{N}]|了/gu, "");
  return words.length > MAX_TOPIC_CHARS ? "" : words;
}
