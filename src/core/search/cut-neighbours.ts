import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { Passage } from "../model/report.ts";
import { splitSentences } from "../text/sentences.ts";
import { passageAt, placeOf } from "./searchable-library.ts";

/** The passages beside one that share a sentence with it; null where the border stands between two sentences. */
export interface CutNeighbours {
  readonly before: Passage | null;
  readonly after: Passage | null;
}

/** A border behind one of these needs no closer look, which nearly all borders are. */
const BETWEEN_SENTENCES = /[。！？；\n]["”’」』）)]*\s*$/u;

/**
 * The neighbours without which a passage begins or ends in the middle of a sentence: sentences longer than a passage
 * are cut between clauses. Throws a RangeError for a row that the library does not have.
 */
export function cutNeighbours(library: Library, row: number): CutNeighbours {
  const passage = passageAt(library, row);
  const [before, after] = [library.passages[row - 1], library.passages[row + 1]];
  return {
    before: before !== undefined && shareSentence(library, before, passage) ? before : null,
    after: after !== undefined && shareSentence(library, passage, after) ? after : null,
  };
}

/** The stretch of whole sentences that a passage lies in: itself, unless its borders cut some. */
export function wholeSentences(library: Library, row: number): Span {
  const passage = passageAt(library, row);
  const { before, after } = cutNeighbours(library, row);
  if (before === null && after === null) return passage;
  const { report } = placeOf(library, passage);
  const from = before?.start ?? passage.start;
  const touched = splitSentences(report.text, from, after?.end ?? passage.end).filter(
    ({ start, end }) => start < passage.end && end > passage.start,
  );
  return { start: touched[0]?.start ?? passage.start, end: touched.at(-1)?.end ?? passage.end };
}

/** A sentence cut into more than two goes on beyond: each of its pieces comes with those beside it. */
function shareSentence(library: Library, first: Passage, second: Passage): boolean {
  if (first.reportRow !== second.reportRow || first.sectionRow !== second.sectionRow) return false;
  const { text } = placeOf(library, first).report;
  if (
    BETWEEN_SENTENCES.test(text.slice(Math.max(first.start, first.end - 4), first.end)) ||
    text.slice(first.end, second.start).includes("\n")
  )
    return false;
  return splitSentences(text, first.start, second.end).some(
    ({ start, end }) => start < first.end && end > second.start,
  );
}
