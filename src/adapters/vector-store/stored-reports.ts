import type { Library } from "../../core/model/library.ts";
import type { Report } from "../../core/model/report.ts";
import type { StoredReport } from "../../core/ports/vector-store.ts";

/** Enough of a SHA-256 to tell any two reports apart; ids of passages have 64 bytes in some engines. */
const KEY_CHARS = 32;

/** A report of a library as an engine knows it, and where its passages lie. */
export interface PlacedReport extends StoredReport {
  readonly firstRow: number;
}

/** What an engine needs to know of a library. */
export interface PlacedLibrary extends Pick<Library, "passages"> {
  readonly reports: readonly Pick<Report, "digest" | "identity">[];
}

/** The reports of a library in their order. */
export function placeReports({ reports, passages }: PlacedLibrary): readonly PlacedReport[] {
  const counts = new Uint32Array(reports.length);
  for (const { reportRow } of passages) counts[reportRow] = (counts[reportRow] ?? 0) + 1;
  let row = 0;
  return reports.map(({ digest, identity }, at) => {
    const firstRow = row;
    const count = counts[at] ?? 0;
    row += count;
    const key = digest.slice(0, KEY_CHARS);
    return { key, region: identity.region.value ?? "", year: identity.year.value ?? 0, passages: count, firstRow };
  });
}
