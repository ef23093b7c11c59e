import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { phraseOf } from "./asking-phrase.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { type Direction, toldChange } from "./told-change.ts";

/** What a question takes for granted, or asks to confirm, of one figure. */
export interface Claim {
  /** The indicator as the question names it. */
  readonly phrase: string;
  /** All that the question says beside places, times, the amount and asking: what has to hold for a yes. */
  readonly said: string;
  /** The unit that the question gives; empty for none, where any but a share's may do. */
  readonly unit: string;
  /** True when it is asked by yes and no (是不是, 吗) rather than taken for granted. */
  readonly asks: boolean;
  /** Which way it is said to have moved; null where it is about the amount. */
  readonly direction: Direction | null;
  /** True where it says by how much it moved. */
  readonly saysAmount: boolean;
  /** The part of the year that it names, 全年 or 上半年 as asked; empty for none. */
  readonly period: string;
  /** Whether the report's figure bears it out; null where the report leaves that open. */
  readonly isTrue: (figure: Figure, report: Report) => boolean | null;
  /** Whether the amount that the question states stands anywhere in a report. */
  readonly isStated: (report: Report) => boolean;
}

const NOWHERE = () => false;

/** Months, halves, quarters, and the year as a whole, as a question names them. */
const PERIOD =
  /全年|整年|一年到头|\d{1,2}\s*(?:月份?)?\s*[—\-–~至到]\s*\d{1,2}月份?|(?:截至|到)?\d{1,2}月份?|[上下]半年|第?[一二三四1-4]季度/u;
/** 办结率为98.7%的是什么: asks what it is, not whether it is so. */
const ASKS_WHAT = /什么|哪(?!怕)|谁|几(?!乎)|多少/u;
const WHY = /为什么|凭什么|原因是?什么/gu;

type Compare = (figure: number, said: number) => boolean;
const BOUNDS: readonly { readonly words: string; readonly holds: Compare }[] = [
  { words: "不低于|不少于|不小于|高达|多达|达到了?", holds: (figure, said) => figure >= said },
  { words: "未超过?|没有?超过?|不超过|不高于|不多于", holds: (figure, said) => figure <= said },
  { words: "未达到?|没有?达到?|没到|达不到|跌破|低于|不到|不足|少于", holds: (figure, said) => figure < said },
  { words: "超过?了?|突破了?|高于|多于", holds: (figure, said) => figure > said },
  {
    words: "只有|仅有?|跌到了?|(?:就|就只|真的?|果真)是|(?<=^|[^\\p{sc=Han}]|率|数|比例|占比)[是为]",
    holds: Object.is,
  },
];
const NUMBER = "(?:百分之)?[\\d.〇零一二两三四五六七八九十百千万亿]+(?:成半?|%|个百分点|[\\p{sc=Han}])?";
const BOUND = new RegExp(`(?<word>${BOUNDS.map(({ words }) => words).join("|")})\\s*(?<number>${NUMBER})`, "u");
/** What the question says to be gone or never to have been. */
const NONE =
  /(?:全部?|都|已经?|被)+(?:给)?(?:撤|取消|解散|裁|停|砍)(?:掉|销|办|光|走)?了?|(?:全|都)没了|一[件个名人场次份例宗]都?(?:没有?|未)\S{0,4}|(?:为什么|为何|怎么)(?:完全)?没有/u;
/** Part of what is counted being gone contradicts no figure. */
const PART = /部分|有的|有些|几个|一些/u;
const MOVE_UP = "上升|升高|提[高升]|增[加长多]|变[多高]|越来越[多高]|上涨|涨";
const MOVE_DOWN = "下降|降低|下滑|减少|变[少低]|越来越[少低]|下跌|回落|跌";
/** 比去年, 同比: with the year before. */
const THAN_BEFORE = "(?:同比|[比较](?:上一?年|去年|前一年|往年|(?<year>20\\d\\d)年度?))(?:同期)?(?:相比)?(?:还|要|更)?";
/** The move is said of the figure: nothing follows that was raised or reduced (提高了效率, 减少证明). */
const CLAIM_ENDS =
  "(?=[？?，,。；;\\s]|$|吗|呢|吧|啊|的?原因|的?幅度|是|这么|那么|如此|没有?|多少|几|很多|不少|很大|得|(?:约|近)?\\d)";
const MOVED = new RegExp(
  `(?:${THAN_BEFORE})?(?:有所|大幅度?|明显|反而|又|还|却|竟然|居然|会)*(?:(?<up>${MOVE_UP})|(?<down>${MOVE_DOWN}))了?${CLAIM_ENDS}`,
  "u",
);
const MORE_THAN_BEFORE = new RegExp(`${THAN_BEFORE}(?:(?<up>多|高)|(?<down>少|低))了?${CLAIM_ENDS}`, "u");
/** 是不是, 超没超过, 有没有: asks by yes and no, and says nothing by its 没 or 不. */
const ASKS_BY_YES_AND_NO = /是不是|是否|有没有|有无|(?<verb>\p{sc=Han})[没不]\k<verb>/gu;
const YES_OR_NO_END = /(?:吗|么|没有?|吧|对不对|属实)[？?。\s]*$/u;
/** 对吗, 是真的吗: asks whether what was said before is so. */
const SO_END =
  /[，,]?(?:这|这个|这种)?(?:说法|数字|数据)?(?:是|有)?(?:对|正确|真的?|属实|准确|这样|没错)?(?:的|不对)?(?:吗|么|吧)?[？?。\s]*$/u;
const RATE_END = /(?:率|比例|占比|比重|满意度)$/u;
const ASKS =
  /为什么|为何|怎么会?|怎么样|原因是?什么|原因|是否|真的|听说|据说|难道|已经|居然|竟然|还是|请问|今年|本年|当年|当前|目前|现在|呢|吗|了$/gu;

/** Reads what a question says of one figure of one place; null where it says nothing that can be checked. */
export function readClaim({ question, slots, sideBySide, subject }: QuestionPlan): Claim | null {
  const places = new Set(slots.regions.map(({ start }) => start)).size;
  if (places !== 1 || subject === "") return null;
  let words = question;
  for (const { start, end } of [...slots.places].reverse())
    words = `${words.slice(0, start)}${" ".repeat(end - start)}${words.slice(end)}`;
  const asks = words.search(ASKS_BY_YES_AND_NO) >= 0 || YES_OR_NO_END.test(words);
  words = words.replace(ASKS_BY_YES_AND_NO, ([verb = ""]) => (verb === "有" ? " " : verb)).replaceAll("是是", "是");
  const period = PERIOD.exec(words)?.[0] ?? "";
  words = words.replace(period, " ");
  const moved = MOVED.exec(words) ?? MORE_THAN_BEFORE.exec(words);
  if (moved !== null) return readMove(words, moved, asks, slots.years, period);
  if (sideBySide !== null || ASKS_WHAT.test(words.replace(WHY, " "))) return null;
  const bound = BOUND.exec(words) ?? (asks ? statedNumber(words) : null);
  const none = PART.test(words) ? null : NONE.exec(words);
  const match = bound ?? none;
  const phrase = match === null ? "" : phraseAround(words, match);
  if (phrase === "" || match === null) return null;
  const said = wordsAround(words, match).join(" ");
  if (bound === null)
    return {
      phrase,
      said,
      unit: "",
      asks: false,
      direction: null,
      saysAmount: false,
      period,
      isTrue: ({ value }) => value === 0,
      isStated: NOWHERE,
    };
  const limit = readLimit(bound.groups?.number ?? "");
  const holds = BOUNDS.find((one) => new RegExp(`^(?:${one.words})$`, "u").test(bound.groups?.word ?? ""))?.holds;
  if (limit === null) return null;
  const { value, unit } = limit;
  const isTrue = (figure: Figure) => agrees(figure, value, holds ?? Object.is);
  const number = (bound.groups?.number ?? "").trim();
  const isStated = ({ text }: Report) => holds === undefined && text.includes(number);
  return { phrase, said, unit, asks, direction: null, saysAmount: false, period, isTrue, isStated };
}

/** 公证处有8家吗, 出庭应诉率100%对吗: the one number that a yes-or-no question states without a word that compares. */
function statedNumber(words: string): RegExpExecArray | null {
  const stated = words.replace(SO_END, "").replaceAll(YEARS, (year) => " ".repeat(year.length));
  const figures = scanFigures(stated).filter(({ value }) => value !== null);
  const [figure] = figures;
  if (figure === undefined || figures.length > 1) return null;
  // The words behind the number say what is counted: 有3家|公证处.
  return new RegExp(`(?<number>${figure.text.replace(/[.*+?^$()[\]{}|\\]/gu, "\\$&")})`, "u").exec(stated);
}

const YEARS = /(?:19|20)\d\d\s?年?度?/gu;
const AT_MOST = /以内|以下|最多|仅|不足|不到/u;
const ABOUT = /[近约]|左右/u;
const EXACT = /^(?:达到?)?$/u;
/** 超300部 may be some more, 近300部 some fewer. */
const [SOME_FEWER, SOME_MORE] = [0.9, 1.5];

/** Whether a comparison holds for all that a figure may stand for: 3000多 leaves open whether it is over 3100. */
function agrees({ value, upper, qualifier }: Figure, said: number, holds: Compare): boolean | null {
  if (upper === undefined && EXACT.test(qualifier)) return holds(value, said);
  const low = ABOUT.test(qualifier) || AT_MOST.test(qualifier) ? value * SOME_FEWER : value;
  const high = upper ?? (AT_MOST.test(qualifier) ? value : value * SOME_MORE);
  return low <= said && said <= high ? null : holds(low, said);
}

/** What stands in front of the claim; 为什么没有… has it behind. */
function phraseAround(words: string, match: RegExpExecArray): string {
  return wordsAround(words, match)[0] ?? "";
}

function wordsAround(words: string, match: RegExpExecArray): string[] {
  const around = [words.slice(0, match.index), words.slice(match.index + match[0].length)];
  return around.map((part) => phraseOf(part.replace(ASKS, " "))).filter((part) => part !== "");
}

function readMove(
  words: string,
  match: RegExpExecArray,
  asks: boolean,
  years: readonly number[],
  period: string,
): Claim | null {
  const by = saidAmount(words.slice(match.index + match[0].length));
  const phrase = phraseOf(words.slice(0, match.index).replace(ASKS, " ").replace(new RegExp(THAN_BEFORE, "gu"), " "));
  if (phrase === "") return null;
  const direction: Direction = match.groups?.up === undefined ? "down" : "up";
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const base = match.groups?.year === undefined ? (years.length === 2 ? from : null) : Number(match.groups.year);
  const isTrue = (figure: Figure, report: Report) => {
    const told = toldChange(report, figure);
    const own = report.identity.year.value;
    if (told === null || (years.length === 2 && own !== to)) return null;
    const since = told.since ?? (own === null ? null : own - 1);
    if (base !== null && since !== base) return null;
    if (by === null || told.direction !== direction) return told.direction === direction;
    if (told.amount === null || !told.amount.exact) return null;
    return told.amount.value === by.value && told.amount.unit === by.unit;
  };
  return {
    phrase,
    said: phrase,
    unit: RATE_END.test(phrase) ? "%" : "",
    asks,
    direction,
    saysAmount: by !== null,
    period,
    isTrue,
    isStated: NOWHERE,
  };
}

/** 同比提升|了2.7个百分点: by how much a question says that something moved; null where it says nothing of that. */
function saidAmount(behind: string): { readonly value: number; readonly unit: string } | null {
  const [figure] = scanFigures(behind.replace(/^了/u, ""));
  return figure === undefined || figure.value === null || figure.start > 1
    ? null
    : { value: figure.value, unit: figure.unit };
}

const DIGITS = "零一二三四五六七八九十";

/** 六成 is 60%, 六成半 65%; other figures as they are written. */
function readLimit(text: string): { readonly value: number; readonly unit: string } | null {
  const tenths = /^(?<digit>[一二三四五六七八九十\d])成(?<half>半?)$/u.exec(text)?.groups;
  if (tenths?.digit !== undefined) {
    const digit = /\d/u.test(tenths.digit) ? Number(tenths.digit) : DIGITS.indexOf(tenths.digit);
    return { value: digit * 10 + (tenths.half === "" ? 0 : 5), unit: "%" };
  }
  const [figure] = scanFigures(text);
  return figure === undefined || figure.value === null || figure.upper !== undefined
    ? null
    : { value: figure.value, unit: figure.unit };
}
