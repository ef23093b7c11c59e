import type { Place } from "./reader-address.ts";

/** A full stop ends a sentence, together with the closing marks behind it; so does the end of a line. */
const SENTENCE = /[^。！？!?\n]*(?:[。！？!?]+[”’》）)」』】]*|$|(?=\n))/gy;

/** The sentences of a text in order, without the space around them. Lines without a word have none. */
export function listSentences(text: string): Place[] {
  const sentences: Place[] = [];
  let lineStart = 0;
  for (const line of text.split("\n")) {
    SENTENCE.lastIndex = 0;
    while (SENTENCE.lastIndex < line.length) {
      const from = SENTENCE.lastIndex;
      const told = SENTENCE.exec(line)?.[0] ?? "";
      if (told === "") break;
      const start = lineStart + from + (told.length - told.trimStart().length);
      const end = lineStart + from + told.trimEnd().length;
      if (end > start) sentences.push({ start, end });
    }
    lineStart += line.length + 1;
  }
  return sentences;
}

/** Row of the sentence at a place, or of the next one behind it; the last one where there is none. −1 without any. */
export function sentenceAt(sentences: readonly Place[], place: number): number {
  const row = sentences.findIndex(({ end }) => place < end);
  return row === -1 ? sentences.length - 1 : row;
}
