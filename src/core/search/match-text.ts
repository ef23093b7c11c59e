import type { QuestionTerms } from "./question-terms.ts";
import { includesUnits, type TermText } from "./term-text.ts";
import { isStrongTerm } from "./tokenize.ts";

/** How the words of a question stand in one text; every share is of the question's weight, 0–1. */
export interface TextMatch {
  /** Share that stands together in one stretch of `WINDOW_CHARS`: a passage that says it in one breath answers it. */
  readonly window: number;
  /** How near the characters of the question stand to each other, whatever stands between them (生于 for 出生于). */
  readonly closeness: number;
  /** Share of the question's numbers that the text has; 1 when it has none. */
  readonly numbers: number;
}

/** About a sentence and a half. */
const WINDOW_CHARS = 60;
/** Characters further apart than this are no neighbours. */
const NEIGHBOUR_CHARS = 8;

/** Looks at one text; time in proportion to its length. */
export function matchText(question: QuestionTerms, text: TermText): TextMatch {
  const found = findTerms(question, text);
  const present = question.numbers.filter((number) => includesUnits(text.units, number)).length;
  return {
    window: bestWindow(question, found) / question.total,
    closeness: closeness(question, found),
    numbers: question.numbers.length === 0 ? 1 : present / question.numbers.length,
  };
}

/** Share of the question's weight that stands in a text, 0–1. */
export function coverageOf(question: QuestionTerms, text: TermText): number {
  let coverage = 0;
  for (const row of new Set(findTerms(question, text).rows)) coverage += question.weights[row] ?? 0;
  return coverage / question.total;
}

/** The terms of a question as they stand in a text, in order: rows of `QuestionTerms`, and offsets. */
interface FoundTerms {
  readonly rows: readonly number[];
  readonly places: readonly number[];
}

/** Gives what `forEachTerm` would, without reading again what no term of the question begins with. */
function findTerms({ rowOf, beginnings }: QuestionTerms, { units, words, wordPlaces }: TermText): FoundTerms {
  const rows: number[] = [];
  const places: number[] = [];
  const last = beginnings.length - 1;
  let word = 0;
  for (let at = 0; at <= units.length; at++) {
    const unit = units[at] ?? 0;
    const end = at === units.length;
    if (!end && beginnings[unit & last] === 0) continue;
    const single = end ? -1 : rowOf(unit);
    if (!end && single < 0) continue;
    for (; word < words.length && (wordPlaces[word] ?? 0) < at; word++) {
      const row = rowOf(words[word] ?? 0);
      if (row >= 0) {
        rows.push(row);
        places.push(wordPlaces[word] ?? 0);
      }
    }
    if (end) break;
    rows.push(single);
    places.push(at);
    const pair = at + 1 < units.length ? rowOf(((unit << 16) | (units[at + 1] ?? 0)) >>> 0) : -1;
    if (pair >= 0) {
      rows.push(pair);
      places.push(at);
    }
  }
  return { rows, places };
}

/** The most that any stretch holds, each term counted once: two pointers over the places. */
function bestWindow({ terms, weights }: QuestionTerms, { rows, places }: FoundTerms): number {
  const inside = new Uint16Array(terms.length);
  let held = 0;
  let best = 0;
  let first = 0;
  for (let last = 0; last < rows.length; last++) {
    const row = rows[last] ?? 0;
    const count = inside[row] ?? 0;
    if (count === 0) held += weights[row] ?? 0;
    inside[row] = count + 1;
    while ((places[last] ?? 0) - (places[first] ?? 0) > WINDOW_CHARS) {
      const leaving = rows[first++] ?? 0;
      const left = (inside[leaving] ?? 0) - 1;
      inside[leaving] = left;
      if (left === 0) held -= weights[leaving] ?? 0;
    }
    if (held > best) best = held;
  }
  return best;
}

/**
 * Proximity of single characters after Büttcher, Clarke & Lushman (2006): each two that follow one another add to both
 * the inverse square of their distance, and what a character gathers is saturated. 0–1.
 */
function closeness({ terms, weights }: QuestionTerms, { rows, places }: FoundTerms): number {
  const gathered = new Float64Array(terms.length);
  let before = -1;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    if (isStrongTerm(terms[row] ?? 0)) continue;
    const other = rows[before] ?? row;
    const distance = (places[at] ?? 0) - (places[before] ?? 0);
    if (before >= 0 && other !== row && distance <= NEIGHBOUR_CHARS) {
      const gain = 1 / distance ** 2;
      gathered[row] = (gathered[row] ?? 0) + gain;
      gathered[other] = (gathered[other] ?? 0) + gain;
    }
    before = at;
  }
  let sum = 0;
  let total = 0;
  for (let row = 0; row < terms.length; row++) {
    if (isStrongTerm(terms[row] ?? 0)) continue;
    const [weight, near] = [weights[row] ?? 0, gathered[row] ?? 0];
    sum += (weight * near) / (near + 1);
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
