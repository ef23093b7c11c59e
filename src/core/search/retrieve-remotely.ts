import { FawenError } from "../model/errors.ts";
import type { RemoteVectors } from "../ports/vector-store.ts";
import { fitReports } from "./report-fits.ts";
import {
  enoughFit,
  lookAtCandidates,
  type RankedPassage,
  type RetrievalQuery,
  rankCandidates,
  VECTOR_CANDIDATES,
} from "./retrieve.ts";
import type { SearchableLibrary } from "./searchable-library.ts";

export interface RetrieveRemotelyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told in one line when the engine failed. */
  readonly warn: (message: string) => void;
}

/** What was found, and what the reader must know of how. */
export interface RemotelyRetrieved {
  readonly passages: RankedPassage[];
  /** A sentence in Chinese; null where there is nothing to say. */
  readonly note: string | null;
}

const BY_WORDS_ALONE = "向量检索暂时用不上，这次只按字词查找，换了说法的段落可能没有找到。";

/**
 * As `retrieve`, with vectors in an engine elsewhere: the same passages in the same order. Asks it twice: for the
 * nearest, and for how near those are that words found. An engine that fails costs the reader the comparison by
 * meaning, not the answer.
 *
 * @throws FawenError `cancelled`; the reason of the signal
 */
export async function retrieveRemotely(
  searchable: SearchableLibrary,
  remote: RemoteVectors,
  query: RetrievalQuery,
  k: number,
  { signal, warn }: RetrieveRemotelyOptions,
): Promise<RemotelyRetrieved> {
  const fits = fitReports(searchable.library, query.slots, query.filters);
  const look = (nearest: ReadonlyMap<number, number>) =>
    lookAtCandidates(searchable, query, k, { fits, nearest, similarity: (row) => nearest.get(row) ?? 0 });
  const { vector } = query;
  if (vector === null) return { passages: rankCandidates(look(new Map()), k), note: null };
  try {
    const enough = enoughFit(fits);
    const accepts = enough === null ? undefined : (reportRow: number) => fits.ofReport(reportRow) >= enough;
    const hits = await remote.search(vector, VECTOR_CANDIDATES, accepts, signal);
    const nearest = new Map(hits.map(({ row, score }) => [row, score]));
    const candidates = look(nearest);
    const others = candidates.flatMap(({ row }) => (nearest.has(row) ? [] : [row]));
    const similar = await remote.similarities(vector, others, signal);
    const compared = candidates.map(({ row, scores }) => {
      const similarity = similar.get(row);
      return similarity === undefined
        ? { row, scores }
        : { row, scores: { ...scores, vector: Math.max(0, similarity) } };
    });
    return { passages: rankCandidates(compared, k), note: null };
  } catch (error) {
    if (signal?.aborted || !(error instanceof FawenError)) throw error;
    warn(`向量检索没有成功，这次只按字词查找：${error.message}`);
    return { passages: rankCandidates(look(new Map()), k), note: BY_WORDS_ALONE };
  }
}
