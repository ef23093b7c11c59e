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

/** `String.includes` for code units; `part` is not empty. */
export function includesUnits(units: Uint16Array, part: string): boolean {
  const first = part.charCodeAt(0);
  for (let at = units.indexOf(first); at >= 0; at = units.indexOf(first, at + 1)) {
    let length = 1;
    while (length < part.length && units[at + length] === part.charCodeAt(length)) length++;
    if (length === part.length) return true;
  }
  return false;
}
