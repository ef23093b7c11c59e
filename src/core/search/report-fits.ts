import type { Library } from "../model/library.ts";
import type { SearchFilters } from "../model/question.ts";
import type { IdentityFact, Report } from "../model/report.ts";
import type { QuestionSlots } from "./question-slots.ts";
import { passesFilters, slotFits } from "./slot-fit.ts";

/** How well the reports of a library fit the places and years of one question, and whether its filters let them in. */
export interface ReportFits {
  /** Fit of the report of a passage: 0 where a filter keeps it out, else as `slotFits`. */
  ofPassage(row: number): number;
  /** The same by the row of the report itself. */
  ofReport(row: number): number;
  /** The best of all reports, 0–1; 0 when there is none. */
  readonly best: number;
  /** The worst of all reports, 0–1; 0 when there is none. */
  readonly worst: number;
}

/** What of a library every question needs again. */
interface ReportTable {
  /** One report for each place and year, and how sure they are, that there is. */
  readonly kinds: readonly Report[];
  /** The places of the kinds, each with each certainty once, and the years; and for each kind its row in them. */
  readonly places: readonly IdentityFact<string>[];
  readonly years: readonly IdentityFact<number>[];
  readonly placeOf: Uint32Array;
  readonly yearOf: Uint32Array;
  /** Row in `kinds` for each report. */
  readonly kindOf: Uint32Array;
  /** Row of the report for each passage. */
  readonly reportOf: Uint32Array;
}

/** Made once for each library: reports are many, their places and years are few. */
const tables = new WeakMap<Library, ReportTable>();

const ALL_FIT: ReportFits = { ofPassage: () => 1, ofReport: () => 1, best: 1, worst: 1 };

/** Judges each place and year once, not each report. */
export function fitReports(library: Library, slots: QuestionSlots, filters: SearchFilters | undefined): ReportFits {
  const asksForAll = slots.regions.length === 0 && slots.years.length === 0;
  if (asksForAll && filters === undefined && library.reports.length > 0) return ALL_FIT;
  const table = tableOf(library);
  const { kinds, kindOf, reportOf } = table;
  const { reports: wanted, ...others } = filters ?? {};
  const ofKind = fitKinds(table, slots);
  if (filters !== undefined)
    for (const [row, report] of kinds.entries()) if (!passesFilters(report, others)) ofKind[row] = 0;
  let [best, worst] = [0, 1];
  for (const fit of ofKind) [best, worst] = [Math.max(best, fit), Math.min(worst, fit)];
  if (wanted === undefined || wanted.length === 0)
    return {
      ofPassage: (row) => ofKind[kindOf[reportOf[row] ?? 0] ?? 0] ?? 0,
      ofReport: (row) => ofKind[kindOf[row] ?? 0] ?? 0,
      best,
      worst: kinds.length && worst,
    };
  const ids = new Set(wanted);
  const fits = library.reports.map(({ id }, row) => (ids.has(id) ? (ofKind[kindOf[row] ?? 0] ?? 0) : 0));
  return {
    ofPassage: (row) => fits[reportOf[row] ?? 0] ?? 0,
    ofReport: (row) => fits[row] ?? 0,
    best: fits.reduce((most, fit) => Math.max(most, fit), 0),
    worst: fits.length && fits.reduce((least, fit) => Math.min(least, fit), 1),
  };
}

/** Judges each place and each year once, which are few even where nearly every report has a place and year of its own. */
function fitKinds({ places, years, placeOf, yearOf }: ReportTable, slots: QuestionSlots): Float64Array {
  const fits = slotFits(slots);
  const ofPlace = places.map(fits.place);
  const ofYear = years.map(fits.year);
  const ofKind = new Float64Array(placeOf.length);
  for (let row = 0; row < ofKind.length; row++)
    ofKind[row] = (ofPlace[placeOf[row] ?? 0] ?? 0) * (ofYear[yearOf[row] ?? 0] ?? 0);
  return ofKind;
}

function tableOf(library: Library): ReportTable {
  const known = tables.get(library);
  if (known !== undefined) return known;
  const rows = new Map<string, number>();
  const kinds: Report[] = [];
  const kindOf = new Uint32Array(library.reports.length);
  for (const [row, report] of library.reports.entries()) {
    const { region, year } = report.identity;
    const name = `${year.value} ${year.certainty} ${region.value ?? ""} ${region.certainty}`;
    const kind = rows.get(name) ?? kinds.push(report) - 1;
    rows.set(name, kind);
    kindOf[row] = kind;
  }
  const reportOf = Uint32Array.from(library.passages, ({ reportRow }) => reportRow);
  const [places, placeOf] = distinct(kinds.map(({ identity }) => identity.region));
  const [years, yearOf] = distinct(kinds.map(({ identity }) => identity.year));
  const table = { kinds, places, years, placeOf, yearOf, kindOf, reportOf };
  tables.set(library, table);
  return table;
}

/** The facts that differ, and for each its row in them. */
function distinct<T>(facts: readonly IdentityFact<T>[]): readonly [IdentityFact<T>[], Uint32Array] {
  const rows = new Map<string, number>();
  const found: IdentityFact<T>[] = [];
  const rowOf = Uint32Array.from(facts, (fact) => {
    const key = `${fact.certainty} ${fact.value}`;
    const row = rows.get(key) ?? found.push(fact) - 1;
    rows.set(key, row);
    return row;
  });
  return [found, rowOf];
}
