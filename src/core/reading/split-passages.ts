import type { Span } from "../model/offsets.ts";
import type { Passage, Report } from "../model/report.ts";
import { splitClauses, splitSentences } from "../text/sentences.ts";

export const MIN_PASSAGE_CHARS = 150;
export const MAX_PASSAGE_CHARS = 400;
/** Where several cuts are possible: long enough for its context, short enough to be about one thing. */
const IDEAL_PASSAGE_CHARS = 280;
/** Cost of cutting inside a paragraph, in characters away from the ideal length. */
const INSIDE_PARAGRAPH = 60;
const TOO_SHORT = 1000;

/**
 * Cuts a report into passages of 150–400 characters, in order: each lies inside one section and is made of whole
 * sentences. A section shorter than that is one short passage; a sentence longer than 400 characters is cut
 * between clauses. Heading lines belong to the passage they open.
 */
export function splitPassages(report: Report, reportRow: number): Passage[] {
  return report.sections.flatMap((section, sectionRow) => {
    const sentences = splitSentences(report.text, section.start, section.end);
    const units = sentences.some(isLong)
      ? sentences.flatMap((one) => (isLong(one) ? cutLongSentence(report.text, one) : [one]))
      : sentences;
    return groupUnits(report.text, units).map(({ start, end }) => ({ start, end, reportRow, sectionRow }));
  });
}

function isLong({ start, end }: Span): boolean {
  return end - start > MAX_PASSAGE_CHARS;
}

/** Clauses joined to pieces of at most 400 characters; a clause longer than that is cut hard. */
function cutLongSentence(text: string, sentence: Span): Span[] {
  const pieces: { start: number; end: number }[] = [];
  for (const clause of splitClauses(text, sentence.start, sentence.end)) {
    const last = pieces.at(-1);
    if (last !== undefined && clause.end - last.start <= MAX_PASSAGE_CHARS) last.end = clause.end;
    else {
      let start = clause.start;
      for (; clause.end - start > MAX_PASSAGE_CHARS; start += MAX_PASSAGE_CHARS)
        pieces.push({ start, end: start + MAX_PASSAGE_CHARS });
      pieces.push({ start, end: clause.end });
    }
  }
  return pieces;
}

/** The cheapest way to cut a row of sentences, found from the end (dynamic programming over cut places). */
function groupUnits(text: string, units: readonly Span[]): Span[] {
  const count = units.length;
  const costs = new Array<number>(count + 1).fill(0);
  const nexts = new Array<number>(count + 1).fill(0);
  const endsParagraph = units.map((unit, row) => {
    const feed = text.indexOf("\n", unit.end);
    return row + 1 === count || (feed >= 0 && feed < (units[row + 1]?.start ?? 0));
  });
  for (let first = count - 1; first >= 0; first--) {
    let best = Number.POSITIVE_INFINITY;
    const start = units[first]?.start ?? 0;
    for (let next = first + 1; next <= count; next++) {
      const length = (units[next - 1]?.end ?? start) - start;
      if (length > MAX_PASSAGE_CHARS && next > first + 1) break;
      const cost = costOf(length, endsParagraph[next - 1] === true) + (costs[next] ?? 0);
      if (cost >= best) continue;
      best = cost;
      nexts[first] = next;
    }
    costs[first] = best;
  }
  const spans: Span[] = [];
  for (let first = 0; first < count; first = nexts[first] || count)
    spans.push({ start: units[first]?.start ?? 0, end: units[(nexts[first] || count) - 1]?.end ?? 0 });
  return spans;
}

function costOf(length: number, atParagraph: boolean): number {
  const tooShort = length < MIN_PASSAGE_CHARS ? TOO_SHORT : 0;
  return tooShort + Math.abs(length - IDEAL_PASSAGE_CHARS) + (atParagraph ? 0 : INSIDE_PARAGRAPH);
}
