import type { VectorHit } from "../../core/ports/vector-index.ts";
import type { RemoteVectors, StoreHit, VectorStore } from "../../core/ports/vector-store.ts";
import { makeStoreFilter } from "./store-filter.ts";
import { type PlacedLibrary, placeReports } from "./stored-reports.ts";

type Accepts = (reportRow: number) => boolean;

/** How much more is asked for where too much of what came is of no use. */
const GROWTH = 4;

/**
 * The vectors of a library in an engine. What the engine holds besides, of an index that is in the making or gone, is
 * passed over: while another process re-indexes, this library is answered from as before.
 */
export function bindLibrary(store: VectorStore, library: PlacedLibrary): RemoteVectors {
  const reports = placeReports(library);
  const rowOf = new Map(reports.map(({ key }, row) => [key, row]));

  function toHit({ report: key, passage, score }: StoreHit, accepts: Accepts = () => true): VectorHit[] {
    const reportRow = rowOf.get(key);
    const report = reportRow === undefined ? undefined : reports[reportRow];
    if (reportRow === undefined || report === undefined || passage >= report.passages || !accepts(reportRow)) return [];
    return [{ row: report.firstRow + passage, score }];
  }

  return {
    kind: store.kind,
    async search(query, k, accepts, signal) {
      const filter = accepts === undefined ? { expected: library.passages.length } : makeStoreFilter(reports, accepts);
      if (k <= 0 || filter === null) return [];
      for (let wanted = Math.min(k, store.maxHits); ; wanted = Math.min(wanted * GROWTH, store.maxHits)) {
        const found = await store.search(query, wanted, filter, signal);
        const hits = found.flatMap((hit) => toHit(hit, accepts));
        if (hits.length < k && found.length === wanted && wanted < store.maxHits) continue;
        return hits.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
      }
    },
    async similarities(query, rows, signal) {
      const known = rows.flatMap((row) => {
        const report = reports[library.passages[row]?.reportRow ?? -1];
        return report === undefined ? [] : [{ row, report: report.key, passage: row - report.firstRow }];
      });
      if (known.length === 0) return new Map();
      const scores = await store.similarities(query, known, signal);
      return new Map(
        known.flatMap(({ row }, at) => {
          const score = scores[at] ?? null;
          return score === null ? [] : [[row, score] as const];
        }),
      );
    },
  };
}
