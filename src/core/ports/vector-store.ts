import type { VectorHit } from "./vector-index.ts";

/** What an engine knows of a report besides the vectors of its passages. */
export interface StoredReport {
  /** Says which text it is, at most 48 ASCII characters: a report that changed has another. */
  readonly key: string;
  /** Full path of the division; empty where it is not known. */
  readonly region: string;
  /** 0 where it is not known. */
  readonly year: number;
  readonly passages: number;
}

/** A passage as an engine knows it: the n-th of a report, from 0. */
export interface StoredPlace {
  readonly report: string;
  readonly passage: number;
}

export interface StoreHit extends StoredPlace {
  /** Cosine similarity, −1 … 1. */
  readonly score: number;
}

/** What a search is limited to; each list is OR inside, AND between. Left out: anything. */
export interface StoreFilter {
  readonly regions?: readonly string[] | undefined;
  readonly years?: readonly number[] | undefined;
  /** Keys of reports. */
  readonly reports?: readonly string[] | undefined;
  /** Passages that pass, about: an engine may rather compare few of them one by one than go through a graph. */
  readonly expected?: number | undefined;
}

/**
 * An engine that keeps vectors outside this process, for one model: PostgreSQL with pgvector, Qdrant, Vectorize. It
 * knows reports by what they say, so that a new index adds what is new beside what is there, and instances that still
 * answer from the index before find theirs. Every method may throw `backend-failed`; none of their messages holds a
 * password.
 */
export interface VectorStore {
  /** Its name as people are shown it: `pgvector`, `qdrant`, `vectorize`. */
  readonly kind: string;
  /** More than this no search may ask for. */
  readonly maxHits: number;
  /** Those of the reports that are not wholly there. */
  missing(reports: readonly StoredReport[], signal?: AbortSignal): Promise<readonly StoredReport[]>;
  /** Puts reports in, or in place; `vectors` holds their passages' rows one after the other, of unit length. */
  put(reports: readonly StoredReport[], vectors: Float32Array, signal?: AbortSignal): Promise<void>;
  /** Resolves when what was put in is found, and quickly. */
  settle(signal?: AbortSignal): Promise<void>;
  /**
   * Removes what is not of `live`, after a while in which other instances may still answer from it. An engine that
   * cannot list what it holds looks at `before` for it: the reports of the index before.
   */
  retain(live: readonly StoredReport[], before: readonly StoredReport[]): Promise<void>;
  /** The nearest `k`, best first. May let through what the filter refuses, never refuses what it lets through. */
  search(query: Float32Array, k: number, filter: StoreFilter, signal?: AbortSignal): Promise<readonly StoreHit[]>;
  /** Cosine similarity for each place; null for one that is not there. */
  similarities(
    query: Float32Array,
    places: readonly StoredPlace[],
    signal?: AbortSignal,
  ): Promise<readonly (number | null)[]>;
  close(): Promise<void>;
}

/** The vectors of one library in an engine: rows are its rows. */
export interface RemoteVectors {
  /** See `VectorStore`. */
  readonly kind: string;
  /** As `VectorIndex.search`, with whole reports accepted, by their rows; left out: all. Throws `backend-failed`. */
  search(
    query: Float32Array,
    k: number,
    accepts: ((reportRow: number) => boolean) | undefined,
    signal?: AbortSignal,
  ): Promise<readonly VectorHit[]>;
  /** Cosine similarity by row; rows that the engine does not hold are missing. Throws `backend-failed`. */
  similarities(
    query: Float32Array,
    rows: readonly number[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, number>>;
}
