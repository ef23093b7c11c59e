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
    const units = splitSentences(report.text, section.start, section.end).flatMap((sentence) =>
      sentence.end - sentence.start > MAX_PASSAGE_CHARS ? cutLongSentence(report.text, sentence) : [sentence],
    );
    return groupUnits(report.text, units).map((span) => ({ ...span, reportRow, sectionRow }));
  });
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
  const best: { cost: number; next: number }[] = new Array(units.length + 1);
  best[units.length] = { cost: 0, next: units.length };
  for (let first = units.length - 1; first >= 0; first--) {
    let choice = { cost: Number.POSITIVE_INFINITY, next: first + 1 };
    const start = units[first]?.start ?? 0;
    for (let next = first + 1; next <= units.length; next++) {
      const end = units[next - 1]?.end ?? start;
      if (end - start > MAX_PASSAGE_CHARS && next > first + 1) break;
      const atParagraph = next === units.length || text.slice(end, units[next]?.start).includes("\n");
      const cost = costOf(end - start, atParagraph) + (best[next]?.cost ?? 0);
      if (cost < choice.cost) choice = { cost, next };
    }
    best[first] = choice;
  }
  const spans: Span[] = [];
  for (let first = 0; first < units.length; first = best[first]?.next ?? units.length)
    spans.push({ start: units[first]?.start ?? 0, end: units[(best[first]?.next ?? units.length) - 1]?.end ?? 0 });
  return spans;
}

function costOf(length: number, atParagraph: boolean): number {
  const tooShort = length < MIN_PASSAGE_CHARS ? TOO_SHORT : 0;
  return tooShort + Math.abs(length - IDEAL_PASSAGE_CHARS) + (atParagraph ? 0 : INSIDE_PARAGRAPH);
}
