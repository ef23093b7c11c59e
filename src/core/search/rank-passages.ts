/** What is known of a candidate passage before it is ranked; every part is 0–1, more is better. */
export interface PassageFeatures {
  /** BM25 of text and headings, as a share of the most that the question could score. */
  readonly lexical: number;
  /** Share of the question's weight that stands in the title of the report and the headings above the passage. */
  readonly title: number;
  /** See `TextMatch`. */
  readonly window: number;
  readonly closeness: number;
  readonly numbers: number;
  /** 1 where a heading names the chapter that the question asks about by another name (短板: 不足), else 0. */
  readonly chapter: number;
  /** Share of the everyday wordings of the question for which the passage has an official term. */
  readonly official: number;
  /** Cosine similarity of question and passage, negative values as 0. */
  readonly vector: number;
}

type Weights = Readonly<Record<keyof PassageFeatures, number>>;

/**
 * Weights where the words of the question stand together in some passage, and where they do not. Learned on the given
 * halves of all bench sets at once and rounded: see docs/decisions/2026-11-ranking.md, also for what each is worth.
 */
const WORDS_MATCH: Weights = {
  lexical: 1,
  title: 0.5,
  window: 2,
  closeness: 0.3,
  numbers: 0.4,
  chapter: 0.8,
  official: 0,
  vector: 0,
};
const WORDS_FAIL: Weights = {
  lexical: 0.5,
  title: 0.1,
  window: 1.4,
  closeness: 0.4,
  numbers: 0.4,
  chapter: 0.8,
  official: 0.5,
  vector: 1.6,
};
/** The best window with which the words count as failing, and as matching; between them the weights are mixed. */
const FAILING_WINDOW = 0.15;
const MATCHING_WINDOW = 0.8;

/**
 * Scores of candidates for one question, in their order; the best has 1 and none is below 0. Meaning counts as much as
 * the words leave unsaid.
 */
export function rankPassages(candidates: readonly PassageFeatures[]): number[] {
  const window = candidates.reduce((best, candidate) => Math.max(best, candidate.window), 0);
  const said = Math.min(1, Math.max(0, (window - FAILING_WINDOW) / (MATCHING_WINDOW - FAILING_WINDOW)));
  const scores = candidates.map(
    (features) => said * weigh(features, WORDS_MATCH) + (1 - said) * weigh(features, WORDS_FAIL),
  );
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? scores : scores.map((score) => score / best);
}

function weigh(features: PassageFeatures, weights: Weights): number {
  return (
    weights.lexical * features.lexical +
    weights.title * features.title +
    weights.window * features.window +
    weights.closeness * features.closeness +
    weights.numbers * features.numbers +
    weights.chapter * features.chapter +
    weights.official * features.official +
    weights.vector * features.vector
  );
}
