import type { Span } from "../model/offsets.ts";

/** Clauses of a sentence, ends included; quotation marks, book titles and brackets are not cut. */
export function splitClauses(text: string): Span[] {
  const clauses: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if ("“《（(「『".includes(char)) depth++;
    else if ("”》）)」』".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && "，；：,;:".includes(char)) {
      clauses.push({ start, end: at + 1 });
      start = at + 1;
    }
  }
  if (start < text.length) clauses.push({ start, end: text.length });
  return clauses;
}
