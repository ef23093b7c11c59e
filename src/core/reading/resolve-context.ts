import type { WordMeaning } from "../model/answer.ts";
import type { Span } from "../model/offsets.ts";
import type { Report, Section } from "../model/report.ts";
import { explainWords } from "./explain-words.ts";
import { isPlan } from "./is-plan.ts";

/** The part of a year, or the years, that a figure covers, as the text says it. */
export interface Period {
  /** 1—11月, 上半年, 截至8月; of more than one year 2019年以来, 近三年. */
  readonly text: string;
  /** The year it lies in, or ends with. */
  readonly year: number;
  /** 1–12, both included. */
  readonly fromMonth: number;
  readonly toMonth: number;
}

/** What 我市, 今年 and 去年 mean at one place of a report; shown beside a citation. */
export interface SpanContext {
  /** Full path of the division the report speaks for; null when unknown. */
  readonly region: string | null;
  /**
   * The year that the words speak of, relative to the report's year, never to today; null when unknown, as for a plan
   * that is for some time after the report's year.
   */
  readonly year: number | null;
  readonly period?: Period;
  /** True where it is told what is going to be done: never a result. */
  readonly plan: boolean;
  /** Words that mean something only in this report, each with what it means: 去年 → 2020年, 全市 → 广东省清远市. */
  readonly meanings: readonly WordMeaning[];
}

const YEAR = /(?<![\d.—\-–～至])((?:19|20)\d\d)年(?!以来|[—\-–～至]|度?[^，。；]{0,12}(?:计划|规划|要点|方案|条例))/;
/** 去年 as what is told, not as what is compared with (比去年, 去年的2倍) or brought over (上年结转). */
const LAST_YEAR =
  /(?<![比较于与和跟同自从超]|对比|相比|相较|达到|超过|优于)(?:去年|上一?年)(?!度?(?:同期)?(?:的|相比|相较|增长|上升|下降|提高|减少|水平|结转|结存|末|底|以来))/;
const YEAR_BEFORE_LAST = /(?<![以之目\d年比较于与和同])前年(?!的|相比|以来)/;
const NEXT_YEAR = /明年|来年|下一年/;
const LATER_YEARS = new RegExp(`${YEAR.source}|${NEXT_YEAR.source}`, "g");
const THIS_YEAR = /今年|本年|全年/;
/** 近三年, 2019年以来: figures of more than the report's year. The years of a plan (2021—2025年) are its name. */
const YEARS_TOGETHER =
  /(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?以来|(?:近|过去|最近)(?:[两二三四五十]|\d{1,2})年来?|(?<![一二三四五六七八九十第近去\d])[两二三四五]年来|“?十[二三四五六]五”?(?:以来|期间)|(?<=^|[，。；：对在])(?:19|20)\d\d年?[—\-–～至](?:19|20)\d\d年度?(?![^，。；]{0,12}(?:规划|计划|纲要|方案|行动))/;
const RANGE = /(?<!\d)(\d{1,2})(?:月(?:份)?)?\s*[—\-–－~～至到]\s*(\d{1,2})月/;
const UNTIL =
  /(?:截[至止]到?(?:今年|当年|本年|(?:19|20)\d\d年)?|(?<=今年|本年|\d年|^|[，。；])前)(\d{1,2})(?:个月|月)(?:底|末|份)?/;
const HALVES: readonly (readonly [RegExp, number, number])[] = [
  [/上半年/, 1, 6],
  [/下半年/, 7, 12],
  [/前[三3]个?季度|1[—\-–至]3季度/, 1, 9],
  [/第?[一1]季度/, 1, 3],
  [/第?[二2]季度/, 4, 6],
  [/第?[三3]季度/, 7, 9],
  [/第?[四4]季度/, 10, 12],
];

/**
 * Region, year, period and plan of a stretch of a report's text. The words of the stretch decide; what they
 * leave open is the report's own region and year.
 */
export function resolveContext(report: Report, span: Span): SpanContext {
  const words = report.text.slice(span.start, span.end);
  const { region, issuer, year } = report.identity;
  const meanings = explainWords(words, { region: region.value, issuer: issuer.value, year: year.value });
  return { region: region.value, ...resolveTime(report, span), meanings };
}

/** Year, period and plan of a stretch alone, which takes half the time of all of its context. */
export function resolveTime(report: Report, span: Span): Pick<SpanContext, "year" | "period" | "plan"> {
  const words = report.text.slice(span.start, span.end);
  const section = report.sections.find((one) => span.start >= one.start && span.start < one.end);
  const own = report.identity.year.value;
  const told = resolveYear(words, own);
  const plan = isPlan(words, section?.plan === true) || (own !== null && told !== null && told > own);
  const year = plan && told === own && own !== null ? resolvePlanYear(report, section, span, own) : told;
  const period = year === null ? undefined : findPeriod(words, year);
  return { year, ...(period === undefined ? {} : { period }), plan };
}

/** Words that put a plan behind the report's year without saying when. */
const LATER = /下一步|接下来|今后|下一?阶段|新的一年/;

/**
 * The year of a plan whose words leave it open: in a section of plans the one that its section or heading named last
 * (2024年，培训…。清理文件…。), else some time after the report's.
 */
function resolvePlanYear(report: Report, section: Section | undefined, span: Span, own: number): number | null {
  const words = report.text.slice(span.start, span.end);
  if (THIS_YEAR.test(words) || words.includes(`${own}年`)) return own;
  if (section?.plan !== true) return LATER.test(words) ? null : own;
  const said = `${section.path.join("。")}。${report.text.slice(section.headingEnd, span.start)}`;
  const later = [...said.matchAll(LATER_YEARS)].map(([time]) =>
    /^\d/.test(time) ? Number.parseInt(time, 10) : own + 1,
  );
  return later.findLast((year) => year > own) ?? null;
}

function resolveYear(words: string, own: number | null): number | null {
  if (!words.includes("年")) return own;
  const named = YEAR.exec(words);
  // 较2022年 and 2020年以来 name what is compared with, not what is told.
  if (named !== null && !/(?:较|比|与|自|从)$/.test(words.slice(0, named.index))) return Number(named[1]);
  if (own === null) return null;
  if (YEAR_BEFORE_LAST.test(words) && !THIS_YEAR.test(words) && !LAST_YEAR.test(words)) return own - 2;
  // Where both years are told of, it is the report's year that the place is about.
  if (LAST_YEAR.test(words) && !THIS_YEAR.test(words)) return own - 1;
  return NEXT_YEAR.test(words) ? own + 1 : own;
}

/** The first period that `words` names, in `year`. */
export function findPeriod(words: string, year: number): Period | undefined {
  const inMonths = words.includes("月");
  const range = inMonths ? RANGE.exec(words) : null;
  if (range !== null) return makePeriod(range[0], year, Number(range[1]), Number(range[2]));
  const until = inMonths ? UNTIL.exec(words) : null;
  if (until !== null) return makePeriod(until[0], year, 1, Number(until[1]));
  const inHalves = words.includes("半年") || words.includes("季度");
  for (const [pattern, fromMonth, toMonth] of inHalves ? HALVES : []) {
    const half = pattern.exec(words);
    if (half !== null) return makePeriod(half[0], year, fromMonth, toMonth);
  }
  const inYears = words.includes("年") || words.includes("五");
  const together = !inYears || THIS_YEAR.test(words) ? null : YEARS_TOGETHER.exec(words);
  // 2023年以来 in the report of 2023 is its own year.
  if (together === null || together[0] === `${year}年以来`) return undefined;
  return { text: together[0], year, fromMonth: 1, toMonth: 12 };
}

function makePeriod(text: string, year: number, fromMonth: number, toMonth: number): Period | undefined {
  if (fromMonth < 1 || toMonth > 12 || fromMonth > toMonth) return undefined;
  return { text, year, fromMonth, toMonth };
}
