import type { SearchFilters } from "../model/question.ts";
import type { Certainty, IdentityFact, Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { shortDivisionName } from "./library-places.ts";
import { type QuestionSlots, relationsTo } from "./question-slots.ts";

/** Weight of a report whose place lies in the one asked about, or around it. */
const NEAR_WEIGHT = { same: 1, inside: 0.75, around: 0.85 } as const;
/**
 * Weights of a report of another place or year by how sure that is: next to nothing where the report says so itself,
 * half where it was inferred, and little is lost where nobody knows. Never 0: a question may name a place only in
 * passing, and a report may tell of the year before.
 */
const ELSEWHERE: Readonly<Record<Certainty, number>> = { given: 0.15, stated: 0.15, inferred: 0.4, unknown: 0.7 };
const OTHER_YEAR: Readonly<Record<Certainty, number>> = { given: 0.45, stated: 0.45, inferred: 0.6, unknown: 0.8 };

/** How well a report's place and year fit those of a question, 0–1; made for many reports of few places. */
export function slotFitOf(slots: QuestionSlots): (report: Report) => number {
  const relations = slots.regions.map(({ path }) => relationsTo(path));
  const placeFit = ({ value, certainty }: IdentityFact<string>): number => {
    if (relations.length === 0) return 1;
    let best = 0;
    for (const relationOf of relations) {
      const relation = relationOf(value ?? "");
      best = Math.max(best, relation === "elsewhere" ? ELSEWHERE[certainty] : NEAR_WEIGHT[relation]);
    }
    return best;
  };
  return ({ identity: { region, year } }) => {
    const fitsYear = slots.years.length === 0 || (year.value !== null && slots.years.includes(year.value));
    return placeFit(region) * (fitsYear ? 1 : OTHER_YEAR[year.certainty]);
  };
}

/** Filters are exact: a report either passes or is out. */
export function passesFilters(report: Report, filters: SearchFilters | undefined): boolean {
  // Most questions have none, and every report is asked about.
  if (filters === undefined) return true;
  const { regions, years, reports } = filters;
  if (reports !== undefined && reports.length > 0 && !reports.includes(report.id)) return false;
  const { year, region } = report.identity;
  if (years !== undefined && years.length > 0 && (year.value === null || !years.includes(year.value))) return false;
  return regions === undefined || regions.length === 0 || passesRegion(region.value ?? "", regions);
}

/** True where a place is one of the wanted ones or lies in one: by full path or by any of its names. */
export function passesRegion(path: string, wantedOnes: readonly string[]): boolean {
  const names = divisionsOfPath(path).flatMap((name) => [name, shortDivisionName(name)]);
  return wantedOnes.some((wanted) => path.startsWith(wanted) || path.endsWith(wanted) || names.includes(wanted));
}
