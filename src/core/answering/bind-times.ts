import type { Figure } from "../model/figure.ts";
import { findPeriod } from "../reading/resolve-context.ts";

/** Times as an answer names them: of when, no part of what is counted. */
export const TIMES =
  /(?:19|20)\d\d年?(?:[—\-–～至](?:19|20)\d\d)?年?度?|\d{1,2}月?(?:份)?\s?[—\-–~～至到]\s?\d{1,2}月(?:份)?|\d{1,2}月(?:\d{1,2}[日号])?(?:份|底|末)?|截[至止]到?|[今去本上]年(?:同期)?|[上下]半年|第?[一二三四1-4]季度/gu;
const YEAR = /(?<![\d.])((?:19|20)\d\d)年/gu;
/** 较2022年, 2020年以来: what is compared with, or where a run of years begins. */
const COMPARED_BEFORE = /(?:较|比|与|和|跟|从|自|由|[—\-–～]|(?<!截)至)$/u;
const COMPARED_BEHIND = /^(?:以来|同期|相比|[—\-–～至])/u;
/** 2023年报告 names the report, not the time of the figure. */
const OF_REPORT = /^度?(?:的)?(?:[\p{sc=Han}]{0,12})报告/u;
const LATER = /^之后/u;
const LAST_YEAR = /(?<![较比])(?:去年|上年)(?!同期)/u;
const WHOLE_YEAR = /全年|整年|一年间/u;
const MONTHS = /月|季度|半年/u;

/** What is known of a figure's time besides the ledger's words. */
export interface TimeContext {
  readonly reportYear: number | null;
  /** Part of a year that its report as a whole covers; empty for none. */
  readonly reportPeriod: string;
  /** The figure's sentence. */
  readonly sentence: string;
  /** Its own words and its clause. */
  readonly own: string;
}

/** Where a claim's time is told: what stands right at it, before it and behind it. */
export interface TimeWords {
  readonly near: string;
  readonly before: string;
  readonly after: string;
}

/** True when no year or part of a year that the words name differs from the figure's. None named is no fault. */
export function agreesInTime(words: TimeWords, figure: Figure, context: TimeContext): boolean {
  const all = [words.near, words.before, words.after];
  const named = all.map((text) => readYears(text));
  if (named.some(({ ofReport }) => ofReport.some((year) => year !== context.reportYear))) return false;
  if (
    named.some(({ compared }) =>
      compared.some(
        (year) =>
          !context.sentence.includes(String(year)) &&
          !(year === (context.reportYear ?? 0) - 1 && /上年|去年|同比|同期/u.test(context.sentence)),
      ),
    )
  )
    return false;
  const years = named.find(({ told }) => told.length > 0)?.told ?? [];
  const year = years.at(-1);
  if (year !== undefined && year !== figure.year) return false;
  if (
    LAST_YEAR.test(words.near) &&
    !LAST_YEAR.test(context.own) &&
    context.reportYear !== null &&
    figure.year !== context.reportYear - 1
  )
    return false;
  return agreesInPeriod(words, figure, context, year !== undefined);
}

function agreesInPeriod(
  { near, before, after }: TimeWords,
  figure: Figure,
  context: TimeContext,
  dated: boolean,
): boolean {
  const period = figure.period ?? "";
  const own = period === "" ? undefined : findPeriod(period, figure.year ?? 0);
  const year = figure.year ?? 0;
  const said = findPeriod(near, year) ?? findPeriod(before, year) ?? findPeriod(after, year);
  if (said === undefined) {
    if (period === "") return true;
    // 2019年以来 told as 2023年; 1—11月 told as 全年.
    if (!MONTHS.test(period)) return !dated;
    return !(WHOLE_YEAR.test(before + near) && !WHOLE_YEAR.test(context.sentence));
  }
  if (own !== undefined && MONTHS.test(period) === MONTHS.test(said.text))
    return MONTHS.test(period)
      ? own.fromMonth === said.fromMonth && own.toMonth === said.toMonth
      : said.text === own.text;
  return context.reportPeriod === said.text || context.sentence.includes(said.text);
}

interface NamedYears {
  readonly told: readonly number[];
  readonly compared: readonly number[];
  readonly ofReport: readonly number[];
}

function readYears(text: string): NamedYears {
  const told: number[] = [];
  const compared: number[] = [];
  const ofReport: number[] = [];
  for (const { 0: words, 1: digits, index } of text.matchAll(YEAR)) {
    const [before, behind] = [text.slice(0, index), text.slice(index + words.length)];
    if (OF_REPORT.test(behind) || LATER.test(behind)) ofReport.push(Number(digits));
    else if (COMPARED_BEFORE.test(before) || COMPARED_BEHIND.test(behind)) compared.push(Number(digits));
    else told.push(Number(digits));
  }
  return { told, compared, ofReport };
}
