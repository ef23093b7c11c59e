import type { MeaningComparison } from "./answering/compare-meaning.ts";
import type { QuestionPlan } from "./answering/plan-question.ts";
import type { SearchRequest } from "./model/search.ts";
import type { Reranker } from "./ports/reranker.ts";
import { rerankPassages } from "./search/rerank-passages.ts";
import { type RankedPassage, retrieve } from "./search/retrieve.ts";
import { retrieveRemotely } from "./search/retrieve-remotely.ts";
import type { SearchableLibrary } from "./search/searchable-library.ts";

export interface FoundPassages {
  /** Best first. */
  readonly passages: readonly RankedPassage[];
  /** What the reader must know of how they were found, a sentence in Chinese; null where there is nothing to say. */
  readonly note: string | null;
}

/** Finds the `k` best passages for what a question asks. */
export type PassageFinder = (
  searchable: SearchableLibrary,
  plan: QuestionPlan,
  request: Omit<SearchRequest, "query">,
) => Promise<FoundPassages>;

/**
 * Searches by words and meaning, here or in an engine elsewhere, and lets the reranker order the best.
 *
 * @param warn told in one line when something failed that an answer could do without
 */
export function createPassageFinder(
  meaning: MeaningComparison,
  reranker: Reranker | null,
  warn: (message: string) => void,
): PassageFinder {
  return async (searchable, plan, { k, filters, signal }) => {
    const vector = await meaning.queryVector(searchable, plan, signal);
    const { subject, slots, chapter, question } = plan;
    const query = { subject, slots, chapter, filters, vector };
    const { remote } = searchable;
    const count = reranker === null ? k : Math.max(k, reranker.candidates);
    const { passages, note } =
      remote === null
        ? { passages: retrieve(searchable, query, count), note: null }
        : await retrieveRemotely(searchable, remote, query, count, { signal, warn });
    if (reranker === null) return { passages, note };
    const reranked = await rerankPassages(searchable, reranker, question, passages, { signal, warn });
    return { passages: reranked.slice(0, k), note };
  };
}
