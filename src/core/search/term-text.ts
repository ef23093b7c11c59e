import { forEachTerm, isWordTerm, type TermId } from "./tokenize.ts";

/** A folded text prepared for looking up the terms of one question after another; about 3 bytes a character. */
export interface TermText {
  /** The text itself, as code units: a string would be unpacked at every look. */
  readonly units: Uint16Array;
  /** Terms that are no Han characters: words of other letters and numbers, in order. */
  readonly words: Uint32Array;
  /** Offset of each of `words`. */
  readonly wordPlaces: Uint32Array;
}

/** Reads a folded text once. */
export function readTermText(folded: string): TermText {
  const units = new Uint16Array(folded.length);
  for (let at = 0; at < folded.length; at++) units[at] = folded.charCodeAt(at);
  const words: TermId[] = [];
  const wordPlaces: number[] = [];
  forEachTerm(folded, (term, at) => {
    if (!isWordTerm(term)) return;
    words.push(term);
    wordPlaces.push(at);
  });
  return { units, words: Uint32Array.from(words), wordPlaces: Uint32Array.from(wordPlaces) };
}
