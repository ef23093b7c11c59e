import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { phraseOf } from "./asking-phrase.ts";
import { type ClaimedAmount, readAmount, type StatedAmount } from "./claim-amount.ts";
import { type ClaimedMove, readMove, THAN_BEFORE } from "./claim-move.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { Direction } from "./told-change.ts";

/** What a question takes for granted, or asks to confirm, of one figure. */
export interface Claim {
  /** Path of the place whose figure it is. */
  readonly place: string;
  /** True where a department is asked of, not its place. */
  readonly ofDepartment: boolean;
  /** The indicator as the question names it. */
  readonly phrase: string;
  /** All that the question says beside places, times, the amount and asking: what has to hold for a yes. */
  readonly said: string;
  /** The unit that the question gives; empty for none, where any but a share's may do. */
  readonly unit: string;
  /** True when it is asked by yes and no (是不是, 吗) rather than taken for granted. */
  readonly asks: boolean;
  /** The very amount that is stated; null where it is a bound, a move or none at all. */
  readonly amount: (StatedAmount & Pick<ClaimedAmount, "linked">) | null;
  /** Which way it is said to have moved; null where it is about the amount. */
  readonly direction: Direction | null;
  /** True where it says by how much it moved. */
  readonly saysAmount: boolean;
  /** The part of the year that it names, 全年 or 上半年 as asked; empty for none. */
  readonly period: string;
  /** Whether the report's figure bears it out; null where the report leaves that open. */
  readonly isTrue: (figure: Figure, report: Report) => boolean | null;
}

/** Months, halves, quarters, and the year as a whole, as a question names them. */
const PERIOD =
  /全年|整年|一年到头|\d{1,2}\s*(?:月份?)?\s*[—\-–~至到]\s*\d{1,2}月份?|(?:截至|到)?\d{1,2}月份?|[上下]半年|第?[一二三四1-4]季度/u;
/** 办结率为98.7%的是什么: asks what it is, not whether it is so. */
const ASKS_WHAT = /什么|哪(?!怕)|谁|几(?!乎)|多少/u;
const WHY = /为什么|凭什么|原因是?什么/gu;
/** What the question says to be gone or never to have been. */
const NONE =
  /(?:全部?|都|已经?|被)+(?:给)?(?:撤|取消|解散|裁|停|砍)(?:掉|销|办|光|走)?了?|(?:全|都)没了|一[件个名人场次份例宗]都?(?:没有?|未)\S{0,4}|(?:为什么|为何|怎么)(?:完全)?没有/u;
/** Part of what is counted being gone contradicts no figure. */
const PART = /部分|有的|有些|几个|一些/u;
/** 是不是, 超没超过, 有没有: asks by yes and no, and says nothing by its 没 or 不. */
const ASKS_BY_YES_AND_NO = /是不是|是否|有没有|有无|(?<verb>\p{sc=Han})[没不]\k<verb>/gu;
/** 是什么, 办得怎么 do not. */
const YES_OR_NO_END = /(?:吗|(?<![什怎这那多])么|没有?|吧|对不对|属实)[？?。\s]*$/u;
/** 98.5%是某市的吗: whose it is said to be. */
const OF_PLACE_END = /^的?(?:数字?|数据)?(?:吗|么|吧)?[？?。\s]*$/u;
const RATE_END = /(?:率|比例|占比|比重|满意度)$/u;
const ASKS =
  /为什么|为何|怎么会?|怎么样|原因是?什么|原因|是否|真的|听说|据说|难道|已经|居然|竟然|还是|请问|今年|本年|当年|当前|目前|现在|呢|吗|了$/gu;

/** Reads what a question says of one figure of one place; null where it says nothing that can be checked. */
export function readClaim(plan: QuestionPlan): Claim | null {
  const { question, slots, sideBySide, subject } = plan;
  const asks = asksByYesAndNo(question);
  const spans = [...slots.places];
  const last = spans.at(-1);
  const isOf = asks && spans.length > 1 && last !== undefined && OF_PLACE_END.test(question.slice(last.end));
  const named = slots.regions.filter(({ start }) => !isOf || start !== last?.start);
  const [place, ...others] = new Set(named.map(({ start }) => start));
  const path = named.find(({ start }) => start === place)?.path;
  if (place === undefined || path === undefined || others.length > 0 || subject === "") return null;
  let words = question;
  for (const { start, end } of (isOf ? spans.slice(0, -1) : spans).reverse())
    words = `${words.slice(0, start)}${" ".repeat(end - start)}${words.slice(end)}`;
  words = words.replace(ASKS_BY_YES_AND_NO, ([verb = ""]) => (verb === "有" ? " " : verb)).replaceAll("是是", "是");
  const period = PERIOD.exec(words)?.[0] ?? "";
  words = words.replace(period, " ");
  const common = { place: path, ofDepartment: plan.department !== null, asks, period };
  const move = readMove(words, slots.years);
  if (move !== null) return claimMove(words, move, common);
  if ((sideBySide !== null && !isOf) || ASKS_WHAT.test(words.replace(WHY, " "))) return null;
  const amount = readAmount(words, asks);
  const none = PART.test(words) ? null : NONE.exec(words);
  const match = amount?.match ?? none;
  const around = match === null ? [] : wordsAround(words, match);
  const [phrase] = around;
  if (match === null || phrase === undefined) return null;
  const said = around.join(" ");
  const still = { ...common, phrase, said, direction: null, saysAmount: false };
  if (amount === null) return { ...still, unit: "", asks: false, amount: null, isTrue: ({ value }) => value === 0 };
  return { ...still, unit: amount.unit, amount: amount.exact ? amount : null, isTrue: amount.isTrue };
}

/** Whether a folded question asks by yes and no. */
export function asksByYesAndNo(question: string): boolean {
  return question.search(ASKS_BY_YES_AND_NO) >= 0 || YES_OR_NO_END.test(question);
}

/** What stands in front of the claim and behind it; 为什么没有… has its indicator behind. */
function wordsAround(words: string, match: RegExpExecArray): string[] {
  const around = [words.slice(0, match.index), words.slice(match.index + match[0].length)];
  return around.map((part) => phraseOf(withoutFigures(part).replace(ASKS, " "))).filter((part) => part !== "");
}

/** 43件建议满意率 is asked of 建议满意率. */
function withoutFigures(words: string): string {
  return scanFigures(words)
    .reverse()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, words);
}

function claimMove(
  words: string,
  move: ClaimedMove,
  common: Pick<Claim, "place" | "ofDepartment" | "asks" | "period">,
): Claim | null {
  const front = words.slice(0, move.match.index).replace(ASKS, " ");
  const phrase = phraseOf(front.replace(new RegExp(THAN_BEFORE, "gu"), " "));
  if (phrase === "") return null;
  return {
    ...common,
    phrase,
    said: phrase,
    unit: RATE_END.test(phrase) ? "%" : "",
    amount: null,
    direction: move.direction,
    saysAmount: move.by !== null,
    isTrue: move.isTrue,
  };
}
