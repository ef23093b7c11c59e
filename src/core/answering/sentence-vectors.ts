import type { Embedder } from "../ports/embedder.ts";

export interface SentenceVectors {
  /** Cosine similarity of each text to the question, by text; vectors of `most` texts are kept, or of all of these. */
  similarTo(
    question: string,
    texts: readonly string[],
    options: { readonly most: number; readonly signal?: AbortSignal | undefined },
  ): Promise<ReadonlyMap<string, number>>;
}

/** Compares sentences with a question by meaning; vectors of sentences seen before are kept. */
export function createSentenceVectors(embedder: Embedder): SentenceVectors {
  const cache = new Map<string, Float32Array>();
  return {
    async similarTo(question, texts, { most, signal }) {
      const unique = [...new Set(texts)];
      // Held from here on: what is forgotten meanwhile is still compared.
      const vectors = new Map(unique.map((text) => [text, cache.get(text)] as const));
      const unknown = unique.filter((text) => vectors.get(text) === undefined);
      const [vector, made] = await Promise.all([
        embedder.embedQuery(question, { signal }),
        embedder.embedPassages(unknown, { signal }),
      ]);
      // Oldest out first: a Map iterates in order of insertion.
      for (const text of cache.keys()) {
        if (cache.size + unknown.length <= most) break;
        cache.delete(text);
      }
      for (const [row, text] of unknown.entries()) {
        const value = made[row];
        if (value === undefined) continue;
        vectors.set(text, value);
        cache.set(text, value);
      }
      return new Map(unique.map((text) => [text, dot(vector, vectors.get(text))]));
    },
  };
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
