import type { Answer } from "../../src/core/model/answer.ts";
import { normalizeText } from "./normalize-text.ts";

/** True when every expected string stands in the text. */
export function includesAll(text: string, expected: readonly string[]): boolean {
  const normalized = normalizeText(text);
  return expected.every((string) => normalized.includes(normalizeText(string)));
}

const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?%?/gu;

/**
 * Numbers of an answer that stand in none of its cited quotes. Left out are markers, the one number that a shown
 * calculation results in, years that were asked about where they stand as years, and the line of the coverage, titles and
 * headings in the line of sources; a cited
 * report's own year counts as cited. Deliberately simpler than the answer path's own check, so that each can catch the
 * other.
 */
export function uncitedNumbers(answer: Answer): string[] {
  const cited = new Set<string>();
  for (const citation of answer.citations) {
    for (const number of citation.quote.match(NUMBER) ?? []) cited.add(number);
    if (citation.year !== null) cited.add(String(citation.year));
  }
  const asked = new RegExp(answer.understood.years.map((year) => `${year}年`).join("|") || "(?!)", "gu");
  const written = `${answer.lead}\n${answer.answer}`
    .replace(asked, " ")
    .replace(/^(?:已收录|所比) \d+ 份[^\n]*$/gmu, " ")
    .replace(/^出处：[^\n]*$/gmu, (line) => withoutPlaces(line, answer))
    .replace(/\[\d+\]|=\s*约?\d[\d,.]*%?/gu, " ");
  return (written.match(NUMBER) ?? []).filter((number) => !cited.has(number));
}

/** A line of sources without the titles and headings of the cited places. */
function withoutPlaces(line: string, { citations }: Answer): string {
  const names = citations.flatMap(({ title, section }) => [title, ...section.map((heading) => heading.trim())]);
  return line
    .replace(/[《“]([^》”]*?)…?[》”]/gu, (name, words: string) =>
      names.some((known) => known.startsWith(words)) ? " " : name,
    )
    .replace(/第\d+点/gu, " ");
}

/** True when the spans share a character. */
export function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
