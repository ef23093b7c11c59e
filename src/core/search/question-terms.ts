import type { LexicalIndex } from "./lexical-index.ts";
import { isStrongTerm, isWordTerm, type TermId, tokenize } from "./tokenize.ts";

/** The terms of a question and how much each weighs, for looking at texts one by one. */
export interface QuestionTerms {
  /** Each once; its position is its row. */
  readonly terms: readonly TermId[];
  /** Inverse document frequency of each term. */
  readonly weights: readonly number[];
  /** Sum of `weights`; 1 when there is no term, so that it can be divided by. */
  readonly total: number;
  /** 1 for each term that is a single character, else 0. */
  readonly isSingle: Uint8Array;
  /** Sum of the `weights` of single characters. */
  readonly singlesTotal: number;
  /** Whether any term is no Han character or pair of them, but a number or a word of other letters. */
  readonly hasWords: boolean;
  /** Row of a term, −1 for one that is not of the question. */
  readonly rowOf: (term: TermId) => number;
  /** 1 for every character that is a term of the question, by its lower bits, so for a few others too. */
  readonly beginnings: Uint8Array;
  /** The numbers of the question, each once: what a passage about them must not be without. */
  readonly numbers: readonly TermId[];
}

const NUMBER = /\d+(?:\.\d+)*%?/gu;
/** Nearly every term of a text is not of the question: with most slots empty, one look tells. */
const LEAST_SLOTS = 1 << 12;

/** Terms of a folded question, weighed by how rare they are in `lexical`. */
export function weighQuestion(folded: string, lexical: Pick<LexicalIndex, "idf">): QuestionTerms {
  const terms = [...new Set(tokenize(folded))];
  const weights = terms.map((term) => lexical.idf(term));
  const isSingle = Uint8Array.from(terms, (term) => (isStrongTerm(term) ? 0 : 1));
  const beginnings = new Uint8Array(LEAST_SLOTS);
  // Both characters of every pair are terms themselves.
  for (const term of terms) if (!isStrongTerm(term)) beginnings[term % LEAST_SLOTS] = 1;
  return {
    terms,
    weights,
    isSingle,
    singlesTotal: weights.reduce((sum, weight, row) => (isSingle[row] === 1 ? sum + weight : sum), 0),
    hasWords: terms.some(isWordTerm),
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    rowOf: placeTerms(terms),
    beginnings,
    numbers: [...new Set((folded.match(NUMBER) ?? []).flatMap(tokenize))],
  };
}

/** `QuestionTerms.rowOf`: a hash table with open addressing, several times as fast as a Map. */
function placeTerms(terms: readonly TermId[]): (term: TermId) => number {
  const bits = Math.ceil(Math.log2(Math.max(LEAST_SLOTS, 4 * terms.length)));
  const [shift, last] = [32 - bits, 2 ** bits - 1];
  /** 0 where no term is; its row + 1 where one is. */
  const slots = new Uint16Array(2 ** bits);
  const keys = Uint32Array.from(terms);
  for (const [row, term] of terms.entries()) {
    let slot = Math.imul(term, 0x9e3779b1) >>> shift;
    while (slots[slot] !== 0) slot = (slot + 1) & last;
    slots[slot] = row + 1;
  }
  return (term) => {
    for (let slot = Math.imul(term, 0x9e3779b1) >>> shift; ; slot = (slot + 1) & last) {
      const row = (slots[slot] ?? 0) - 1;
      if (row < 0 || keys[row] === term) return row;
    }
  };
}
