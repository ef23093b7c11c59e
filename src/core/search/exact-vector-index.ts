import type { VectorTable } from "../model/library.ts";
import type { VectorHit, VectorIndex } from "../ports/vector-index.ts";

/** Compares the query with every row: exact, no build time, fine up to some tens of thousands of rows. */
export function createExactVectorIndex(table: VectorTable): VectorIndex {
  const { dimensions, values } = table;
  const rows = dimensions === 0 ? 0 : values.length / dimensions;
  return {
    kind: "exact",
    search(query, k, accept) {
      const best: VectorHit[] = [];
      for (let row = 0; row < rows; row++) {
        if (accept !== undefined && !accept(row)) continue;
        let score = 0;
        for (let i = 0, at = row * dimensions; i < dimensions; i++, at++) score += (values[at] ?? 0) * (query[i] ?? 0);
        const worst = best.at(-1);
        if (best.length === k && worst !== undefined && score <= worst.score) continue;
        insertByScore(best, { row, score });
        if (best.length > k) best.pop();
      }
      return best;
    },
  };
}

/** Keeps `hits` in falling order of score; the lower row first on a tie, so that results never flicker. */
function insertByScore(hits: VectorHit[], hit: VectorHit): void {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.score ?? 0) >= hit.score) low = middle + 1;
    else high = middle;
  }
  hits.splice(low, 0, hit);
}
