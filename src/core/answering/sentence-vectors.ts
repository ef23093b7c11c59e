import type { Embedder } from "../ports/embedder.ts";

/** Some 10 MB at 256 dimensions; the sentences of the passages that people keep asking about. */
const MAX_CACHED = 10_000;

export interface SentenceVectors {
  /** Cosine similarity of each text to the question, by text. */
  similarTo(question: string, texts: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>>;
}

/** Compares sentences with a question by meaning; vectors of sentences seen before are kept. */
export function createSentenceVectors(embedder: Embedder): SentenceVectors {
  const cache = new Map<string, Float32Array>();
  return {
    async similarTo(question, texts, signal) {
      const unique = [...new Set(texts)];
      const unknown = unique.filter((text) => !cache.has(text));
      const [vector, made] = await Promise.all([
        embedder.embedQuery(question, { signal }),
        embedder.embedPassages(unknown, { signal }),
      ]);
      // Oldest out first: a Map iterates in order of insertion.
      for (const text of cache.keys()) {
        if (cache.size + unknown.length <= MAX_CACHED) break;
        cache.delete(text);
      }
      const fresh = new Map(unknown.map((text, row) => [text, made[row]] as const));
      for (const [text, value] of fresh) if (value !== undefined) cache.set(text, value);
      return new Map(unique.map((text) => [text, dot(vector, fresh.get(text) ?? cache.get(text))]));
    },
  };
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
