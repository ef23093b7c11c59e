import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { findDivisions } from "../reading/divisions.ts";

/** A place named in a question. `path` is its full path where one is known: 广东省江门市江海区. */
export interface RegionMention {
  readonly name: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Who and when a question asks about. */
export interface QuestionSlots {
  readonly regions: readonly RegionMention[];
  readonly years: readonly number[];
  /**
   * Which year was said of which place, where several of both are named (斗门区2023年跟江海区2024年); null where
   * every place goes with every year.
   */
  readonly pairs: readonly { readonly region: RegionMention; readonly year: number }[] | null;
}

const YEAR = /(?<!\d)((?:19|20)\d{2})\s?(?:年度?)?(?:\s?[—–~～至到-]+\s?((?:19|20)\d{2})\s?年?)?(?!\d)/gu;

/** 江海区 → 江海; a name of two characters keeps its suffix. */
export function shortDivisionName(name: string): string {
  const short = name.replace(/(?:特别行政区|自治区|自治州|自治县|省|市|区|县|旗|盟)$/u, "");
  return short.length >= 2 ? short : name;
}

/**
 * Reads places and years from a folded question. Places are looked for among those of the library first (so
 * that a report of a place that no gazetteer knows is found by its name), then in the national gazetteer (so
 * that a place without a report is noticed).
 */
export function readQuestionSlots(folded: string, reports: readonly Report[]): QuestionSlots {
  const mentions: RegionMention[] = [];
  const free = (start: number, end: number) => mentions.every((other) => end <= other.start || other.end <= start);
  for (const { name, path } of libraryDivisions(reports))
    for (const form of [name, shortDivisionName(name)])
      for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + form.length))
        if (free(at, at + form.length)) mentions.push({ name, path, start: at, end: at + form.length });
  for (const { division, start, end } of findDivisions(folded))
    if (free(start, end)) mentions.push({ name: division.name, path: division.path, start, end });
  mentions.sort((a, b) => a.start - b.start);
  // 江门市江海区 names one place: the parent in front only says which 江海区.
  const named = mentions.filter(
    ({ end, path }) =>
      !mentions.some((other) => other.start === end && other.path !== path && other.path.startsWith(path)),
  );
  const regions = named.filter((mention, row) => named.findIndex((other) => other.path === mention.path) === row);
  const years = readYearMentions(folded);
  return { regions, years: [...new Set(years.map(({ year }) => year))], pairs: pairUp(regions, years) };
}

interface YearMention {
  readonly year: number;
  readonly start: number;
  readonly end: number;
}

/** In order where there are as many of both; else each place with the year nearest to it, behind before in front. */
function pairUp(regions: readonly RegionMention[], years: readonly YearMention[]): QuestionSlots["pairs"] {
  if (regions.length < 2 || new Set(years.map(({ year }) => year)).size < 2) return null;
  if (regions.length === years.length)
    return regions.flatMap((region, row) => (years[row] === undefined ? [] : [{ region, year: years[row].year }]));
  return regions.flatMap((region) => {
    const distance = (mention: YearMention) =>
      mention.start >= region.end ? mention.start - region.end : region.start - mention.end + 0.5;
    const nearest = [...years].sort((a, b) => distance(a) - distance(b))[0];
    return nearest === undefined ? [] : [{ region, year: nearest.year }];
  });
}

/** Years named in a text, in order; 2018—2021年 gives its two ends. */
function readYearMentions(text: string): YearMention[] {
  return [...text.matchAll(YEAR)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    return [match[1], match[2]].flatMap((year) => (year === undefined ? [] : [{ year: Number(year), ...span }]));
  });
}

/** Every division that a report of the library lies in, longest names first. */
function libraryDivisions(reports: readonly Report[]): { name: string; path: string }[] {
  const byPath = new Map<string, string>();
  for (const { identity } of reports) {
    let path = "";
    for (const name of divisionsOfPath(identity.region.value ?? "")) {
      path += name;
      byPath.set(path, name);
    }
  }
  return [...byPath].map(([path, name]) => ({ name, path })).sort((a, b) => b.name.length - a.name.length);
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
