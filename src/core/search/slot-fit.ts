import type { SearchFilters } from "../model/question.ts";
import type { Certainty, IdentityFact, Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { shortDivisionName } from "./library-places.ts";
import { type QuestionSlots, relateRegion } from "./question-slots.ts";

/** Weight of a report whose place lies in the one asked about, or around it. */
const NEAR_WEIGHT = { same: 1, inside: 0.75, around: 0.85 } as const;
/**
 * Weights of a report of another place or year by how sure that is: next to nothing where the report says so itself,
 * half where it was inferred, and little is lost where nobody knows. Never 0: a question may name a place only in
 * passing, and a report may tell of the year before.
 */
const ELSEWHERE: Readonly<Record<Certainty, number>> = { given: 0.15, stated: 0.15, inferred: 0.4, unknown: 0.7 };
const OTHER_YEAR: Readonly<Record<Certainty, number>> = { given: 0.45, stated: 0.45, inferred: 0.6, unknown: 0.8 };

/** How well a place and a year fit those of a question, 0–1 each; a report fits as well as both together, multiplied. */
export interface SlotFits {
  readonly place: (region: IdentityFact<string>) => number;
  readonly year: (year: IdentityFact<number>) => number;
}

/** See `SlotFits`. */
export function slotFits({ regions, years }: QuestionSlots): SlotFits {
  return {
    place: ({ value, certainty }) => {
      const fitOf = (path: string) => {
        const relation = relateRegion(value ?? "", path);
        return relation === "elsewhere" ? ELSEWHERE[certainty] : NEAR_WEIGHT[relation];
      };
      return regions.length === 0 ? 1 : Math.max(0, ...regions.map(({ path }) => fitOf(path)));
    },
    year: ({ value, certainty }) =>
      years.length === 0 || (value !== null && years.includes(value)) ? 1 : OTHER_YEAR[certainty],
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
