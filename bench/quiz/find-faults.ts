import { figuresBetween } from "../../src/core/figures/figure-ledger.ts";
import type { Library } from "../../src/core/model/library.ts";
import type { QuizItem, QuizOption } from "../../src/core/model/quiz.ts";
import { solveItem } from "./solve-item.ts";

const BANNED = /今年|去年|明年|我[省市区县]|本[省市区县]|上述|其中|这[支批]|据此|三者|全局|都已/u;
/** How the rest of a sentence begins, behind place, year and report. */
const TORN = /(?:报告(?:显示)?，|[省市区县]|\d{4}年，?)(?:是|则|就能|清理后|其|该项|制作播放了)|则扩/u;
/** Share of a stem's pairs of characters that a figure's clause says where it tells the same. */
const SAME = 0.8;
/** Points that a guesser may lie off chance. */
const MARGIN = 3;

/** What is wrong with items, by name, with the items that show it; empty where nothing is. */
export function findFaults(library: Library, items: readonly QuizItem[]): ReadonlyMap<string, readonly QuizItem[]> {
  const faults = new Map<string, QuizItem[]>();
  const add = (name: string, item: QuizItem) => faults.set(name, [...(faults.get(name) ?? []), item]);
  for (const item of items) {
    if (BANNED.test(item.stem) || TORN.test(item.stem)) add("leans on something outside", item);
    if (!namesPlaceAndYear(item)) add("does not name place and year", item);
    if (saysKey(item)) add("says its key", item);
    if (!quotesAreThere(library, item)) add("cites what is not there", item);
    if (hasTwins(item)) add("has one value twice", item);
    if (hasTrueDistractor(library, item)) add("has a true distractor", item);
    if (!solveItem(item)) add("is not proven by what it cites", item);
  }
  const [first] = items;
  if (first !== undefined) for (const name of biasOf(items)) add(name, first);
  return faults;
}

function namesPlaceAndYear({ stem, sources }: QuizItem): boolean {
  return sources.every(({ region, year }) => {
    const place = /[^省市区县州盟旗]+(?:自治区|[省市区县州盟旗])$/u.exec(region ?? "")?.[0] ?? "";
    return stem.includes(place) && stem.includes(`${year}年`);
  });
}

function keysOf(item: QuizItem): readonly string[] {
  if (item.type === "single") return item.options.filter(({ correct }) => correct).map(({ text }) => text);
  return item.type === "fill" ? item.answers.map(([first = ""]) => first).filter((text) => text.length > 1) : [];
}

function saysKey(item: QuizItem): boolean {
  return keysOf(item).some((key) =>
    new RegExp(`(?<![\\d.])${key.replace(/[.+]/gu, "\\$&")}(?![\\d.])`, "u").test(item.stem),
  );
}

function quotesAreThere({ reports }: Library, { sources }: QuizItem): boolean {
  return sources.every(({ reportId, start, end, quote }) => {
    return quote !== "" && reports.find(({ id }) => id === reportId)?.text.slice(start, end) === quote;
  });
}

/** The number of an option, with 万 and 亿 multiplied out. */
function numberIn(text: string): number {
  const [, number, times = ""] = /(\d[\d,]*(?:\.\d+)?)[余多]?([百千万亿]*)/u.exec(text) ?? [];
  if (number === undefined) return "〇一二三四五六七八九".indexOf(text.replace(/^第/u, "")[0] ?? "");
  const factors: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };
  return [...times].reduce((value, char) => value * (factors[char] ?? 1), Number(number.replaceAll(",", "")));
}

/** Orders (②①③) have none. */
const hasNumber = (text: string) => /\d|第/u.test(text);

function hasTwins(item: QuizItem): boolean {
  if (item.type !== "single") return false;
  return (
    new Set(item.options.map(({ text }) => (hasNumber(text) ? numberIn(text) : text))).size !== item.options.length
  );
}

/** Whether a ledger tells a wrong option's value for what the stem asks, of the same place and year. */
function hasTrueDistractor(library: Library, item: QuizItem): boolean {
  if (item.type !== "single" || item.difficulty === "combine") return false;
  const [{ region, year }] = item.sources;
  const asked = pairsOf(
    item.stem.replace(/^.*报告(?:显示)?，|\d{4}年/gu, "").replace(/[？，]|是?多少\p{sc=Han}*$/gu, ""),
  );
  return library.reports.some((report, row) => {
    if (report.identity.region.value !== region || report.identity.year.value !== year) return false;
    return figuresBetween(library, row, { start: 0, end: report.text.length }).some((figure) => {
      const isWrong = item.options.some(
        ({ text, correct }) => !correct && numberIn(text) === figure.value && text.endsWith(figure.unit),
      );
      const said = pairsOf(`${figure.subject}${figure.within}${figure.indicator}${figure.canonical ?? ""}`);
      return isWrong && [...asked].filter((pair) => said.has(pair)).length >= asked.size * SAME;
    });
  });
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** Guessers that know nothing: which option each takes. */
const GUESSERS: Readonly<Record<string, (options: readonly QuizOption[]) => QuizOption | undefined>> = {
  first: ([option]) => option,
  last: (options) => options.at(-1),
  longest: (options) => [...options].sort((a, b) => b.text.length - a.text.length)[0],
  shortest: (options) => [...options].sort((a, b) => a.text.length - b.text.length)[0],
  smallest: (options) => byValue(options)[0],
  "lower middle": (options) => byValue(options)[1],
  "upper middle": (options) => byValue(options)[2],
  largest: (options) => byValue(options)[3],
};

function byValue(options: readonly QuizOption[]): readonly QuizOption[] {
  return [...options].sort((a, b) => numberIn(a.text) - numberIn(b.text));
}

/** Share of single-choice items, in percent, that each guesser gets right. */
export function guessRates(items: readonly QuizItem[]): ReadonlyMap<string, number> {
  const singles = items.flatMap((item) =>
    item.type === "single" && item.options.every(({ text }) => hasNumber(text)) ? [item.options] : [],
  );
  const rate = (guess: (options: readonly QuizOption[]) => QuizOption | undefined) =>
    (100 * singles.filter((options) => guess(options)?.correct).length) / singles.length;
  return new Map(singles.length === 0 ? [] : Object.entries(GUESSERS).map(([name, guess]) => [name, rate(guess)]));
}

function biasOf(items: readonly QuizItem[]): readonly string[] {
  const judged = items.flatMap((item) => (item.type === "judge" ? [item.correct] : []));
  const share = (100 * judged.filter(Boolean).length) / judged.length;
  const many = [...guessRates(items)]
    .filter(([, rate]) => Math.abs(rate - 25) > MARGIN)
    .map(([name]) => `${name} is not chance`);
  return [...many, ...(judged.length > 0 && (share < 45 || share > 55) ? ["true is not half"] : [])];
}
