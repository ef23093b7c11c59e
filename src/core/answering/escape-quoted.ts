import type { Answer } from "../model/answer.ts";

/** What Markdown would take for bold, for one of our own citations, or for an escape. */
const MEANT = /\\(?=[!-/:-@[-`{-~])|\*\*|\[\d{1,3}\]/gu;
/** What begins a list, a heading or a quote where it begins a line. */
const BEGINNING = /^( {0,3})(\d{1,3}(?=[.)] )|[-+*>](?= )|#{1,6}(?= ))/gmu;
/** So much of what stands around must be in a quote too; a marker of ours stands behind a space or another marker. */
const AROUND = 4;

/**
 * The answer with whatever its quotes hold of Markdown made plain: a report's own footnote [1] is no citation of ours, and
 * its ** are characters. An answer is Markdown, a quote in it is data.
 */
export function escapeQuoted(answer: Answer): Answer {
  const quotes = answer.citations.map(({ quote }) => quote);
  const isQuoted = (text: string, start: number, end: number) => {
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const before = text.slice(Math.max(lineStart, start - AROUND), start);
    const after = text.slice(end, end + (before === "" ? AROUND : 0)).split("\n", 1)[0] ?? "";
    const words = before + text.slice(start, end) + after;
    // The second look meets what the first has escaped.
    const plainWords = words.replace(/\\(?=[*[\]]|$)/gu, "");
    return words !== text.slice(start, end) && quotes.some((q) => q.includes(words) || q.includes(plainWords));
  };
  const plain = answer.answer.replace(MEANT, (token, at: number, text: string) =>
    isQuoted(text, at, at + token.length) ? token.replace(/[\\*[\]]/gu, "\\$&") : token,
  );
  const escaped = plain.replace(BEGINNING, (token: string, space: string, sign: string, at: number, text: string) => {
    if (!isQuoted(text, at + space.length, at + token.length)) return token;
    // Behind a number it is the point that makes a list; the bracket or point follows the match.
    return /\d/.test(sign) ? `${token}\\` : `${space}\\${sign}`;
  });
  return escaped === answer.answer ? answer : { ...answer, answer: escaped };
}
