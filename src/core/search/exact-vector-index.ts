import type { VectorTable } from "../model/library.ts";
import type { VectorHit, VectorIndex } from "../ports/vector-index.ts";
import { type Int8Rows, prepareInt8Rows } from "./int8-rows.ts";
import { createTopScores } from "./top-scores.ts";

type Accept = (row: number) => boolean;

/**
 * Compares the query with every row: exact, without a graph to build. Rows are scored roughly in eight bits first, and
 * in full where that leaves a doubt; where that way is not to be had, all are scored in full, about 15 times slower.
 *
 * @param compiled see `prepareInt8Rows`
 */
export function createExactVectorIndex(table: VectorTable, compiled?: WebAssembly.Module): VectorIndex {
  const preparation = prepareExactVectorIndex(table, compiled);
  while (true) {
    const step = preparation.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds, between which other work may get its turn. */
export function* prepareExactVectorIndex(
  table: VectorTable,
  compiled?: WebAssembly.Module,
): Generator<void, VectorIndex, void> {
  return createScan(table, yield* prepareInt8Rows(table, compiled));
}

function* allRows(rows: number, accept: Accept | undefined): Generator<number, void, void> {
  for (let row = 0; row < rows; row++) if (accept?.(row) ?? true) yield row;
}

function createScan({ dimensions, values }: VectorTable, rough: Int8Rows | null): VectorIndex {
  const rows = dimensions === 0 ? 0 : values.length / dimensions;

  function scoreOf(row: number, query: Float32Array): number {
    let score = 0;
    for (let i = 0, at = row * dimensions; i < dimensions; i++, at++) score += (values[at] ?? 0) * (query[i] ?? 0);
    return score;
  }

  /** Rows among which the nearest `k` are for certain. */
  function findCandidates(query: Float32Array, k: number, accept: Accept | undefined): Iterable<number> {
    if (rough === null) return allRows(rows, accept);
    const { sums, scales, errors, scale, errorScale, extraError } = rough.score(query);
    // At least `k` rows score as much as the least of these for certain: what cannot reach it is out.
    const certain = createTopScores(k);
    const found: { readonly row: number; readonly most: number }[] = [];
    // Kept beside the heap: this loop is half of a search.
    let least = certain.least();
    for (let row = 0; row < rows; row++) {
      const score = (sums[row] ?? 0) * (scales[row] ?? 0) * scale;
      const error = (errors[row] ?? 0) * errorScale + extraError;
      if (score + error < least || (accept !== undefined && !accept(row))) continue;
      found.push({ row, most: score + error });
      certain.add(score - error);
      least = certain.least();
    }
    return found.filter(({ most }) => most >= least).map(({ row }) => row);
  }

  return {
    kind: "exact",
    search(query, k, accept) {
      if (k <= 0) return [];
      const hits: VectorHit[] = [];
      const best = createTopScores(k);
      for (const row of findCandidates(query, k, accept)) {
        const score = scoreOf(row, query);
        if (score < best.least()) continue;
        best.add(score);
        hits.push({ row, score });
      }
      // The lower row first on a tie, so that results never flicker.
      return hits.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, k);
    },
  };
}
