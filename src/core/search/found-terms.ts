import type { QuestionTerms } from "./question-terms.ts";
import type { TermText } from "./term-text.ts";

/**
 * The terms of a question as they stand in a text, in order. The arrays are used again by the next call, and longer
 * than `count`.
 */
export interface FoundTerms {
  readonly count: number;
  /** Rows of `QuestionTerms`. */
  readonly rows: Uint16Array;
  /** Offsets of the terms. */
  readonly places: Uint32Array;
}

/** Some eighty texts are looked at for one question: with new arrays for each, most of the time went into making them. */
const found = { count: 0, rows: new Uint16Array(1 << 10), places: new Uint32Array(1 << 10) };

/** Gives what `forEachTerm` would, without reading again what no term of the question begins with. */
export function findTerms(question: QuestionTerms, { units, words, wordPlaces }: TermText): FoundTerms {
  const { rowOf, beginnings, hasWords } = question;
  const last = beginnings.length - 1;
  const wordCount = hasWords ? words.length : 0;
  reserve(2 * units.length + wordCount);
  const { rows, places } = found;
  let count = 0;
  let word = 0;
  for (let at = 0; at <= units.length; at++) {
    const unit = units[at] ?? 0;
    const end = at === units.length;
    if (!end && beginnings[unit & last] === 0) continue;
    const single = end ? -1 : rowOf(unit);
    if (!end && single < 0) continue;
    for (; word < wordCount && (wordPlaces[word] ?? 0) < at; word++) {
      const row = rowOf(words[word] ?? 0);
      if (row < 0) continue;
      rows[count] = row;
      places[count++] = wordPlaces[word] ?? 0;
    }
    if (end) break;
    rows[count] = single;
    places[count++] = at;
    const next = units[at + 1] ?? 0;
    // Both characters of a pair are terms of the question themselves.
    const pair = beginnings[next & last] === 0 ? -1 : rowOf(((unit << 16) | next) >>> 0);
    if (pair < 0) continue;
    rows[count] = pair;
    places[count++] = at;
  }
  found.count = count;
  return found;
}

function reserve(size: number): void {
  if (size <= found.rows.length) return;
  const length = 2 ** Math.ceil(Math.log2(size));
  found.rows = new Uint16Array(length);
  found.places = new Uint32Array(length);
}
