export interface RerankOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a question and a passage together and says how well the one answers the other: slower than comparing vectors,
 * and better. Optional; searching works without one.
 */
export interface Reranker {
  /** Shown to people, e.g. `endpoint:bge-reranker-v2-m3`. Carries no secret. */
  readonly id: string;
  /** How many of the best passages it is meant to read for one question; more would take too long. */
  readonly candidates: number;
  /**
   * One score a passage in the given order, 0–1, bigger is better; only scores of one call compare. An empty list gives
   * an empty list. Throws `FawenError` `backend-failed`, `cancelled`.
   */
  rerank(query: string, passages: readonly string[], options?: RerankOptions): Promise<readonly number[]>;
}
