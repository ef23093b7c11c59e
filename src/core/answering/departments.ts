import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { placeName, shortDivisionName } from "../search/library-places.ts";

/** Signed by one department, whether or not a person gave the level of its place alone. */
const SIGNED_BY_ONE = /^\p{sc=Han}+(?:局|厅)$/u;
const BRACKETED = /[（(].*?[）)]/gu;
const LAST_OF_NAME = /[局厅委办会室心队]/u;
/** 市监局, 市场监管局: at least so many characters of 市场监督管理局. */
const MIN_SAID = 3;

/** True where a report is of one department of a government, which answers for itself alone: 斗门区司法局. */
export function isDepartment({ identity: { level, issuer } }: Report): boolean {
  return /政府部门/u.test(level.value ?? "") || SIGNED_BY_ONE.test(nameOf(issuer.value));
}

function nameOf(issuer: string | null): string {
  return (issuer ?? "").replace(BRACKETED, "");
}

/** A department by its own place and name, 斗门区司法局; empty for a report that speaks for its place. */
export function departmentName(report: Report, reports: readonly Report[]): string {
  const { region } = report.identity;
  if (!isDepartment(report)) return "";
  return `${placeName(region.value ?? "", reports)}${ownName(report)}`;
}

/** 司法局: the issuer without the places in front. */
function ownName({ identity: { issuer, region } }: Report): string {
  let name = nameOf(issuer.value);
  for (const division of divisionsOfPath(region.value ?? ""))
    for (const form of [division, shortDivisionName(division)])
      if (name.startsWith(form)) name = name.slice(form.length);
  return name.replace(/^(?:市(?!场)|[省区县])(?=\p{sc=Han}{3})/u, "");
}

/** A department that a question names, with the reports that it signed. */
export interface NamedDepartment extends Span {
  /** Its whole own name: 市场监督管理局. */
  readonly name: string;
  readonly rows: ReadonlySet<number>;
}

/** The own names of the departments of a list of reports, with the rows of each. */
const read = new WeakMap<readonly Report[], ReadonlyMap<string, readonly number[]>>();

function departmentsOf(reports: readonly Report[]): ReadonlyMap<string, readonly number[]> {
  const known = read.get(reports);
  if (known !== undefined) return known;
  const rows = new Map<string, number[]>();
  for (const [row, report] of reports.entries()) {
    if (!isDepartment(report)) continue;
    const name = ownName(report);
    if (name !== "") rows.set(name, [...(rows.get(name) ?? []), row]);
  }
  read.set(reports, rows);
  return rows;
}

/**
 * The department that a folded question names, whole or as people shorten it (市场监管局, 市监局, 人社局): characters of its
 * name in order, the first and the last among them. Null where it names none that signed a report.
 */
export function namedDepartment(question: string, reports: readonly Report[]): NamedDepartment | null {
  if (!LAST_OF_NAME.test(question)) return null;
  let best: NamedDepartment | null = null;
  for (const [name, rows] of departmentsOf(reports)) {
    const span = findShortened(question, name);
    if (span !== null && (best === null || span.end - span.start > best.end - best.start))
      best = { ...span, name, rows: new Set(rows) };
  }
  return best;
}

function findShortened(question: string, name: string): Span | null {
  const last = name.at(-1) ?? "";
  for (let end = question.indexOf(last) + 1; end > 0; end = question.indexOf(last, end) + 1)
    for (let start = Math.max(0, end - name.length); start <= end - MIN_SAID; start++)
      if (question[start] === name[0] && isShortened(question.slice(start, end), name)) return { start, end };
  return null;
}

function isShortened(said: string, name: string): boolean {
  let at = 0;
  for (const char of said) {
    at = name.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return at === name.length;
}

/**
 * The rows that may answer for their places: a department's report stands back where the government of its place has one
 * of a year asked for, or of any where none is asked for or `always`.
 */
export function withoutDepartments(
  rows: readonly number[],
  reports: readonly Report[],
  years: readonly number[],
  always: boolean,
): readonly number[] {
  const governed = new Set<string>();
  const keysOf = ({ identity: { region, year } }: Report) =>
    years.length === 0 || always ? `${region.value}` : `${region.value} ${year.value}`;
  for (const row of rows) {
    const report = reports[row];
    if (report !== undefined && !isDepartment(report)) governed.add(keysOf(report));
  }
  return rows.filter((row) => {
    const report = reports[row];
    return report !== undefined && !(isDepartment(report) && governed.has(keysOf(report)));
  });
}
