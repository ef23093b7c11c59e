import type { Library } from "../core/model/library.ts";
import type { RemoteVectors } from "../core/ports/vector-store.ts";
import { createExactVectorIndex } from "../core/search/exact-vector-index.ts";
import { rowOf } from "./vector-index-contract.ts";

/** An engine that is no more than this library's own vectors; `fault` is asked before each answer, and may throw. */
export function createLocalRemote({ vectors, passages }: Library, fault: () => void = () => {}): RemoteVectors {
  if (vectors === null) throw new Error("a library with vectors");
  const index = createExactVectorIndex(vectors);
  return {
    kind: "local-remote",
    async search(query, k, accepts) {
      fault();
      return index.search(query, k, accepts && ((row) => accepts(passages[row]?.reportRow ?? -1)));
    },
    async similarities(query, rows) {
      fault();
      const similarity = (row: number) => rowOf(vectors, row).reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0);
      return new Map(rows.map((row) => [row, similarity(row)]));
    },
  };
}
