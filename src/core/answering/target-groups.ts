import type { AbstainReason } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { placeName, rowsByPlace, shortDivisionName } from "../search/library-places.ts";
import { type RegionMention, type RegionRelation, relateRegion } from "../search/question-slots.ts";
import { departmentName, withoutDepartments } from "./departments.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** Reports that one part of an answer may come from: those of one place and year that were asked about. */
export interface TargetGroup {
  /** 江门市（2023年）; empty when the question named neither. */
  readonly label: string;
  /** Rows of `library.reports`. */
  readonly reportRows: ReadonlySet<number>;
  /**
   * What a sentence has to speak of itself, because its report as a whole is of another place or year: a report
   * of 江门市 answers for 新会区 only where it names 新会, one of 2024 for 2025 only where it says 2025年.
   */
  readonly mustSpeakOf?: { readonly place?: string; readonly years?: readonly number[] };
}

export type Targets =
  | {
      readonly covered: true;
      readonly groups: readonly TargetGroup[];
      /** Why there is no answer when none of the groups has one; `no_evidence` where their reports are the right ones. */
      readonly otherwise: { readonly reason: AbstainReason; readonly missing?: string };
    }
  | { readonly covered: false; readonly reason: AbstainReason; readonly missing?: string };

/**
 * Which reports may answer. A place or year that the library does not have is told at once, by name, rather
 * than answered from another place or year. A place named in passing (江海区人大 in a question about 江门市's
 * 2023 report) drops out because the library has no report of that place and year. A department's report answers where
 * it is asked of, or where its place has no other. `naming` gives the reports found that name a place of no list.
 */
export function findTargets(
  plan: QuestionPlan,
  reports: readonly Report[],
  accept: (row: number) => boolean,
  naming: (place: string) => readonly number[],
): Targets {
  const { regions, years, pairs } = plan.slots;
  const accepted = reports.map((_, row) => row).filter(accept);
  const rows = speakingRows(accepted, plan, reports);
  const across = regions.length < 2 && ACROSS.test(plan.question);
  const scopes =
    regions.length === 0
      ? [{ name: "", place: "", path: "", rows, strict: true }]
      : regions.flatMap((mention) => {
          const known = scopesOf(mention, reports, rows, across);
          const { name, path } = mention;
          const named = known.length > 0 || name !== path ? [] : naming(name);
          return named.length === 0 ? known : [{ name, place: name, path, rows: named, strict: false }];
        });
  const tell = (mentions: readonly RegionMention[]) => mentions.map(({ path }) => placeName(path, reports)).join("、");
  const namesakes = findNamesakes(regions, reports, rows);
  if (namesakes.length > 1)
    return { covered: false, reason: "ambiguous", missing: namesakes.map(({ path }) => path).join("、") };
  const noPlace = { reason: "region_not_covered", missing: tell(regions) } as const;
  // Without reports, or with filters that leave none, a question that names no year misses none either.
  const noYear =
    years.length === 0
      ? NO_EVIDENCE
      : ({ reason: "year_not_covered", missing: years.map((year) => `${year}年`).join("、") } as const);
  if (scopes.length === 0) return { covered: false, ...noPlace };
  const groups = scopes.flatMap((scope) => {
    const own = pairs?.filter(({ region }) => region.path === scope.path).map(({ year }) => year);
    return groupsOf(scope, own ?? years, reports);
  });
  // Each place answers from its own reports where it can; other reports only where it cannot.
  const own = groups.filter((group) => group.mustSpeakOf === undefined);
  const places = new Set(own.map((group) => group.label));
  const kept = groups.filter((group) => group.mustSpeakOf === undefined || !places.has(group.label));
  if (kept.length === 0) return { covered: false, ...noYear };
  const otherwise = own.length > 0 ? NO_EVIDENCE : scopes.some((scope) => scope.strict) ? noYear : noPlace;
  return { covered: true, groups: own.length > 0 && !plan.comparison ? own : kept, otherwise };
}

/** Those of the rows that speak for their places, or for the department that the question names. */
function speakingRows(
  accepted: readonly number[],
  { department, slots, comparison }: QuestionPlan,
  reports: readonly Report[],
): readonly number[] {
  if (department !== null) return accepted.filter((row) => department.rows.has(row));
  return slots.regions.length === 0 ? accepted : withoutDepartments(accepted, reports, slots.years, comparison);
}

const NO_EVIDENCE = { reason: "no_evidence" } as const;
/** Asks about the places inside the one it names: every report there answers for its own place. */
const ACROSS =
  /哪个(?:省|市|区|县|地方|城市)|哪些(?:省|市|区|县|地方|城市)|各(?:省|市|区|县|地)|最[高低多少大小]|排名/u;

/** The places of one name between which the question leaves open which is meant, where reports of several could answer. */
function findNamesakes(
  regions: readonly RegionMention[],
  reports: readonly Report[],
  rows: readonly number[],
): readonly RegionMention[] {
  const reported = regions.filter(({ path }) => relateRows(path, reports, rows).same.length > 0);
  return reported.filter(({ start }) => reported.filter((other) => other.start === start).length > 1);
}

interface Scope {
  /** As it is told: 江海区, 北京市朝阳区. */
  readonly name: string;
  /** As sentences name it: 江海. */
  readonly place: string;
  readonly path: string;
  readonly rows: readonly number[];
  /** Reports of the place itself; otherwise a sentence must name the place. */
  readonly strict: boolean;
}

/** The reports of a place, and those of places inside or around it, which count only where they name it. */
function scopesOf(
  mention: RegionMention,
  reports: readonly Report[],
  rows: readonly number[],
  across: boolean,
): Scope[] {
  const related = relateRows(mention.path, reports, rows);
  const { path } = mention;
  const names = { name: placeName(path, reports), place: shortDivisionName(mention.name), path };
  return [
    { ...names, rows: related.same, strict: true },
    { ...names, rows: across ? related.inside : [], strict: true },
    { ...names, rows: [...(across ? [] : related.inside), ...related.around], strict: false },
  ].filter((scope) => scope.rows.length > 0);
}

/** The rows of reports that stand to a place in one way or the other, in order. Places are few, reports are many. */
function relateRows(
  path: string,
  reports: readonly Report[],
  rows: readonly number[],
): Readonly<Record<RegionRelation, readonly number[]>> {
  const accepted = rows.length === reports.length ? null : new Set(rows);
  const related: Record<RegionRelation, number[]> = { same: [], inside: [], around: [], elsewhere: [] };
  for (const [region, ofRegion] of rowsByPlace(reports)) {
    const relation = relateRegion(region, path);
    if (relation === "elsewhere") continue;
    for (const row of ofRegion) if (accepted?.has(row) !== false) related[relation].push(row);
  }
  for (const list of Object.values(related)) list.sort((a, b) => a - b);
  return related;
}

const MAX_TEXTS_READ = 50;

/** One group a report (no year asked) or a year; a year that a report only speaks of has to be in the sentence. */
function groupsOf(scope: Scope, years: readonly number[], reports: readonly Report[]): TargetGroup[] {
  const place = scope.strict ? {} : { place: scope.place };
  const must = (years?: readonly number[]) =>
    scope.strict && years === undefined ? {} : { mustSpeakOf: { ...place, ...(years === undefined ? {} : { years }) } };
  // Without a year every report may answer; each for itself, so that one year never stands in for another.
  if (years.length === 0)
    return scope.rows.map((row) => ({ label: scope.name, reportRows: new Set([row]), ...must() }));
  return years.flatMap((year) => {
    const label = `${scope.name}（${year}年）`;
    const ofYear = scope.rows.filter((row) => reports[row]?.identity.year.value === year);
    if (ofYear.length > 0) return [{ label, reportRows: new Set(ofYear), ...must() }];
    // The texts of thousands are not read for it: their sentences are asked later, when some were found.
    const speaking =
      scope.rows.length > MAX_TEXTS_READ
        ? scope.rows
        : scope.rows.filter((row) => speaksOfYear(reports[row]?.text ?? "", year));
    return speaking.length === 0 ? [] : [{ label, reportRows: new Set(speaking), ...must([year]) }];
  });
}

/** True when a sentence, with the headings above it, names the place and year that it has to speak of itself. */
export function speaksOf(
  { text, heading }: { readonly text: string; readonly heading: string },
  { mustSpeakOf }: TargetGroup,
): boolean {
  const { place, years } = mustSpeakOf ?? {};
  if (place !== undefined && !text.includes(place)) return false;
  return years === undefined || years.some((year) => speaksOfYear(`${heading} ${text}`, year));
}

/** True when a text names the year, itself or within a range (2018—2021年度). */
function speaksOfYear(text: string, year: number): boolean {
  for (const [, from, to] of text.matchAll(/(?<!\d)(20\d{2})(?:[—–~-](20\d{2}))?年/gu))
    if (year === Number(from) || (to !== undefined && Number(from) <= year && year <= Number(to))) return true;
  return false;
}

/** 江门市（2023年）, 斗门区司法局（2023年）: who speaks, told apart from its namesakes, and the year, as far as known. */
export function labelReport(report: Report, reports: readonly Report[]): string {
  const { region, issuer, year } = report.identity;
  const place =
    departmentName(report, reports) || placeName(region.value ?? "", reports) || (issuer.value ?? report.file);
  return year.value === null ? place : `${place}（${year.value}年）`;
}

const OTHER_PLACE = /全[省市区县州旗]|\p{sc=Han}{2}(?:[市区县旗镇乡]|街道)/u;

/**
 * False where a quote must speak of a place and speaks of another beside it, or of the whole: then no word says whose
 * figure is whose (全市67件，其中桃源区13件).
 */
export function speaksOfPlaceAlone(quote: string, { mustSpeakOf }: TargetGroup): boolean {
  const { place } = mustSpeakOf ?? {};
  if (place === undefined) return true;
  const own = new RegExp(`${place}(?:[省市区县州旗盟镇乡]|街道)?`, "gu");
  return quote.includes(place) && !OTHER_PLACE.test(quote.replace(own, " "));
}
