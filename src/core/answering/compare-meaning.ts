import { FawenError } from "../model/errors.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import { hasVectors, type SearchableLibrary } from "../search/searchable-library.ts";
import { linkTexts } from "./link-figures.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { sentenceTexts } from "./score-sentences.ts";
import { createSentenceVectors } from "./sentence-vectors.ts";

/** Share of a question's words, by weight, from which sentences need no comparing by meaning. */
const WORDS_SUFFICE = 0.8;
const SIMILARITY_PASSAGES = 10;

/** What an embedder adds to words; everything is empty without one. */
export interface MeaningComparison {
  /** Vector of a question for finding passages, or null. */
  queryVector(searchable: SearchableLibrary, plan: QuestionPlan, signal?: AbortSignal): Promise<Float32Array | null>;
  /** Closeness of the passages' sentences to the question, by text; empty where their words match well enough. */
  similarities(
    searchable: SearchableLibrary,
    plan: QuestionPlan,
    passages: readonly RankedPassage[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
}

/**
 * Compares by meaning where there is an embedder and the library has vectors. A service that is down costs the
 * reader this comparison, not the answer: `warn` is told, and words alone decide.
 */
export function createMeaningComparison(embedder: Embedder | null, warn: (message: string) => void): MeaningComparison {
  const sentences = embedder === null ? null : createSentenceVectors(embedder);

  async function orElse<T>(work: Promise<T>, otherwise: T, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (signal?.aborted || !(error instanceof FawenError)) throw error;
      warn(`向量模型这次没有应答，只按词语检索：${error.message}`);
      return otherwise;
    }
  }

  return {
    async queryVector(searchable, plan, signal) {
      if (embedder === null || !hasVectors(searchable)) return null;
      return orElse(embedder.embedQuery(plan.subject, { signal }), null, signal);
    },
    async similarities(searchable, plan, passages, signal) {
      const matched = passages.reduce((best, { scores }) => Math.max(best, scores.coverage), 0);
      if (sentences === null || !hasVectors(searchable) || matched >= WORDS_SUFFICE) return new Map();
      const near = passages.slice(0, SIMILARITY_PASSAGES);
      const texts = [
        ...sentenceTexts(searchable, near),
        ...(plan.figures.length > 0 ? linkTexts(searchable, near) : []),
      ];
      return orElse(
        sentences.similarTo(plan.focus, texts, { most: searchable.keep.sentenceVectors, signal }),
        new Map(),
        signal,
      );
    },
  };
}
