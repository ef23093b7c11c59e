import type { Passage, Report } from "./report.ts";

/** How the vectors of a text's tokens become one: by their mean, or as that of the first token. */
export type Pooling = "mean" | "cls";

/** Which model made the vectors, and how. Whatever differs means: build again. */
export interface EmbedderStamp {
  readonly id: string;
  readonly digest: string;
  readonly dimensions: number;
  /** Null where it cannot be seen, as behind an endpoint. */
  readonly pooling: Pooling | null;
  /** What is put before a question, and before a passage, ahead of embedding. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** Whether vectors of the two may stand side by side. */
export function sameStamp(one: EmbedderStamp, other: EmbedderStamp): boolean {
  return (
    one.id === other.id &&
    one.digest === other.digest &&
    one.dimensions === other.dimensions &&
    one.pooling === other.pooling &&
    one.queryPrefix === other.queryPrefix &&
    one.passagePrefix === other.passagePrefix
  );
}

/** Rows of unit length, one a passage, in the order of `library.passages`. */
export interface VectorTable {
  readonly dimensions: number;
  /** `passages.length × dimensions` values, row after row. */
  readonly values: Float32Array;
  readonly stamp: EmbedderStamp;
}

/**
 * Which term stands in which passages of a shard: an inverted index in flat arrays, searched as it lies in its file.
 */
export interface ShardWords {
  /** Version of the code that made it, `WORDS_VERSION`. */
  readonly version: string;
  /** Terms as numbers (see `core/search/tokenize.ts`), ascending. */
  readonly terms: Uint32Array;
  /** Postings of term `t` lie from `offsets[t]` to `offsets[t + 1]` in `passages` and `weights`; one more than terms. */
  readonly offsets: Uint32Array;
  /** Passages counted from the first of the shard; in two bytes while there are no more than 65,536. */
  readonly passages: Uint16Array | Uint32Array;
  /** Weight of the term in the passage, in steps (see `core/search/index-words.ts`). */
  readonly weights: Uint8Array;
  /** For each passage the weight of all its terms together, in the same steps. */
  readonly lengths: Uint32Array;
}

/**
 * The figure ledger of one report, in the order of its text, in flat arrays (see `core/figures/figure-ledger.ts`): of
 * 10,000 reports it is asked for one indicator, and as objects their figures take ten times the memory. Of a loaded
 * library its numbers are read as they lie in their file, and its words are shared with the other reports of the shard.
 */
export interface FigureLedger {
  /** Every word of its figures once: units, indicators, subjects, places. */
  readonly words: readonly string[];
  /** For each figure its places, rows of its words, year, kind and state; in two bytes each where they fit. */
  readonly fields: Int16Array | Int32Array;
  /** For each figure `value` and `upper`; NaN where it has none. */
  readonly values: Float64Array;
}

/** The figure ledgers of a shard. */
export interface ShardFigures {
  /** Version of the code that extracted them, `FIGURES_VERSION`. */
  readonly version: string;
  /** One a report, in their order. */
  readonly ledgers: readonly FigureLedger[];
}

/**
 * A run of consecutive reports with their passages. As long as none of them changes it is the same object in the next
 * library, wherever it then lies.
 */
export interface LibraryShard {
  readonly reportCount: number;
  readonly passageCount: number;
  readonly words: ShardWords;
  readonly figures: ShardFigures;
}

/** The loaded index: one immutable value. A new index is a new value, swapped in whole. */
export interface Library {
  readonly reports: readonly Report[];
  /** Passages of report 0 first, then of report 1 …; row number is the key everywhere. */
  readonly passages: readonly Passage[];
  readonly vectors: VectorTable | null;
  /** The reports and passages above in runs, from the first on; together all of them. */
  readonly shards: readonly LibraryShard[];
  /** When it was built, ISO 8601. */
  readonly builtAt: string;
}
