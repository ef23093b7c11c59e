import type { AbstainReason } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath, type RegionMention, relateRegion, shortDivisionName } from "../search/question-slots.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** Reports that one part of an answer may come from: those of one place and year that were asked about. */
export interface TargetGroup {
  /** 江门市（2023年）; empty when the question named neither. */
  readonly label: string;
  /** Rows of `library.reports`. */
  readonly reportRows: ReadonlySet<number>;
}

export type Targets =
  | { readonly covered: true; readonly groups: readonly TargetGroup[] }
  | { readonly covered: false; readonly reason: AbstainReason; readonly missing: string };

/**
 * Which reports may answer. A place or year that the library does not have is told at once, by name, rather
 * than answered from another place or year. A place named in passing (江海区人大 in a question about 江门市's
 * 2023 report) drops out because the library has no report of that place and year.
 */
export function findTargets(plan: QuestionPlan, reports: readonly Report[], accept: (row: number) => boolean): Targets {
  const rows = reports.map((_, row) => row).filter(accept);
  const { regions, years } = plan.slots;
  const places = regions.map((mention) => ({ mention, rows: rowsOfPlace(mention, reports, rows) }));
  const known = places.filter((place) => place.rows.length > 0);
  if (regions.length > 0 && known.length === 0)
    return { covered: false, reason: "region_not_covered", missing: regions.map((mention) => mention.name).join("、") };
  const scopes =
    known.length === 0 ? [{ name: "", rows }] : known.map(({ mention, rows }) => ({ name: mention.name, rows }));
  if (years.length === 0)
    return { covered: true, groups: scopes.map(({ name, rows }) => ({ label: name, reportRows: new Set(rows) })) };
  const groups = scopes.flatMap(({ name, rows }) =>
    years.map((year) => ({
      label: `${name}（${year}年）`,
      reportRows: new Set(rows.filter((row) => reports[row]?.identity.year.value === year)),
    })),
  );
  const filled = groups.filter((group) => group.reportRows.size > 0);
  if (filled.length > 0) return { covered: true, groups: filled };
  // A year that only the text of a report speaks of (2018—2021年度考评) can still be answered from there.
  const speaking = scopes
    .flatMap(({ rows }) => rows)
    .filter((row) => years.some((year) => speaksOf(reports[row], year)));
  if (speaking.length > 0) return { covered: true, groups: [{ label: "", reportRows: new Set(speaking) }] };
  return { covered: false, reason: "year_not_covered", missing: years.map((year) => `${year}年`).join("、") };
}

/** Reports of the place itself; where there is none, those inside it, else those around it. */
function rowsOfPlace(mention: RegionMention, reports: readonly Report[], rows: readonly number[]): number[] {
  for (const relation of ["same", "inside", "around"] as const) {
    const found = rows.filter(
      (row) => relateRegion(reports[row]?.identity.region.value ?? "", mention.path) === relation,
    );
    if (found.length > 0) return found;
  }
  return [];
}

function speaksOf(report: Report | undefined, year: number): boolean {
  if (report === undefined) return false;
  for (const [, from, to] of report.text.matchAll(/(?<!\d)(20\d{2})(?:[—–~-](20\d{2}))?年/gu))
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

/** What the library covers, in one line, without counting: 江门（2022、2023年）、清远（2021年）. */
export function describeCoverage(reports: readonly Report[]): string {
  const years = new Map<string, Set<number>>();
  for (const report of reports) {
    const place = shortDivisionName(divisionsOfPath(report.identity.region.value ?? "").at(-1) ?? "");
    if (place === "") continue;
    const known = years.get(place) ?? new Set<number>();
    if (report.identity.year.value !== null) known.add(report.identity.year.value);
    years.set(place, known);
  }
  return [...years]
    .map(([place, known]) => (known.size === 0 ? place : `${place}（${[...known].sort().join("、")}年）`))
    .join("、");
}
