import { type FoundTerms, findTerms } from "./found-terms.ts";
import type { QuestionTerms } from "./question-terms.ts";
import type { TermText } from "./term-text.ts";

/** How the words of a question stand in one text; every share is of the question's weight, 0–1. */
export interface TextMatch {
  /** Share that stands together in one stretch of `WINDOW_CHARS`: a passage that says it in one breath answers it. */
  readonly window: number;
  /** How near the characters of the question stand to each other, whatever stands between them (生于 for 出生于). */
  readonly closeness: number;
  /** Share of the question's numbers that the text has, or what stands above it; 1 when it has none. */
  readonly numbers: number;
}

/** About a sentence and a half. */
const WINDOW_CHARS = 60;
/** Characters further apart than this are no neighbours. */
const NEIGHBOUR_CHARS = 8;

// Scratch space by term, used again by the next call, as in `findTerms`.
let counts = new Uint16Array(1 << 8);
let gathered = new Float64Array(1 << 8);

/**
 * Looks at one text; time in proportion to its length. `above` is its title and headings: the year that a question names
 * stands there, and seldom in the text.
 */
export function matchText(question: QuestionTerms, text: TermText, above: TermText): TextMatch {
  const found = findTerms(question, text);
  let present = 0;
  for (const number of question.numbers) if (text.words.includes(number) || above.words.includes(number)) present++;
  return {
    window: bestWindow(question, found) / question.total,
    closeness: closeness(question, found),
    numbers: question.numbers.length === 0 ? 1 : present / question.numbers.length,
  };
}

/** Share of the question's weight that stands in a text, 0–1. */
export function coverageOf(question: QuestionTerms, text: TermText): number {
  const { count, rows } = findTerms(question, text);
  const seen = clearCounts(question.terms.length);
  let coverage = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    if (seen[row] === 1) continue;
    seen[row] = 1;
    coverage += question.weights[row] ?? 0;
  }
  return coverage / question.total;
}

/** The most that any stretch holds, each term counted once: two pointers over the places. */
function bestWindow({ terms, weights }: QuestionTerms, { count, rows, places }: FoundTerms): number {
  const inside = clearCounts(terms.length);
  let held = 0;
  let best = 0;
  let first = 0;
  for (let last = 0; last < count; last++) {
    const row = rows[last] ?? 0;
    const times = inside[row] ?? 0;
    if (times === 0) held += weights[row] ?? 0;
    inside[row] = times + 1;
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
function closeness(
  { terms, weights, isSingle, singlesTotal }: QuestionTerms,
  { count, rows, places }: FoundTerms,
): number {
  if (singlesTotal === 0) return 0;
  const near = clearGathered(terms.length);
  let before = -1;
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    if (isSingle[row] === 0) continue;
    const other = before < 0 ? row : (rows[before] ?? row);
    const distance = (places[at] ?? 0) - (places[before] ?? 0);
    if (other !== row && distance <= NEIGHBOUR_CHARS) {
      const gain = 1 / (distance * distance);
      near[row] = (near[row] ?? 0) + gain;
      near[other] = (near[other] ?? 0) + gain;
    }
    before = at;
  }
  let sum = 0;
  for (let row = 0; row < terms.length; row++) {
    const gain = near[row] ?? 0;
    if (gain > 0) sum += ((weights[row] ?? 0) * gain) / (gain + 1);
  }
  return sum / singlesTotal;
}

function clearCounts(size: number): Uint16Array {
  if (size > counts.length) counts = new Uint16Array(2 * size);
  return counts.fill(0, 0, size);
}

function clearGathered(size: number): Float64Array {
  if (size > gathered.length) gathered = new Float64Array(2 * size);
  return gathered.fill(0, 0, size);
}
