import type { Report } from "../model/report.ts";
import { placeName, shortDivisionName } from "../search/library-places.ts";
import { departmentName } from "./departments.ts";

/** More names than this no reader looks through. */
const MAX_PLACES = 20;

/** Years of each place, by the place's short name. Told once for each list of reports: of thousands it takes long. */
const yearsByPlace = new WeakMap<readonly Report[], ReadonlyMap<string, ReadonlySet<number>>>();

/**
 * What the library covers, in one line: 江门、江海; `withYears`: 江门（2022、2023年）、江海（2024年）. Of a library of many
 * places those of `asked` (full paths) come first and the others are counted: 江门（2022年）等1000个地区，2015—2024年.
 */
export function describeCoverage(
  reports: readonly Report[],
  withYears: boolean,
  asked: readonly string[] = [],
): string {
  const covered = yearsByPlace.get(reports) ?? readCoverage(reports);
  yearsByPlace.set(reports, covered);
  const tell = ([place, years]: readonly [string, ReadonlySet<number>]) =>
    years.size === 0 || !withYears ? place : `${place}（${[...years].sort().join("、")}年）`;
  if (covered.size <= MAX_PLACES) return [...covered].map(tell).join("、");
  const names = new Set(asked.map((path) => shortDivisionName(placeName(path, reports))));
  const first = [...covered].filter(([place]) => names.has(place));
  const others = [...covered].filter(([place]) => !names.has(place));
  const shown = [...first, ...others].slice(0, Math.max(first.length, MAX_PLACES)).map(tell);
  return `${shown.join("、")}等${covered.size}个地区${tellSpan(covered)}`;
}

/** ，2015—2024年; empty where no year is known. */
function tellSpan(covered: ReadonlyMap<string, ReadonlySet<number>>): string {
  const years = [...covered.values()].flatMap((known) => [...known]).sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  return first === undefined ? "" : `，${first === last ? first : `${first}—${last}`}年`;
}

function readCoverage(reports: readonly Report[]): ReadonlyMap<string, ReadonlySet<number>> {
  const covered = new Map<string, Set<number>>();
  for (const report of reports) {
    const { region, year } = report.identity;
    const place = departmentName(report, reports) || shortDivisionName(placeName(region.value ?? "", reports));
    if (place === "") continue;
    const known = covered.get(place) ?? new Set<number>();
    if (year.value !== null) known.add(year.value);
    covered.set(place, known);
  }
  return covered;
}
