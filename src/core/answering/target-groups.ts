import type { AbstainReason } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { type RegionMention, type RegionRelation, relateRegion, shortDivisionName } from "../search/question-slots.ts";
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
  | { readonly covered: false; readonly reason: AbstainReason; readonly missing: string };

/**
 * Which reports may answer. A place or year that the library does not have is told at once, by name, rather
 * than answered from another place or year. A place named in passing (江海区人大 in a question about 江门市's
 * 2023 report) drops out because the library has no report of that place and year.
 */
export function findTargets(plan: QuestionPlan, reports: readonly Report[], accept: (row: number) => boolean): Targets {
  const rows = reports.map((_, row) => row).filter(accept);
  const { regions, years, pairs } = plan.slots;
  const across = ACROSS.test(plan.question);
  const scopes =
    regions.length === 0
      ? [{ name: "", rows, strict: true }]
      : regions.flatMap((mention) => scopesOf(mention, reports, rows, across));
  const noPlace = { reason: "region_not_covered", missing: regions.map((mention) => mention.name).join("、") } as const;
  const noYear = { reason: "year_not_covered", missing: years.map((year) => `${year}年`).join("、") } as const;
  if (scopes.length === 0) return { covered: false, ...noPlace };
  const groups = scopes.flatMap((scope) => {
    const own = pairs?.filter(({ region }) => region.name === scope.name).map(({ year }) => year);
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

const NO_EVIDENCE = { reason: "no_evidence" } as const;
/** Asks about the places inside the one it names: every report there answers for its own place. */
const ACROSS =
  /哪个(?:省|市|区|县|地方|城市)|哪些(?:省|市|区|县|地方|城市)|各(?:省|市|区|县|地)|最[高低多少大小]|排名/u;

interface Scope {
  readonly name: string;
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
  const related = (wanted: RegionRelation) =>
    rows.filter((row) => relateRegion(reports[row]?.identity.region.value ?? "", mention.path) === wanted);
  return [
    { name: mention.name, rows: related("same"), strict: true },
    { name: mention.name, rows: across ? related("inside") : [], strict: true },
    { name: mention.name, rows: [...(across ? [] : related("inside")), ...related("around")], strict: false },
  ].filter((scope) => scope.rows.length > 0);
}

/** One group a report (no year asked) or a year; a year that a report only speaks of has to be in the sentence. */
function groupsOf(scope: Scope, years: readonly number[], reports: readonly Report[]): TargetGroup[] {
  const place = scope.strict ? {} : { place: shortDivisionName(scope.name) };
  const must = (years?: readonly number[]) =>
    scope.strict && years === undefined ? {} : { mustSpeakOf: { ...place, ...(years === undefined ? {} : { years }) } };
  // Without a year every report may answer; each for itself, so that one year never stands in for another.
  if (years.length === 0)
    return scope.rows.map((row) => ({ label: scope.name, reportRows: new Set([row]), ...must() }));
  return years.flatMap((year) => {
    const label = `${scope.name}（${year}年）`;
    const ofYear = scope.rows.filter((row) => reports[row]?.identity.year.value === year);
    if (ofYear.length > 0) return [{ label, reportRows: new Set(ofYear), ...must() }];
    const speaking = scope.rows.filter((row) => speaksOfYear(reports[row]?.text ?? "", year));
    return speaking.length === 0 ? [] : [{ label, reportRows: new Set(speaking), ...must([year]) }];
  });
}

/** True when a text names the year, itself or within a range (2018—2021年度). */
export function speaksOfYear(text: string, year: number): boolean {
  for (const [, from, to] of text.matchAll(/(?<!\d)(20\d{2})(?:[—–~-](20\d{2}))?年/gu))
    if (year === Number(from) || (to !== undefined && Number(from) <= year && year <= Number(to))) return true;
  return false;
}

/** 江门市（2023年）: the place's own name and the year, as far as known. */
export function labelReport(report: Report): string {
  const place =
    divisionsOfPath(report.identity.region.value ?? "").at(-1) ?? report.identity.issuer.value ?? report.file;
  const year = report.identity.year.value;
  return year === null ? place : `${place}（${year}年）`;
}

/** What the library covers, in one line: 江门、江海; `withYears`: 江门（2022、2023年）、江海（2024年）. */
export function describeCoverage(reports: readonly Report[], withYears: boolean): string {
  const years = new Map<string, Set<number>>();
  for (const report of reports) {
    const place = shortDivisionName(divisionsOfPath(report.identity.region.value ?? "").at(-1) ?? "");
    if (place === "") continue;
    const known = years.get(place) ?? new Set<number>();
    if (report.identity.year.value !== null) known.add(report.identity.year.value);
    years.set(place, known);
  }
  return [...years]
    .map(([place, known]) => (known.size === 0 || !withYears ? place : `${place}（${[...known].sort().join("、")}年）`))
    .join("、");
}
