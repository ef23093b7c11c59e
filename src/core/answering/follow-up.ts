import type { Report } from "../model/report.ts";
import { type QuestionSlots, readQuestionSlots } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { guardQuestion } from "./guard-question.ts";
import { newestYear } from "./newest-year.ts";
import { leansWholly, pointsBack } from "./points-back.ts";

const FOLLOW_UP = /^(?:那么?|再|还有|换成|改成|如果是)|呢[?？]?$/u;
const MAX_FOLLOW_UP_CHARS = 20;
/** 受理了多少? without place and year leans on the question before it, unless it asks across all places. */
const MAX_BARE_CHARS = 14;
const ASKS_FIGURE = /多少|几|第几|率|比例|占比/u;
const ASKS = /多少|几|多[高大长久]|什么|哪|吗|怎|如何|谁|[有是]没?[有是]|为何/u;
const ASKS_ALL = /哪|各地|所有|全部|最[高低多少]|谁/u;
/** 跟江海区比, 比2022年高多少: sets what was asked before beside another place or year. */
const BESIDE = /^(?:那么?)?[比跟与和同较]/u;
const COMPARES = /相?差(?:了|距)?|[高低多少大小]|[比较相]|倍|增|升|降|减/u;
/** 差多少, 哪个高: compares what the question before it named two of. */
const OF_BOTH =
  /^(?:那么?)?(?:两者|二者|两地|两年)?(?:相?差(?:距|了)?(?:多少|多大|几)|(?:哪(?:个|一个|里|边|年|一年)|谁)(?:更|最|比较)?[高低多少大小])/u;
/** 是不是100%吗: what is said around a number that is to be confirmed. */
const CONFIRMS = /是不是|是否|有没有|超过?了?|达到?了?|低于|高于|不到|[是有到了吗么对吧呢]|[\s，,。？?]/gu;
/** What turns a follow-up and says nothing itself. */
const TURNING =
  /^(?:那么?|再|还有|换成|改成|如果是)+|(?:呢|的话)?[?？。!！]*$|[他它她咱]们|这个|那个|这[里边]|那[里边]|今年|同一?年|当年|全年|也|的(?!额)/gu;
const COURTESY = /^(?:谢谢?|多谢|好的?|嗯+|哦+|你好|您好|明白了?|知道了|ok)[\s，。,.!！?？]*$/iu;

const ACTS =
  "收到|接到|申请|受理|立案|审结|办结|结案|办理|调解成功|调解|化解|培训|通过|采纳|整改|答复|修改|废止|新增|维持|撤销|驳回|纠错|公开|参加|参与";
const QUALITIES = "按时|按期|及时|准期|一次|总体|群众|平均|直接|综合";
/** Measures that belong to what was asked about before: 办结率, 满意度, 平均分, 金额. */
const MEASURES = `(?:(?:${QUALITIES}))*(?:${ACTS}|满意|成功|合格|优良|达标|完成|上诉|回复|回访|采信|好评)?(?:率|度)|平均分|得分|分数|总?金额|标的额|人次数?|场次|[人件场次]数|排名|名次|占比|比例|数量|总数`;
const BARE = new RegExp(`^(?:共|已)?(?:${MEASURES}|(?:${ACTS})了?)$`, "u");
const ACT = new RegExp(`^(?:共|已)?(?:${ACTS})了?$`, "u");
const ACTS_AND_MEASURES = new RegExp(`${MEASURES}|${ACTS}`, "gu");
/** Rates of a subject of their own: what follows them is not about them. */
const OWN_RATES = /(?:行政机关)?(?:负责人)?出庭(?:应诉)?率|(?:行政机关)?败诉率/gu;
const MAX_TOPIC_CHARS = 12;
const ASKED_AMOUNT = /[有是]?(?:多少|几)(?:人次|件次|场次|批次|万元|亿元|[件宗起份篇个家处项条人名位场次期部元])?/u;

/** The last turn as a question of its own, and whether it leant on one before. */
export interface CompletedQuestion {
  readonly question: string;
  readonly completed: boolean;
}

/**
 * Completes the last of a conversation's questions, all folded, from the ones before: each may lean on the one before it,
 * which may itself have leaned on another. A turn that asks nothing of the reports is not leant on.
 */
export function completeLast(asked: readonly string[], reports: readonly Report[]): CompletedQuestion {
  let earlier: string | undefined;
  /** The last turn that named a place or a year. */
  let placed: string | undefined;
  let result: CompletedQuestion = { question: "", completed: false };
  /** Whether the last turn that asked leant on one before it. */
  let leant = false;
  for (const turn of asked.map((one) => withYearBefore(one, reports))) {
    const completed = earlier === undefined ? null : completeFollowUp(turn, { earlier, placed, leant }, reports);
    result = { question: completed ?? turn, completed: completed !== null };
    if (!asksOfReports(result.question, reports)) continue;
    earlier = result.question;
    leant = result.completed && pointsBack(turn) === null;
    if (hasSlots(readQuestionSlots(earlier, reports))) placed = earlier;
  }
  return result;
}

function hasSlots({ regions, years }: QuestionSlots): boolean {
  return regions.length > 0 || years.length > 0;
}

function asksOfReports(question: string, reports: readonly Report[]): boolean {
  if (guardQuestion(question) !== null || COURTESY.test(question) || leansWholly(question) !== null) return false;
  if (hasSlots(readQuestionSlots(question, reports))) return true;
  return stripQuestionWords(question).replace(/\P{sc=Han}/gu, "").length >= 2;
}

/** 前一年呢 after a question about a year, with that year named; without one after the newest year that it is told of. */
function withYear(last: string, before: QuestionSlots, reports: readonly Report[]): string {
  const newest = before.years.length > 0 ? null : newestYear(before, reports);
  const years = newest === null ? before.years : [newest];
  if (years.length === 0) return last;
  return last
    .replace(/前一年|上一?年|去年|头一年/u, `${Math.min(...years) - 1}年`)
    .replace(/后一年|下一年|第二年/u, `${Math.max(...years) + 1}年`);
}

/** 上年 by itself, not what another year is compared with. */
const YEAR_BEFORE = /(?<![比较与跟和同以])上年(?!同期|相比|结转|度?末|以来|度?的?(?:数字?|数据)?[吗么吧])(?:度)?/u;

/** 某市2023年出庭应诉率上年是多少 asks of 2022; without a year of the one before the newest that the place has. */
function withYearBefore(turn: string, reports: readonly Report[]): string {
  const words = YEAR_BEFORE.exec(turn)?.[0];
  const slots = words === undefined ? null : readQuestionSlots(turn, reports);
  if (slots === null || words === undefined || slots.regions.length === 0 || slots.years.length > 1) return turn;
  const [year = newestYear(slots, reports)] = slots.years;
  if (year === null) return turn;
  return turn.replace(new RegExp(`${year}\\s?(?:年度?)?`, "u"), "").replace(words, `${year - 1}年`);
}

/** The turns that a follow-up may lean on. */
interface Before {
  readonly earlier: string;
  /** The last that named a place or a year. */
  readonly placed: string | undefined;
  /** Whether `earlier` leant on another itself: then there are two that may be summed up. */
  readonly leant: boolean;
}

/** 一把手 after 出庭应诉率: whose share of it is asked for. */
const OFFICE_HOLDER = /^(?:单位)?(?:“?一把手”?|正职|主要负责人|主要领导|副职)的?$/u;
const ATTENDANCE = /出庭/u;

/**
 * 那斗门区呢? after a question about 江门市: the earlier question with the place or year put in its stead. 办结率呢? keeps
 * place and year and asks another figure of them. Null where the turn stands by itself.
 */
function completeFollowUp(last: string, { earlier, placed, leant }: Before, reports: readonly Report[]): string | null {
  if (last.length > MAX_FOLLOW_UP_CHARS) return null;
  if (pointsBack(last) !== null) return earlier;
  const leans = leansWholly(last);
  const before = readQuestionSlots(placed ?? earlier, reports);
  const turn = withYear(last, before, reports);
  const now = readQuestionSlots(turn, reports);
  const beside = besideBefore(turn, now, earlier, readQuestionSlots(earlier, reports));
  if (beside !== null) return beside;
  // One figure is its own sum; of what another sum, share or change would be made is for the asker to say.
  if (leans !== null) return leans === "sum" && !leant ? earlier : null;
  const asksFigure = ASKS_FIGURE.test(last) || BARE.test(stripQuestionWords(last));
  const bare = !hasSlots(now) && last.length <= MAX_BARE_CHARS && asksFigure && !ASKS_ALL.test(last);
  if (!FOLLOW_UP.test(last) && !bare) return null;
  const own = ownWords(turn, now);
  if (own.replace(/\P{sc=Han}/gu, "").length < 2) return withSlots(earlier, turn, now, reports);
  if (now.regions.length > 0 && now.years.length > 0) return null;
  const places = now.regions.length > 0 ? namesIn(turn, now) : namesIn(placed ?? earlier, before);
  const kept = now.regions.length === 0 || hasReportOf(now, before.years, reports) ? before.years : [];
  const years = now.years.length > 0 ? now.years : kept;
  if (places === "" && years.length === 0) return null;
  const when = years.map((year) => `${year}年`).join("、");
  return `${places}${when}${askedOf(own, earlier, reports)}`;
}

/** The earlier question without its asking words, with the turn behind it: what it asked is compared or confirmed. */
function besideBefore(turn: string, now: QuestionSlots, earlier: string, before: QuestionSlots): string | null {
  const core = earlier.replace(ASKED_AMOUNT, "").replace(/[是为]?(?:吗|呢|吧)?[?？。\s]*$/u, "");
  const compares = hasSlots(now) && hasSlots(before) && BESIDE.test(turn) && COMPARES.test(turn);
  const sides = Math.max(before.regions.length, before.years.length);
  if (compares)
    return `${core}${turn.replace(/^那么?/u, "").replace(/(?:相?比)?(?:怎么?样|如何|呢)?[?？。\s]*$/u, (end) => (/比|样|何|呢/u.test(end) ? "相比分别是多少" : ""))}`;
  if (sides > 1 && !hasSlots(now) && OF_BOTH.test(turn)) return `${core}${turn.replace(/^那么?/u, "")}`;
  const [figure, ...others] = scanFigures(turn);
  if (figure === undefined || others.length > 0 || hasSlots(now) || ASKED_AMOUNT.test(turn)) return null;
  return turn.replace(figure.text, "").replace(CONFIRMS, "") === "" ? `${core}${turn}` : null;
}

function namesIn(question: string, { places }: QuestionSlots): string {
  return places.map(({ start, end }) => question.slice(start, end)).join("、");
}

/** What a turn says besides places, years and words that only turn to it. */
function ownWords(turn: string, { places }: QuestionSlots): string {
  let words = turn;
  for (const { start, end } of [...places].reverse()) words = words.slice(0, start) + words.slice(end);
  return words
    .replace(/(?:19|20)\d{2}\s?年?度?/gu, "")
    .replace(TURNING, "")
    .trim();
}

/** The earlier question with another place or year; null where neither is named. */
function withSlots(earlier: string, turn: string, now: QuestionSlots, reports: readonly Report[]): string | null {
  const before = readQuestionSlots(earlier, reports);
  let question = earlier;
  if (now.regions.length > 0) {
    for (const { start, end } of before.places) question = question.replace(earlier.slice(start, end), "");
    question = namesIn(turn, now) + question;
    // A year that the other place has no report of was asked of the first.
    if (now.years.length === 0 && before.years.length > 0 && !hasReportOf(now, before.years, reports))
      for (const year of before.years) question = question.replace(new RegExp(`${year}\\s?(?:年度?)?`, "u"), "");
  }
  if (now.years.length > 0) {
    for (const year of before.years) question = question.replace(new RegExp(`${year}(?:年度?)?`, "u"), "");
    question = `${now.years.map((year) => `${year}年`).join("、")}${question}`;
  }
  return question === earlier ? null : question;
}

/** True where a place asked about has a report of one of the years, or none at all: then its lack is told. */
function hasReportOf({ regions }: QuestionSlots, years: readonly number[], reports: readonly Report[]): boolean {
  const own = reports.filter(({ identity }) => regions.some(({ path }) => identity.region.value === path));
  return own.length === 0 || own.some(({ identity: { year } }) => year.value !== null && years.includes(year.value));
}

/** 受理 after 行政复议申请多少件: 行政复议受理多少件; 败诉率 says itself what it is of. */
function askedOf(own: string, earlier: string, reports: readonly Report[]): string {
  const asked = stripQuestionWords(own).replace(/\s+/gu, "");
  if (OFFICE_HOLDER.test(asked) && ATTENDANCE.test(earlier)) return `${asked}出庭占多少`;
  if (!BARE.test(asked)) return ASKS.test(own) ? own : `${own}是多少`;
  const topic = topicOf(earlier, reports);
  if (/排名|名次/u.test(asked)) return `${topic}${asked}第几`;
  if (!ACT.test(asked)) return `${topic}${asked}是多少`;
  const amount = ASKED_AMOUNT.exec(own)?.[0] ?? ASKED_AMOUNT.exec(earlier)?.[0] ?? "多少";
  return `${topic}${asked}${amount}`;
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
