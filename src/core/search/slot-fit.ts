import type { SearchFilters } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { shortDivisionName } from "./library-places.ts";
import { type QuestionSlots, relateRegion } from "./question-slots.ts";

// Reports of another place or year stay reachable (a question may name a place only in passing), far behind.
const REGION_WEIGHT = { same: 1, inside: 0.75, around: 0.85, elsewhere: 0.25 } as const;
const OTHER_YEAR = 0.5;
const UNKNOWN_YEAR = 0.8;

/** How well a report's place and year fit those of the question, 0–1. */
export function slotFit(report: Report, slots: QuestionSlots): number {
  const region = report.identity.region.value ?? "";
  const place = slots.regions.reduce(
    (best, mention) => Math.max(best, REGION_WEIGHT[relateRegion(region, mention.path)]),
    slots.regions.length === 0 ? 1 : 0,
  );
  const year = report.identity.year.value;
  if (slots.years.length === 0 || (year !== null && slots.years.includes(year))) return place;
  return place * (year === null ? UNKNOWN_YEAR : OTHER_YEAR);
}

/** Filters are exact: a report either passes or is out. A region passes by full path or by any of its names. */
export function passesFilters(report: Report, filters: SearchFilters | undefined): boolean {
  const { regions, years, reports } = filters ?? {};
  if (reports !== undefined && reports.length > 0 && !reports.includes(report.id)) return false;
  const { year, region } = report.identity;
  if (years !== undefined && years.length > 0 && (year.value === null || !years.includes(year.value))) return false;
  if (regions === undefined || regions.length === 0) return true;
  const path = region.value ?? "";
  const names = divisionsOfPath(path).flatMap((name) => [name, shortDivisionName(name)]);
  return regions.some((wanted) => path.startsWith(wanted) || path.endsWith(wanted) || names.includes(wanted));
}
