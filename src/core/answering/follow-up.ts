import type { Report } from "../model/report.ts";
import { type QuestionSlots, readQuestionSlots } from "../search/question-slots.ts";
import { stripQuestionWords } from "../search/strip-question.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { namedDepartment } from "./departments.ts";
import { askedOfDepartment } from "./follow-up-department.ts";
import { askedOf, BARE, type Before } from "./follow-up-topic.ts";
import { guardQuestion } from "./guard-question.ts";
import { pairTurns, placeAround } from "./pair-turns.ts";
import { leansWholly, pointsBack } from "./points-back.ts";
import { ASKED_AMOUNT, ASKS, namesIn, ownWords } from "./turn-words.ts";
import { withYear, withYearBefore } from "./year-before.ts";

const FOLLOW_UP = /^(?:那么?|再|还有|换成|改成|如果是)|呢[?？]?$/u;
const MAX_FOLLOW_UP_CHARS = 20;
/** 受理了多少? without place and year leans on the question before it, unless it asks across all places. */
const MAX_BARE_CHARS = 14;
/** 提案, 其中农民工: a noun alone after a question that named a place. */
const BARE_NOUN = /^(?:其中|还有)?\p{sc=Han}{2,8}$/u;
/** Asks for more of the same, or of the machine. */
const NO_NOUN =
  /^(?:继续|详细|展开|具体|更多|然后|接着|重新|再来|解释|说明|总结|概括|翻译|意思|举例|你|我|请|帮|谢|好|嗯|哦|明白|知道|对|是|不|没)|府院|习近平/u;
const ASKS_FIGURE = /多少|几|第几|率|比例|占比/u;
const ASKS_ALL = /哪|各地|所有|全部|最[高低多少]|谁/u;
/** 跟江海区比, 比2022年高多少: sets what was asked before beside another place or year. */
const BESIDE = /^(?:那么?)?[比跟与和同较]/u;
const COMPARES = /相?差(?:了|距)?|[高低多少大小]|[比较相]|倍|增|升|降|减/u;
/** 差多少, 哪个高: compares what the question before it named two of. */
const OF_BOTH =
  /^(?:那么?)?(?:两者|二者|两地|两年)?(?:相?差(?:距|了)?(?:多少|多大|几)|(?:哪(?:个|一个|里|边|年|一年)|谁)(?:更|最|比较)?[高低多少大小])/u;
/** 是不是100%吗: what is said around a number that is to be confirmed. */
const CONFIRMS = /是不是|是否|有没有|超过?了?|达到?了?|低于|高于|不到|[是有到了吗么对吧呢]|[\s，,。？?]/gu;
const COURTESY = /^(?:谢谢?|多谢|好的?|嗯+|哦+|你好|您好|明白了?|知道了|ok)[\s，。,.!！?？]*$/iu;

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
  /** The one that the last turn that asked leant on. */
  let leantOn: string | undefined;
  for (const turn of asked.map((one) => withYearBefore(one, reports))) {
    const completed =
      earlier === undefined
        ? null
        : completeFollowUp(turn, { earlier, asked: result.question, placed, leantOn }, reports);
    result = { question: completed ?? turn, completed: completed !== null };
    // 增加了多少 of two is not leant on: 望潮区呢 asks what they asked.
    if (!asksOfReports(result.question, reports) || (result.completed && leansOnTwo(turn))) continue;
    if (pointsBack(turn) === null) leantOn = result.completed ? earlier : undefined;
    earlier = result.question;
    if (hasSlots(readQuestionSlots(earlier, reports))) placed = earlier;
  }
  return result;
}

function leansOnTwo(turn: string): boolean {
  const leans = leansWholly(turn);
  return leans === "sum" || leans === "calculation";
}

function hasSlots({ regions, years }: QuestionSlots): boolean {
  return regions.length > 0 || years.length > 0;
}

function asksOfReports(question: string, reports: readonly Report[]): boolean {
  if (guardQuestion(question) !== null || COURTESY.test(question) || leansWholly(question) !== null) return false;
  if (hasSlots(readQuestionSlots(question, reports))) return true;
  return stripQuestionWords(question).replace(/\P{sc=Han}/gu, "").length >= 2;
}

/**
 * 那斗门区呢? after a question about 江门市: the earlier question with the place or year put in its stead. 办结率呢? keeps
 * place and year and asks another figure of them. Null where the turn stands by itself.
 */
function completeFollowUp(
  last: string,
  { earlier, asked, placed, leantOn }: Before,
  reports: readonly Report[],
): string | null {
  if (last.length > MAX_FOLLOW_UP_CHARS) return null;
  if (pointsBack(last) !== null) return asked;
  const leans = leansWholly(last);
  const before = readQuestionSlots(placed ?? earlier, reports);
  const turn = withYear(last, before, reports);
  const now = readQuestionSlots(turn, reports);
  const beside = besideBefore(turn, now, earlier, readQuestionSlots(earlier, reports));
  if (beside !== null) return beside;
  const ofDepartment = askedOfDepartment(turn, now, earlier, readQuestionSlots(earlier, reports), reports);
  if (ofDepartment !== null) return ofDepartment;
  if (leans === "whole") return askedOfWhole(last, earlier, before, reports);
  // One figure is its own sum; of what a share or another change would be made is for the asker to say.
  if (leans !== null && leantOn !== undefined) return pairTurns(leantOn, earlier, plainTurn(last), reports);
  if (leans !== null) return leans === "sum" ? earlier : null;
  const asksFigure = ASKS_FIGURE.test(last) || BARE.test(stripQuestionWords(last));
  const isNoun = BARE_NOUN.test(last) && !ASKS.test(last) && !NO_NOUN.test(last);
  const bare = !hasSlots(now) && last.length <= MAX_BARE_CHARS && (asksFigure || isNoun) && !ASKS_ALL.test(last);
  const own = ownWords(turn, now);
  // 2023年多少: names a year or a place and nothing else.
  const namesSlots = asksFigure && hasSlots(now) && /^[\s，,]*(?:[是有为]|多少|几|[？?。])*$/u.test(own);
  if (!FOLLOW_UP.test(last) && !bare && !namesSlots) return null;
  if (namesSlots || own.replace(/\P{sc=Han}/gu, "").length < 2) return withSlots(earlier, turn, now, reports);
  if (now.regions.length > 0 && now.years.length > 0) return null;
  const places = now.regions.length > 0 ? namesIn(turn, now) : namesIn(placed ?? earlier, before);
  const kept = now.regions.length === 0 || hasReportOf(now, before.years, reports) ? before.years : [];
  const years = now.years.length > 0 ? now.years : kept;
  const department = now.regions.length > 0 ? "" : departmentIn(earlier, reports);
  if (places === "" && years.length === 0 && department === "") return null;
  const when = years.map((year) => `${year}年`).join("、");
  const asks = askedOf(own, turn, { earlier, leantOn }, reports);
  const whose = asks.includes(department) || namedDepartment(asks, reports) !== null ? "" : department;
  return `${places}${whose}${when}${asks}`;
}

/** 市监局, 市场监督管理局: the department that a question names, as it writes it; empty for none. */
function departmentIn(question: string, reports: readonly Report[]): string {
  const department = namedDepartment(question, reports);
  const said = department === null ? "" : question.slice(department.start, department.end);
  const [place] = readQuestionSlots(said, reports).places;
  return place?.start === 0 ? said.slice(place.end) : said;
}

function plainTurn(turn: string): string {
  return turn.replace(/^那么?|\s/gu, "");
}

/** 全市呢: the earlier question of the place around the one that it named; null where no report is of such a place. */
function askedOfWhole(
  last: string,
  earlier: string,
  { regions: [region, ...others] }: QuestionSlots,
  reports: readonly Report[],
): string | null {
  const level = /全(?<level>[省市区县])/u.exec(last)?.groups?.level;
  if (level === undefined || region === undefined || others.length > 0) return null;
  const name = placeAround(level, region.path, reports);
  const turn = `${name}呢`;
  if (name === null) return null;
  return withSlots(earlier, turn, readQuestionSlots(turn, reports), reports) ?? earlier;
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
