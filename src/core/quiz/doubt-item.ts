import { contentOf, unsaid } from "../answering/bind-words.ts";
import { sameWords } from "../figures/same-words.ts";
import type { FillItem, QuizItem, QuizSource } from "../model/quiz.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { inWords, spoken } from "./accepted-answers.ts";
import { checkComparison } from "./check-comparison.ts";
import { likelyFigure } from "./likely-figure.ts";

/** Cleaned text of a report; undefined where there is no such report. */
export type FindText = (reportId: string) => string | undefined;

/** Whether the quote is what the report says at that place. */
export function isSourceFound({ reportId, start, end, quote }: QuizSource, findText: FindText): boolean {
  return findText(reportId)?.slice(start, end) === quote;
}

/**
 * What of an item that a person has changed does not stand in what it cites, in Chinese, for that person to check: a
 * quote that its report does not have, figures of the stem or the key that no quote has, a key in other words than any
 * quote, a judge item called wrong that agrees with its quotes, a comparison that they turn round, points that they do
 * not bear out. Says nothing of other words without figures in the stem.
 */
export function doubtItem(item: QuizItem, findText: FindText): string[] {
  const doubts: string[] = [];
  const lost = item.sources.filter((source) => !isSourceFound(source, findText));
  for (const { title } of lost) doubts.push(`出处《${title}》的原句与收录的报告对不上，请核对原文`);
  const quotes = item.sources.map(({ quote }) => quote);
  const told = quotes.flatMap((quote) => scanFigures(quote));
  const isTold = (figure: ScannedFigure) =>
    told.some((other) => isSame(figure, other)) || (item.difficulty === "combine" && isReckoned(figure, told));
  const missing = (text: string) => figuresOf(text).filter((figure) => !isTold(figure));

  const inStem = missing(item.stem);
  const [{ region, year }] = item.sources;
  const place = divisionsOfPath(region ?? "").at(-1) ?? "";
  if (year !== null && !item.stem.includes(`${year}年`)) doubts.push(`题干没有写出处的年份“${year}年”，请核对`);
  if (!item.stem.includes(place)) doubts.push(`题干没有写出处的地区“${place}”，请核对`);
  doubts.push(...twinsOf(item));
  const compared = item.type === "judge" ? checkComparison(item.stem, item.sources) : null;
  if (compared !== null && item.type === "judge" && compared.holds !== item.correct)
    doubts.push(`出处里前一项是“${compared.figures[0]}”，后一项是“${compared.figures[1]}”，与答案不符，请核对`);
  if (item.type === "judge" && !item.correct) {
    if (compared === null && inStem.length === 0) doubts.push("题干里的数据与出处一致，答案却是“错误”，请核对");
    return doubts;
  }
  for (const { text } of inStem) doubts.push(`题干里的“${text}”在出处里没有，请核对`);
  for (const key of keysOf(item)) {
    const isNumber = item.type === "fill" && (isNumeralOf(key, item) || isNumberOf(key, quotes));
    const inKey = isNumber ? [] : missing(key);
    for (const { text } of inKey) doubts.push(`答案里的“${text}”在出处里没有，请核对；如是算出来的，请验算`);
    const isSaid =
      item.type === "short"
        ? bearsOut(item, key)
        : figuresOf(key).length > 0 || isNumber || says(quotes.join("\n"), key);
    if (!isSaid) doubts.push(`答案“${key}”的说法在出处里没有，请核对`);
  }
  if (doubts.length === 0) doubts.push(...misplaced(item, quotes));
  return [...new Set(doubts)];
}

/** Keys that stand in the quotes, but told of something else than what is asked. */
function misplaced(item: QuizItem, quotes: readonly string[]): readonly string[] {
  if (item.difficulty === "combine") return [];
  const asked = (words: string, [key, other]: readonly ScannedFigure[]) => {
    if (key === undefined || other !== undefined) return [];
    const likely = likelyFigure(words.replace(/^.+中，/u, ""), quotes, key.unit === "" ? undefined : key.unit);
    const isOther = likely !== undefined && likely.value !== key.value;
    return isOther ? [`题干问的数据，出处里像是“${likely.text}”，与答案不同，请核对`] : [];
  };
  const keys = keysOf(item);
  if (item.type === "multiple") return keys.flatMap((key) => asked(key, figuresOf(key)));
  const isOne = item.type === "single" || (item.type === "fill" && item.answers.length === 1);
  // Of the answers to a gap one with its unit tells which figure is meant.
  const figures = keys.map(figuresOf);
  const key = figures.find(([figure]) => figure !== undefined && figure.unit !== "") ?? figures[0] ?? [];
  return isOne ? asked(item.stem, key) : [];
}

/** Whether a figure is the difference, the sum or the share of two that are told; a share to one decimal. */
function isReckoned({ value, unit }: ScannedFigure, told: readonly ScannedFigure[]): boolean {
  if (value === null) return false;
  const is = (other: number) => Math.abs(other - value) < 1e-6;
  return told.some((one) =>
    told.some((other) => {
      if (one === other || one.value === null || other.value === null || one.unit !== other.unit) return false;
      if (unit === "%" || unit === "") {
        if (one.unit !== "%" && is(Number(((100 * one.value) / other.value).toFixed(1)))) return true;
      }
      const isOfUnit = unit === "" || unit === one.unit || (unit === "个百分点" && one.unit === "%");
      return isOfUnit && (is(one.value - other.value) || is(one.value + other.value));
    }),
  );
}

/** 超过42, 6,684.83: a number without its unit, which stands behind the gap, that a quote has. */
function isNumberOf(key: string, quotes: readonly string[]): boolean {
  const number = /^(?:超过?|逾|将?近|约)?(\d[\d,]*(?:\.\d+)?)[余多]?$/u.exec(key)?.[1]?.replaceAll(",", "");
  if (number === undefined) return false;
  const token = new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?![\\d]|\\.\\d)`, "u");
  return quotes.some((quote) => token.test(quote.replace(/(?<=\d),(?=\d)/gu, "")));
}

/** 四十二, 百分之九十二点六: a number in words, of a value that is told. */
function isNumeralOf(key: string, item: FillItem): boolean {
  return item.answers.some(([first = "", ...others]) => {
    const number = /\d[\d,]*(?:\.\d+)?/u.exec(first)?.[0]?.replaceAll(",", "");
    if (number === undefined || !others.includes(key)) return false;
    return spoken(inWords(number)).some((words) => key.includes(words));
  });
}

/** Share of a point's words that its quotes may leave unsaid: people put things in words of their own. */
const MAX_UNSAID = 0.4;
/** 增加86件: too few words to be held against any. */
const MIN_POINT = 5;

/** Whether the quotes, headings, place and year of an item say most of what a point says; arithmetic has no words. */
function bearsOut({ sources }: QuizItem, point: string): boolean {
  if (/[−+÷]/u.test(point)) return true;
  const names = sources.flatMap(({ region, year, section, title }) => [region ?? "", `${year}年`, ...section, title]);
  const said = sameWords([...sources.map(({ quote }) => quote), ...names].join("\n"));
  const wanted = contentOf(point);
  const { length } = wanted.join("");
  return length < MIN_POINT || unsaid(wanted, said).length <= length * MAX_UNSAID;
}

/** Options that give one value twice, in whatever words: 0.2215万件 and 2215件. */
function twinsOf(item: QuizItem): readonly string[] {
  if (item.type !== "single" && item.type !== "multiple") return [];
  return item.options.flatMap(({ text }, row) => {
    const [figure, more] = figuresOf(text);
    if (figure === undefined || more !== undefined) return [];
    const twin = item.options.slice(0, row).find((other) => {
      const [one, second] = figuresOf(other.text);
      return one !== undefined && second === undefined && isSame(one, figure) && words(other.text) === words(text);
    });
    return twin === undefined ? [] : [`选项“${twin.text}”与“${text}”是同一个数，请核对`];
  });
}

/** Without its figure. */
const words = (text: string) => text.replace(scanFigures(text)[0]?.text ?? text, "");

/** What is told as right. */
function keysOf(item: QuizItem): readonly string[] {
  switch (item.type) {
    case "single":
    case "multiple":
      return item.options.filter(({ correct }) => correct).map(({ text }) => text);
    case "judge":
      return [];
    case "fill":
      return item.answers.flat();
    case "short":
      return item.points;
  }
}

/** 多少亿元 asks for a figure and is none. */
const NUMERAL = /[\d〇零一二两三四五六七八九十百千]/u;

/** Figures of a text, without the years that it names and what a bare number is part of. */
function figuresOf(text: string): readonly ScannedFigure[] {
  const scanned = scanFigures(text);
  // An answer may be the number alone.
  const figures = scanned.length === 0 && /^[\d.,]+$/u.test(text) ? scanFigures(`${text}个`) : scanned;
  const bare = figures !== scanned;
  return figures
    .filter(({ text: told }) => NUMERAL.test(told))
    .filter(({ unit, value }) => !(/^[年月日大届]$/u.test(unit) && value !== null && Number.isInteger(value)))
    .map((figure) => (bare ? { ...figure, text, unit: "" } : figure));
}

/** Qualifiers that bound nothing, and other words for one. */
const SAME_BOUND: Readonly<Record<string, string>> = {
  ...{ 达: "", 达到: "", 共: "", 仅: "" },
  ...{ 超过: "超", 将近: "近", 多: "余" },
};

function isSame(one: ScannedFigure, other: ScannedFigure): boolean {
  if (one.value !== other.value || one.upper !== other.upper) return false;
  const bound = ({ qualifier }: ScannedFigure) => SAME_BOUND[qualifier] ?? qualifier;
  if (bound(one) !== bound(other) && one.unit !== "") return false;
  return one.unit === other.unit || one.unit === "" || other.unit === "";
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");

const says = (quote: string, words: string) => lettersOf(quote).includes(lettersOf(words));
