import type { ReportSource } from "../../http/contract.ts";
import type { Place } from "./reader-address.ts";

/** Where the cleaned text is not what the source says; one of the two spans may be empty. */
export interface Change extends Place {
  readonly rawStart: number;
  readonly rawEnd: number;
}

/** A line of the cleaned text and the stretch of the source that it stands for. The stretches leave nothing out. */
export interface AlignedLine extends Change {}

type Source = Pick<ReportSource, "raw" | "offsets">;

/** Every place where something was changed, put in or cut, in order; neighbours without a gap are one. */
export function findChanges(text: string, { raw, offsets }: Source): Change[] {
  const changes: Change[] = [];
  const add = (start: number, end: number, rawStart: number, rawEnd: number) => {
    const last = changes.at(-1);
    if (last !== undefined && last.end === start && last.rawEnd === rawStart)
      changes[changes.length - 1] = { ...last, end, rawEnd };
    else changes.push({ start, end, rawStart, rawEnd });
  };
  let rawDone = 0;
  let done = 0;
  for (let at = 0; at < offsets.length; at += 4) {
    const [start = 0, length = 0, rawStart = 0, rawLength = 0] = offsets.slice(at, at + 4);
    if (rawStart > rawDone) add(start, start, rawDone, rawStart);
    if (length !== rawLength) add(start, start + length, rawStart, rawStart + rawLength);
    else
      for (let place = 0; place < length; place++)
        if (text.charCodeAt(start + place) !== raw.charCodeAt(rawStart + place))
          add(start + place, start + place + 1, rawStart + place, rawStart + place + 1);
    rawDone = rawStart + rawLength;
    done = start + length;
  }
  if (rawDone < raw.length) add(done, done, rawDone, raw.length);
  return changes;
}

/** Lines of the cleaned text beside their stretches of the source; what was cut goes with the line before it. */
export function alignLines(text: string, source: Source): AlignedLine[] {
  const lines: AlignedLine[] = [];
  const { raw } = source;
  const toRaw = createRawLookup(source);
  let start = 0;
  while (start < text.length || lines.length === 0) {
    const found = text.indexOf("\n", start);
    const next = found === -1 ? text.length : found + 1;
    const rawStart = lines.at(-1)?.rawEnd ?? 0;
    const rawEnd = next >= text.length ? raw.length : Math.max(rawStart, toRaw(next));
    lines.push({ start, end: found === -1 ? next : found, rawStart, rawEnd });
    start = next;
    if (next >= text.length) break;
  }
  return lines;
}

/** The span of the source that a span of the cleaned text was made of. */
export function rawSpan({ start, end }: Place, source: Source): Place {
  const toRaw = createRawLookup(source);
  return { start: toRaw(start), end: end > start ? toRaw(end - 1, "end") : toRaw(start) };
}

/**
 * Where a character of the cleaned text stood in the source: its beginning, or its end with `"end"`. A run of unequal
 * lengths stands as a whole.
 */
function createRawLookup({ offsets, raw }: Source): (place: number, side?: "start" | "end") => number {
  const runs = offsets.length / 4;
  return (place, side = "start") => {
    let low = 0;
    let high = runs;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[middle * 4] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    const at = (low - 1) * 4;
    if (at < 0) return 0;
    const [start = 0, length = 0, rawStart = 0, rawLength = 0] = offsets.slice(at, at + 4);
    if (place >= start + length) return Math.min(raw.length, rawStart + rawLength);
    if (length !== rawLength) return side === "start" ? rawStart : rawStart + rawLength;
    return rawStart + place - start + (side === "start" ? 0 : 1);
  };
}
