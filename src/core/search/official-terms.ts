import type { EverydayWord } from "./everyday-words.ts";
import { findTerms } from "./found-terms.ts";
import type { LexicalIndex } from "./lexical-index.ts";
import type { PassageTexts } from "./passage-texts.ts";
import { type QuestionTerms, weighQuestion } from "./question-terms.ts";
import { isStrongTerm, tokenize } from "./tokenize.ts";

/** What reports may call what a question says in everyday words, ready for looking at texts. */
export interface OfficialWords {
  readonly terms: QuestionTerms;
  /** For each everyday wording its official terms, each as rows of `terms`: its pairs of characters. */
  readonly wordings: readonly (readonly (readonly number[])[])[];
}

/** A term is said in other words or another order (申请行政复议 for 行政复议申请) from this share of its pairs. */
const SAID_SHARE = 0.5;

/** Null where a question has no everyday wording. */
export function officialWords(
  everyday: readonly EverydayWord[],
  lexical: Pick<LexicalIndex, "idf">,
): OfficialWords | null {
  if (everyday.length === 0) return null;
  const terms = weighQuestion([...new Set(everyday.flatMap((word) => word.terms))].join(" "), lexical);
  const rowsOf = (term: string) => [...new Set(tokenize(term).filter(isStrongTerm))].map(terms.rowOf);
  return { terms, wordings: everyday.map((word) => word.terms.map(rowsOf)) };
}

/**
 * Share of the everyday wordings for which a passage and the headings above it say an official term, 0–1; a term that is
 * said in part counts in part.
 */
export function shareOfficial({ terms, wordings }: OfficialWords, { title, text }: PassageTexts): number {
  const present = new Uint8Array(terms.terms.length);
  for (const part of [text, title]) {
    const { count, rows } = findTerms(terms, part);
    for (let at = 0; at < count; at++) present[rows[at] ?? 0] = 1;
  }
  let said = 0;
  for (const wording of wordings) {
    let best = 0;
    for (const rows of wording) {
      const share = rows.reduce((sum, row) => sum + (present[row] ?? 0), 0) / rows.length;
      if (share >= SAID_SHARE && share > best) best = share;
    }
    said += best;
  }
  return said / wordings.length;
}
