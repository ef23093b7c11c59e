import type { StoredReport, StoreFilter } from "../../core/ports/vector-store.ts";

/** More names than this make a request long and help no engine. */
const MAX_NAMED = 200;

/**
 * The accepted reports in the words of an engine: their places and years where these say it, else their keys. Where they
 * are too many for that, the places and years let some others through.
 *
 * @returns null when no report is accepted
 */
export function makeStoreFilter(
  reports: readonly StoredReport[],
  accepts: (reportRow: number) => boolean,
): StoreFilter | null {
  const accepted = reports.filter((_, row) => accepts(row));
  if (accepted.length === 0) return null;
  const expected = accepted.reduce((sum, { passages }) => sum + passages, 0);
  if (accepted.length === reports.length) return { expected };
  const regions = new Set(accepted.map(({ region }) => region));
  const years = new Set(accepted.map(({ year }) => year));
  const through = reports.filter(({ region, year }) => regions.has(region) && years.has(year)).length;
  if (through > accepted.length && accepted.length <= MAX_NAMED)
    return { reports: accepted.map(({ key }) => key), expected };
  const isAll = (size: number, of: (report: StoredReport) => string | number) =>
    size > MAX_NAMED || size === new Set(reports.map(of)).size;
  return {
    regions: isAll(regions.size, ({ region }) => region) ? undefined : [...regions],
    years: isAll(years.size, ({ year }) => year) ? undefined : [...years],
    expected,
  };
}
