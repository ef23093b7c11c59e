export interface VectorHit {
  readonly row: number;
  /** Cosine similarity, −1 … 1. */
  readonly score: number;
}

/** Nearest rows of a `VectorTable`. Implementations: exact scan (core), hnswlib (Node). */
export interface VectorIndex {
  /** How it searches, shown to people: `exact` or `hnsw`. */
  readonly kind: string;
  /**
   * The `k` rows nearest to `query`, best first; only rows that `accept` lets through. Filters are exact:
   * with fewer than `k` accepted rows all of them are returned.
   */
  search(query: Float32Array, k: number, accept?: (row: number) => boolean): readonly VectorHit[];
}
