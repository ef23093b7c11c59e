import { embeddingCancelled, embedInBatches } from "../adapters/embed-in-batches.ts";
import type { Embedder } from "../core/ports/embedder.ts";
import { plainStamp } from "./plain-stamp.ts";

/** A fake that remembers what it was asked. */
export interface FakeEmbedder extends Embedder {
  readonly passages: string[];
  readonly queries: string[];
}

/**
 * Counts characters into `dimensions` buckets: texts that share characters are near each other, the same text
 * always gives the same vector, and no file is read.
 */
export function createFakeEmbedder(dimensions = 64): FakeEmbedder {
  const passages: string[] = [];
  const queries: string[] = [];
  const embed = (text: string) => {
    // A constant part, so that empty text has a direction too.
    const values = new Float32Array(dimensions).fill(0.01);
    for (const character of text) {
      const bucket = (character.codePointAt(0) ?? 0) % dimensions;
      values[bucket] = (values[bucket] ?? 0) + 1;
    }
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
  return {
    passages,
    queries,
    stamp: plainStamp("fake", dimensions, `buckets-${dimensions}`),
    async embedPassages(texts, options) {
      passages.push(...texts);
      return embedInBatches(texts, 16, async (batch) => batch.map(embed), options);
    },
    async embedQuery(text, options) {
      if (options?.signal?.aborted) throw embeddingCancelled(options.signal.reason);
      queries.push(text);
      return embed(text);
    },
  };
}
