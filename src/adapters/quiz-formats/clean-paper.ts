import type { QuizItem, QuizPaper } from "../../core/model/quiz.ts";

/**
 * Characters that XML 1.0 forbids: control characters but tab and line break, U+FFFE, U+FFFF, halves of characters
 * outside the basic plane. A file with one of them does not open.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF\p{Surrogate}]/gu;

/** One line break for all kinds, and nothing that a file could not hold. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?|\u0085|\u2028|\u2029/gu, "\n").replace(FORBIDDEN, "");
}

/** For formats with one line a text: line breaks and tabs as spaces. */
export const toOneLine = (text: string): string => text.replace(/\s*[\n\t]\s*/gu, " ").trim();

/** The paper with every text of its items cleaned and without space around it. */
export function cleanPaper(paper: QuizPaper): QuizPaper {
  return {
    ...paper,
    title: toOneLine(cleanText(paper.title)),
    items: paper.items.map((item) => cleanValue<QuizItem>(item)),
  };
}

/** Every text within, and none with space around it; whatever else there is stays as it is. */
function cleanValue<Value>(value: Value): Value;
function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value).trim();
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, cleanValue(held)]));
}
