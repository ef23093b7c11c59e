import type { WordMeaning } from "../model/answer.ts";
import { type Division, divisionAt, parentOf } from "./divisions.ts";

/** Who speaks, about which place and year; null what is unknown. */
export interface Speaker {
  /** A path such as 广东省江门市. */
  readonly region: string | null;
  readonly issuer: string | null;
  readonly year: number | null;
}

const YEARS =
  /(?<!\d)(?:今年|本年度|本年(?!度)|当年|一年来|过去一年|(?:去年|上年度?)同期|(?<=[比较与同])同期|去年|上年度?|上一年度?|(?<![以之目\d年])前年|明年|来年|下一?年度|下一年)/g;
/** Years up to the report's own; whether that is the last of them is the author's secret, where they end is not. */
const YEARS_UP_TO =
  /(?:近|过去|最近)([两二三四五十]|\d{1,2})年来?|(?<![一二三四五六七八九十第近去\d])([两二三四五])年来/g;
const PLACES = /(我|(?<!日)本|全)([省市区县州旗盟])(?![域间分块场民]|[省市区县]级|县$)/g;
const BODIES = /[我本](局|厅|委(?!员)|院|镇|乡|街道)/g;
/** 当年 behind a year that is named means that year. */
const NAMED_YEAR = /(?:19|20)\d\d年|[去前上]年|[一二三四五六七八九十\d]+年前/;
const NUMBERS: Readonly<Record<string, string>> = { 二: "两", "2": "两", "3": "三", "4": "四", "5": "五", "10": "十" };

/**
 * What 今年, 去年同期, 近三年, 我市, 全区, 我局 … mean, each word once, in order. Years count from the report's year,
 * never from today; a place is the report's own, or the one above it that is called so (全市 in the report of a
 * district is the city). Words whose meaning is not sure are left out.
 */
export function explainWords(words: string, { region, issuer, year }: Speaker): WordMeaning[] {
  const found: (WordMeaning & { readonly at: number })[] = [];
  const add = (at: number, text: string, meaning: string | undefined): void => {
    if (meaning !== undefined && meaning !== text) found.push({ at, text, meaning });
  };
  if (year !== null) {
    for (const { 0: text, index } of words.matchAll(YEARS))
      if (text !== "当年" || !NAMED_YEAR.test(words.slice(0, index))) add(index, text, yearCalled(text, year));
    for (const { 0: text, 1: near, 2: past, index } of words.matchAll(YEARS_UP_TO)) {
      const count = near ?? past ?? "";
      add(index, text, `截至${year}年的${NUMBERS[count] ?? count}年`);
    }
  }
  if (region !== null)
    for (const { 0: text, 2: unit = "", index } of words.matchAll(PLACES)) add(index, text, placeCalled(region, unit));
  if (issuer !== null)
    for (const { 0: text, 1: unit = "", index } of words.matchAll(BODIES)) add(index, text, bodyCalled(issuer, unit));
  const seen = new Set<string>();
  return found
    .sort((one, other) => one.at - other.at)
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .map(({ text, meaning }) => ({ text, meaning }));
}

function yearCalled(text: string, year: number): string {
  const before = text === "前年" ? 2 : /^[去上同]/.test(text) ? 1 : /^[明来下]/.test(text) ? -1 : 0;
  return `${year - before}年${text.endsWith("同期") ? "同期" : ""}`;
}

function placeCalled(region: string, unit: string): string | undefined {
  const division = divisionAt(region);
  // A zone or a place of no list is known by its own name only.
  if (division === undefined) return region.endsWith(unit) ? region : undefined;
  for (let place: Division | undefined = division; place !== undefined; place = parentOf(place))
    if (place.name.endsWith(unit)) return place.path;
  return undefined;
}

/** 我局 is the bureau that signs, where one body signs. */
function bodyCalled(issuer: string, unit: string): string | undefined {
  if (issuer.includes("、")) return undefined;
  const body = issuer.replace(/(?<=[镇乡])人民政府$|(?<=街道)办事处$/, "");
  const ends = unit === "委" ? /委(?:员会)?$/ : new RegExp(`${unit}$`);
  return ends.test(body) ? body : undefined;
}
