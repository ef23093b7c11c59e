import type { HierarchicalNSW } from "hnswlib-node";
import type { VectorTable } from "../../core/model/library.ts";
import type { VectorHit, VectorIndex } from "../../core/ports/vector-index.ts";

/** The part of hnswlib-node that is used; handed in, because the package is optional. */
export interface Hnswlib {
  readonly HierarchicalNSW: typeof HierarchicalNSW;
}

/** Candidates a search keeps, tried from few to many: more find more and take longer. */
const SEARCH_CANDIDATES = [250, 500, 1_000, 2_000, 4_000] as const;
/**
 * With no more accepted rows than this share the exact scan is used: a graph walk through rows that are mostly refused
 * finds too few, and takes longer.
 */
const NARROW_SHARE = 0.5;
/** First hits that are compared, and the share of them that has to be the same. */
const COMPARED = 10;
const MIN_AGREEMENT = 0.995;
const SAMPLE_QUERIES = 48;

/**
 * Nearest rows by a navigable small-world graph (hnswlib). Searches with as few candidates as agree with the exact
 * scan, which is tried on samples; `pause` is awaited between them.
 *
 * Filters are exact: those that refuse many rows, and any that leave the graph short of `k` rows, go to the exact scan.
 *
 * @returns null when no number of candidates makes the graph agree
 */
export async function createHnswlibVectorIndex(
  table: VectorTable,
  graph: HierarchicalNSW,
  exact: VectorIndex,
  pause: () => Promise<unknown>,
): Promise<VectorIndex | null> {
  const rows = table.values.length / table.dimensions;
  const candidates = await findCandidates(table, graph, exact, pause);
  if (candidates === null) return null;
  return {
    kind: "hnsw",
    search(query, k, accept) {
      const wanted = Math.min(k, rows);
      if (wanted <= 0) return [];
      if (accept !== undefined && isNarrow(rows, accept)) return exact.search(query, k, accept);
      // Ten among so many candidates agree; a hundred need as many times more, up to a point.
      graph.setEf(Math.max(candidates, wanted * 4));
      const { neighbors, distances } = graph.searchKnn([...query], wanted, accept);
      if (neighbors.length < wanted) return exact.search(query, k, accept);
      return neighbors
        .map((row, place): VectorHit => ({ row, score: 1 - (distances[place] ?? 1) }))
        .sort((a, b) => b.score - a.score || a.row - b.row);
    },
  };
}

function isNarrow(rows: number, accept: (row: number) => boolean): boolean {
  const limit = rows * NARROW_SHARE;
  let accepted = 0;
  for (let row = 0; row < rows && accepted <= limit; row++) if (accept(row)) accepted++;
  return accepted <= limit;
}

async function findCandidates(
  table: VectorTable,
  graph: HierarchicalNSW,
  exact: VectorIndex,
  pause: () => Promise<unknown>,
): Promise<number | null> {
  const samples: { readonly query: Float32Array; readonly nearest: ReadonlySet<number> }[] = [];
  for (const query of sampleQueries(table)) {
    samples.push({ query, nearest: new Set(exact.search(query, COMPARED).map(({ row }) => row)) });
    await pause();
  }
  const wanted = samples.reduce((sum, { nearest }) => sum + nearest.size, 0);
  for (const candidates of SEARCH_CANDIDATES) {
    let agreed = 0;
    for (const { query, nearest } of samples) {
      graph.setEf(candidates);
      const { neighbors } = graph.searchKnn([...query], nearest.size);
      agreed += neighbors.filter((row) => nearest.has(row)).length;
      await pause();
    }
    if (agreed >= wanted * MIN_AGREEMENT) return candidates;
  }
  return null;
}

/** Half-way between two rows far apart in the table: like questions, they resemble rows without being one. */
function* sampleQueries({ dimensions, values }: VectorTable): Generator<Float32Array, void, void> {
  const rows = values.length / dimensions;
  for (let sample = 0; sample < SAMPLE_QUERIES && rows > 0; sample++) {
    const one = Math.floor((rows * sample) / SAMPLE_QUERIES) * dimensions;
    const other = Math.floor((rows * ((sample * 29 + 17) % SAMPLE_QUERIES)) / SAMPLE_QUERIES) * dimensions;
    const query = values.slice(one, one + dimensions).map((value, i) => value + (values[other + i] ?? 0));
    const length = Math.hypot(...query) || 1;
    yield query.map((value) => value / length);
  }
}
