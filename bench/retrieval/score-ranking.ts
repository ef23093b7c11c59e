/** Measures of one question, or their means over many; all 0–1. */
export interface RetrievalScores {
  /** Reciprocal rank of the first relevant passage among the first ten. */
  readonly mrr10: number;
  /** Share of the question's relevant passages among the first one, five, ten. */
  readonly recall1: number;
  readonly recall5: number;
  readonly recall10: number;
  /** Discounted cumulative gain of the first ten, against the best order possible; a passage is relevant or not. */
  readonly ndcg10: number;
}

const DEPTH = 10;

/** Scores what was found for one question, best first; `relevant` is not empty. Järvelin and Kekäläinen 2002 for nDCG. */
export function scoreRanking(found: readonly string[], relevant: ReadonlySet<string>): RetrievalScores {
  const hits = found.slice(0, DEPTH).map((id) => relevant.has(id));
  const first = hits.indexOf(true);
  const gain = hits.reduce((sum, hit, place) => sum + (hit ? discount(place) : 0), 0);
  let best = 0;
  for (let place = 0; place < Math.min(relevant.size, DEPTH); place++) best += discount(place);
  const recall = (depth: number) => hits.slice(0, depth).filter(Boolean).length / relevant.size;
  return {
    mrr10: first < 0 ? 0 : 1 / (first + 1),
    recall1: recall(1),
    recall5: recall(5),
    recall10: recall(DEPTH),
    ndcg10: gain / best,
  };
}

/** Means over questions: each counts the same, however many relevant passages it has. Zeros for no questions. */
export function meanScores(scores: readonly RetrievalScores[]): RetrievalScores {
  const mean = (name: keyof RetrievalScores) =>
    scores.reduce((sum, score) => sum + score[name], 0) / Math.max(1, scores.length);
  return {
    mrr10: mean("mrr10"),
    recall1: mean("recall1"),
    recall5: mean("recall5"),
    recall10: mean("recall10"),
    ndcg10: mean("ndcg10"),
  };
}

/** The value below which `share` (0–1) of the values lie, by nearest rank; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function discount(place: number): number {
  return 1 / Math.log2(place + 2);
}
