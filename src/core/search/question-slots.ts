import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { type RegionMention, readPlaces } from "./read-places.ts";

export type { RegionMention } from "./read-places.ts";

/** Who and when a question asks about. */
export interface QuestionSlots {
  readonly regions: readonly RegionMention[];
  /** Where places stand in the question, those that only say where another lies among them; in order. */
  readonly places: readonly Span[];
  readonly years: readonly number[];
  /**
   * Which year was said of which place, where several of both are named (斗门区2023年跟江海区2024年); null where
   * every place goes with every year.
   */
  readonly pairs: readonly { readonly region: RegionMention; readonly year: number }[] | null;
}

/** 1936.5万元, 2018件 are amounts: a decimal point, a sign or a unit right behind the digits makes them no year. */
const YEAR =
  /(?<![\d.])((?:19|20)\d{2})(?![.．]\d|\s?(?:%|％|[万亿]?元|[余多几]|[万亿宗项部场份名户家起例款]|[件条](?!例|约)|个(?!月)|人(?:次|[，,。？?、的都是吗]|$)|[次批期]))\s?(?:年度?)?(?:\s?[—–~～至到-]+\s?((?:19|20)\d{2})\s?年?)?(?!\d)/gu;

/** Reads places (see `readPlaces`) and years from a folded question. */
export function readQuestionSlots(folded: string, reports: readonly Report[]): QuestionSlots {
  const mentions = readYearMentions(folded);
  const years = [...new Set(mentions.map(({ year }) => year))];
  const { mentions: read, spans: places } = readPlaces(folded, reports, years.length > 1);
  const named = read.filter((mention) => !isScope(mention, read, folded));
  const regions = named.filter((mention, row) => named.findIndex((other) => other.path === mention.path) === row);
  return { regions, places, years, pairs: pairUp(regions, mentions) };
}

const RANKED_IN = /^(?:全[省市区县]|省内|市内)?(?:的|内|里)?(?:排|名次|位次|第)/u;

/** 江门在广东全省排第几: the place around another says among which it is ranked; nothing is asked of it. */
function isScope({ path, end }: RegionMention, all: readonly RegionMention[], text: string): boolean {
  return RANKED_IN.test(text.slice(end)) && all.some((other) => other.path !== path && other.path.startsWith(path));
}

export interface YearMention {
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

/**
 * In order where there are as many of both; each year with the place that it follows where there are more years
 * (汐州2022、2023年，棠川2024年); else each place with the year nearest to it, behind before in front. Where all places
 * stand before all years, or behind them, every place goes with every year.
 */
function pairUp(regions: readonly RegionMention[], years: readonly YearMention[]): QuestionSlots["pairs"] {
  if (regions.length < 2 || new Set(years.map(({ year }) => year)).size < 2) return null;
  if (regions.length === years.length)
    return regions.flatMap((region, row) => (years[row] === undefined ? [] : [{ region, year: years[row].year }]));
  if (years.length > regions.length) return followed(regions, years);
  return regions.flatMap((region) => {
    const distance = (mention: YearMention) =>
      mention.start >= region.end ? mention.start - region.end : region.start - mention.end + 0.5;
    const nearest = [...years].sort((a, b) => distance(a) - distance(b))[0];
    return nearest === undefined ? [] : [{ region, year: nearest.year }];
  });
}

/** Each year with the place that stands in front of it, or behind it where a year comes first; null where a place has none. */
function followed(regions: readonly RegionMention[], years: readonly YearMention[]): QuestionSlots["pairs"] {
  const opensWithYear = (years[0]?.start ?? 0) < (regions[0]?.start ?? 0);
  const pairs = years.flatMap((mention) => {
    const region = opensWithYear
      ? regions.find(({ start }) => start >= mention.end)
      : regions.filter(({ end }) => end <= mention.start).at(-1);
    return region === undefined ? [] : [{ region, year: mention.year }];
  });
  return regions.every((region) => pairs.some((pair) => pair.region === region)) ? pairs : null;
}

/** Years named in a text, in order, with where; 2018—2021年 gives its two ends. */
export function readYearMentions(text: string): YearMention[] {
  return [...text.matchAll(YEAR)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    return [match[1], match[2]].flatMap((year) => (year === undefined ? [] : [{ year: Number(year), ...span }]));
  });
}

/** How a report stands to a place: the place itself, a place inside it, a place around it, or elsewhere. */
export type RegionRelation = "same" | "inside" | "around" | "elsewhere";

/** `inside`: the report's place lies inside `path`; `around`: the report's place contains `path`. */
export function relateRegion(reportRegion: string, path: string): RegionRelation {
  if (reportRegion === "" || path === "") return "elsewhere";
  if (reportRegion === path || reportRegion.endsWith(path)) return "same";
  if (reportRegion.startsWith(path)) return "inside";
  return path.startsWith(reportRegion) ? "around" : "elsewhere";
}
