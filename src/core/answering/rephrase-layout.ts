import type { Answer, Citation } from "../model/answer.ts";

/** A quote of an answer that a model may put into other words. */
export interface Point {
  readonly citation: Citation;
  /** The quote with its marker, as the extractive answer shows it. */
  readonly text: string;
}

/** An extractive answer by what a model may do with it. */
export interface Layout {
  /** Stays as it is and goes out first: the lead, or a table with all that belongs to it. */
  readonly head: string;
  /** What the model's sentences take the place of; none where they only follow the head. */
  readonly points: readonly Point[];
  /** Stays as it is and goes out last: that plans are told, that the match is to be checked. */
  readonly tail: string;
}

/** A list is the shortest form of what it tells: sentences over it would leave items out or say them twice. */
const LIST = /^- /mu;

/**
 * The layout of an extractive answer; null where no model is asked: abstentions, and lists. Quotes may be put into
 * words; tables and calculations stay, with sentences under them.
 */
export function layoutOf({ outcome, answer, citations }: Answer): Layout | null {
  if (outcome === "abstained" || citations.length === 0) return null;
  const points: (Point & { readonly start: number; readonly end: number })[] = [];
  for (const citation of citations) {
    const text = `${citation.quote} [${citation.marker}]`;
    const start = answer.indexOf(text);
    // A quote in a row of a table or behind a bullet is part of that.
    if (start < 0 || (start > 0 && answer[start - 1] !== "\n")) continue;
    points.push({ citation, text, start, end: start + text.length });
  }
  points.sort((a, b) => a.start - b.start);
  const [first, last] = [points[0], points.at(-1)];
  const isRun = points.every(({ start }, row) => row === 0 || answer.slice(points[row - 1]?.end, start).trim() === "");
  if (first !== undefined && last !== undefined && isRun && !answer.includes("\n|"))
    return { head: answer.slice(0, first.start), points, tail: answer.slice(last.end) };
  return LIST.test(answer) ? null : { head: answer, points: [], tail: "" };
}
