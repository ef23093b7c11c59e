/** As much of the binding of a Vectorize index (V2) in a Worker as is needed. */
export interface VectorizeBinding {
  query(
    vector: readonly number[],
    options: {
      readonly topK: number;
      readonly namespace: string;
      readonly filter?: VectorizeFilter;
      readonly returnValues: false;
      readonly returnMetadata: "none";
    },
  ): Promise<{ readonly matches: readonly { readonly id: string; readonly score: number }[] }>;
  /** Takes effect some seconds later, as all that changes it does. */
  upsert(vectors: readonly VectorizeEntry[]): Promise<unknown>;
  deleteByIds(ids: readonly string[]): Promise<unknown>;
  getByIds(ids: readonly string[]): Promise<readonly { readonly id: string; readonly values: ArrayLike<number> }[]>;
  describe(): Promise<{ readonly dimensions: number }>;
}

export interface VectorizeEntry {
  readonly id: string;
  readonly values: readonly number[];
  readonly namespace: string;
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** Each property AND the others; only properties with a metadata index. */
export type VectorizeFilter = Readonly<Record<string, { readonly $in: readonly (string | number)[] }>>;

/** Published limits of Vectorize: developers.cloudflare.com/vectorize/platform/limits, as of 2026-04. */
export const VECTORIZE_LIMITS = {
  /** Results of a query that asks for neither values nor metadata. */
  topK: 100,
  upsertBatch: 1_000,
  /** The service refuses more ids in one request for vectors. */
  getBatch: 20,
  deleteBatch: 500,
  dimensions: 1_536,
  idBytes: 64,
  /** Bytes of a string by which it can be filtered. */
  indexedBytes: 64,
  /** A filter as compact JSON has to be shorter. */
  filterBytes: 2_048,
} as const;
