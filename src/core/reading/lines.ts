import type { Span } from "../model/offsets.ts";

/** A line of a cleaned text, without its line feed. */
export interface Line extends Span {
  readonly text: string;
}

/** The lines of a text in order, empty ones left out. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    if (end > start) lines.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return lines;
}
