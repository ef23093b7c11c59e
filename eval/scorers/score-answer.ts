import type { Answer } from "../../src/core/model/answer.ts";
import { normalizeText } from "./normalize-text.ts";

/** True when every expected string stands in the text. */
export function includesAll(text: string, expected: readonly string[]): boolean {
  const normalized = normalizeText(text);
  return expected.every((string) => normalized.includes(normalizeText(string)));
}

const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?%?/gu;

/**
 * Numbers of an answer that stand in none of its cited quotes (markers and results of shown calculations left out;
 * a cited report's own year, the years asked about and the counts of the coverage count as cited). Deliberately simpler than the answer path's own check, so that each can catch the other.
 */
export function uncitedNumbers(answer: Answer): string[] {
  const cited = new Set<string>();
  for (const citation of answer.citations) {
    for (const number of citation.quote.match(NUMBER) ?? []) cited.add(number);
    if (citation.year !== null) cited.add(String(citation.year));
  }
  // What the question named, what was counted for the coverage and what an = shows to be computed is no quote.
  for (const number of [...answer.understood.years, ...Object.values(answer.coverage ?? {})]) cited.add(String(number));
  const written = `${answer.lead}\n${answer.answer}`.replace(/\[\d+\]|=\s*约?\d[^\n]*/gu, " ");
  return (written.match(NUMBER) ?? []).filter((number) => !cited.has(number));
}

/** True when the spans share a character. */
export function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
