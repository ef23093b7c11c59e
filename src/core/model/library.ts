import type { Passage, Report } from "./report.ts";

/** Which model made the vectors. A different model, digest or size means: build again. */
export interface EmbedderStamp {
  readonly id: string;
  readonly digest: string;
  readonly dimensions: number;
}

/** Rows of unit length, one a passage, in the order of `library.passages`. */
export interface VectorTable {
  readonly dimensions: number;
  /** `passages.length × dimensions` values, row after row. */
  readonly values: Float32Array;
  readonly stamp: EmbedderStamp;
}

/** The loaded index: one immutable value. A new index is a new value, swapped in whole. */
export interface Library {
  readonly reports: readonly Report[];
  /** Passages of report 0 first, then of report 1 …; row number is the key everywhere. */
  readonly passages: readonly Passage[];
  readonly vectors: VectorTable | null;
  /** When it was built, ISO 8601. */
  readonly builtAt: string;
}
