import type { LexicalIndex } from "./lexical-index.ts";
import { type TermId, tokenize } from "./tokenize.ts";

/** The terms of a question and how much each weighs, for looking at texts one by one. */
export interface QuestionTerms {
  /** Each once; its position is its row. */
  readonly terms: readonly TermId[];
  /** Inverse document frequency of each term. */
  readonly weights: readonly number[];
  /** Sum of `weights`; 1 when there is no term, so that it can be divided by. */
  readonly total: number;
  /** Row of a term, −1 for one that is not of the question. */
  readonly rowOf: (term: TermId) => number;
  /** The numbers of the question: what a passage about them must not be without. */
  readonly numbers: readonly string[];
}

const NUMBER = /\d+(?:\.\d+)*%?/gu;
/** Nearly every term of a text is not of the question; one look at a bit tells most of them. */
const FILTER_SIZE = 1 << 12;

/** Terms of a folded question, weighed by how rare they are in `lexical`. */
export function weighQuestion(folded: string, lexical: Pick<LexicalIndex, "idf">): QuestionTerms {
  const terms = [...new Set(tokenize(folded))];
  const weights = terms.map((term) => lexical.idf(term));
  const rows = new Map(terms.map((term, row) => [term, row]));
  const filter = new Uint8Array(FILTER_SIZE);
  for (const term of terms) filter[slotOf(term)] = 1;
  return {
    terms,
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    rowOf: (term) => (filter[slotOf(term)] === 0 ? -1 : (rows.get(term) ?? -1)),
    numbers: [...new Set(folded.match(NUMBER) ?? [])],
  };
}

function slotOf(term: TermId): number {
  return Math.imul(term, 0x9e3779b1) >>> 20;
}
