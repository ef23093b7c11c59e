import type { OffsetMap, Span } from "../model/offsets.ts";

/** A text on its way through the repairs, with the source place of every character. Never changed, only replaced. */
export interface MappedText {
  readonly text: string;
  /** Quadruples as in `OffsetMap.runs`. */
  readonly runs: Uint32Array;
}

/** Put `text` in place of `[start, end)`. Both are offsets into the text the edit is made for. */
export interface Edit extends Span {
  readonly text: string;
}

/** A text that nothing has happened to yet. */
export function mapUnchanged(text: string): MappedText {
  return { text, runs: text === "" ? new Uint32Array() : Uint32Array.of(0, text.length, 0, text.length) };
}

/** The finished map, in its compact form. */
export function toOffsetMap(mapped: MappedText): OffsetMap {
  return { runs: mapped.runs };
}

/**
 * Carries out edits and keeps every remaining character tied to its source place.
 *
 * Edits must be sorted, inside the text and must not overlap. An edit that keeps the length maps character by
 * character, so width or script changes cost no run; an edit that changes the length maps as a whole.
 */
export function applyEdits(source: MappedText, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return source;
  const text = editText(source.text, edits);
  const keepsLengths = edits.every((edit) => edit.text.length === edit.end - edit.start);
  return { text, runs: keepsLengths ? source.runs : editRuns(source, edits) };
}

/** The text alone, for the same edits. */
export function editText(text: string, edits: readonly Edit[]): string {
  let edited = "";
  let position = 0;
  for (const edit of edits) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length)
      throw new RangeError(`edit [${edit.start}, ${edit.end}) is out of order or outside the text`);
    edited += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return edited + text.slice(position);
}

function editRuns(source: MappedText, edits: readonly Edit[]): Uint32Array {
  const cursor = new RunCursor(source.runs);
  // An edit puts in a run of its own, and may cut one in two.
  const out = new RunWriter(source.runs.length + 8 * edits.length);
  let position = 0;
  for (const edit of edits) {
    if (edit.text.length === edit.end - edit.start) continue;
    cursor.copy(position, edit.start, out);
    if (edit.text.length > 0) {
      const raw = cursor.rawSpan(edit.start, edit.end);
      out.push(edit.text.length, raw.start, raw.end - raw.start);
    }
    position = edit.end;
  }
  cursor.copy(position, source.text.length, out);
  return out.finish();
}

/** Walks runs forward only, so that a whole text costs one pass however many edits it has. */
class RunCursor {
  private row = 0;

  constructor(private readonly runs: Uint32Array) {}

  private seek(position: number): void {
    while (this.row + 4 < this.runs.length && endOf(this.runs, this.row) <= position) this.row += 4;
  }

  /** Source span of the cleaned span; positions may only grow from call to call. */
  rawSpan(start: number, end: number): Span {
    if (this.runs.length === 0) return { start: 0, end: 0 };
    this.seek(start);
    const rawStart = rawOfStart(this.runs, this.row, start);
    if (end <= start) return { start: rawStart, end: rawStart };
    let row = this.row;
    while (row + 4 < this.runs.length && endOf(this.runs, row) < end) row += 4;
    return { start: rawStart, end: Math.max(rawStart, rawOfEnd(this.runs, row, end)) };
  }

  /** Copies the runs of `[start, end)` to `out`. */
  copy(start: number, end: number, out: RunWriter): void {
    const { runs } = this;
    for (let position = start; position < end; ) {
      this.seek(position);
      const { row } = this;
      const stop = Math.min(end, endOf(runs, row));
      const length = stop - position;
      if (isCharacterwise(runs, row)) out.push(length, at(runs, row + 2) + position - at(runs, row), length);
      else out.push(length, at(runs, row + 2), at(runs, row + 3));
      position = stop;
    }
  }
}

/** Where runs are written before they are copied at their length; one writer at a time uses it. */
let scratch = new Uint32Array(1 << 14);

/** Collects runs, joining a characterwise one to the one it goes on from. */
class RunWriter {
  private readonly runs: Uint32Array;
  private length = 0;
  private cleanEnd = 0;
  /** Where in the source a characterwise run would have to start to be joined to the last; -1 for nowhere. */
  private goesOnAt = -1;

  /** `capacity`: numbers that will be written at most. */
  constructor(capacity: number) {
    if (scratch.length < capacity) scratch = new Uint32Array(2 * capacity);
    this.runs = scratch;
  }

  finish(): Uint32Array {
    return this.runs.slice(0, this.length);
  }

  push(cleanLength: number, rawStart: number, rawLength: number): void {
    const isCharacterwise = cleanLength === rawLength;
    const { runs, length } = this;
    if (isCharacterwise && rawStart === this.goesOnAt) {
      runs[length - 3] = at(runs, length - 3) + cleanLength;
      runs[length - 1] = at(runs, length - 1) + rawLength;
    } else {
      runs[length] = this.cleanEnd;
      runs[length + 1] = cleanLength;
      runs[length + 2] = rawStart;
      runs[length + 3] = rawLength;
      this.length = length + 4;
    }
    this.cleanEnd += cleanLength;
    this.goesOnAt = isCharacterwise ? rawStart + rawLength : -1;
  }
}

type Runs = ArrayLike<number>;

/** The source span of a span of a text on its way; see `toRawSpan`. */
export function rawSpanOf(mapped: MappedText, start: number, end: number): Span {
  return spanIn(mapped.runs, start, end);
}

/** Every index is inside by construction; the fallback only satisfies the type checker. */
function at(runs: Runs, index: number): number {
  return runs[index] ?? 0;
}

function endOf(runs: Runs, row: number): number {
  return at(runs, row) + at(runs, row + 1);
}

function isCharacterwise(runs: Runs, row: number): boolean {
  return at(runs, row + 1) === at(runs, row + 3);
}

function rawOfStart(runs: Runs, row: number, position: number): number {
  if (position >= endOf(runs, row)) return at(runs, row + 2) + at(runs, row + 3);
  return isCharacterwise(runs, row) ? at(runs, row + 2) + position - at(runs, row) : at(runs, row + 2);
}

function rawOfEnd(runs: Runs, row: number, position: number): number {
  if (isCharacterwise(runs, row)) return at(runs, row + 2) + position - at(runs, row);
  return at(runs, row + 2) + at(runs, row + 3);
}

/** Row (a multiple of 4) of the run that holds `position`; the last run for a position at the end. */
function findRun(runs: Runs, position: number): number {
  let low = 0;
  let high = runs.length / 4 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(runs, middle * 4) <= position) low = middle;
    else high = middle - 1;
  }
  return low * 4;
}

/**
 * The source span that a cleaned span was made from: `raw.slice(span.start, span.end)` is what the file reads
 * at that place, with everything that was cut out in between.
 *
 * `start` and `end` are UTF-16 offsets into the cleaned text; throws RangeError when they are outside it.
 */
export function toRawSpan(map: OffsetMap, start: number, end: number): Span {
  return spanIn(map.runs, start, end);
}

function spanIn(runs: Runs, start: number, end: number): Span {
  const length = runs.length === 0 ? 0 : endOf(runs, runs.length - 4);
  if (start < 0 || end < start || end > length)
    throw new RangeError(`span [${start}, ${end}) is outside the cleaned text of ${length} characters`);
  if (runs.length === 0) return { start: 0, end: 0 };
  const rawStart = rawOfStart(runs, findRun(runs, start), start);
  if (end === start) return { start: rawStart, end: rawStart };
  return { start: rawStart, end: rawOfEnd(runs, findRun(runs, end - 1), end) };
}
