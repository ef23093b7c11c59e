import { FawenError } from "../model/errors.ts";
import type { Reranker } from "../ports/reranker.ts";

export interface RerankBestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told in one line when the reranker failed. */
  readonly warn: (message: string) => void;
}

/** An item with the score that the reranker gave it; null for one that it did not read. */
export interface Reranked<Item> {
  readonly item: Item;
  readonly score: number | null;
}

/**
 * Puts the first `reranker.candidates` items in the order that the reranker gives them; on a tie, and beyond them, the
 * order stays. A reranker that fails costs the reader its opinion, not the search: the order stays as it is.
 *
 * @param items best first
 * @throws FawenError `cancelled` when the signal is aborted
 */
export async function rerankBest<Item>(
  reranker: Reranker,
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
  { signal, warn }: RerankBestOptions,
): Promise<readonly Reranked<Item>[]> {
  const read = items.slice(0, reranker.candidates);
  const unread = items.slice(reranker.candidates).map((item) => ({ item, score: null }));
  try {
    const scores = await reranker.rerank(query, read.map(textOf), { signal });
    const scored = read.map((item, place) => ({ item, score: scores[place] ?? 0 }));
    return [...scored.sort((a, b) => b.score - a.score), ...unread];
  } catch (error) {
    if (signal?.aborted || !(error instanceof FawenError)) throw error;
    warn(`重排模型这次没有应答，按原来的次序：${error.message}`);
    return items.map((item) => ({ item, score: null }));
  }
}
