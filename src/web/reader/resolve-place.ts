import { findWords } from "../../core/text/word-digest.ts";
import { placeDigest } from "../shared/page-links.ts";
import type { Place, ToldPlace } from "./reader-address.ts";

interface ResolvedPlace {
  /** What may be lit; undefined where the words cannot be found. */
  readonly place: Place | undefined;
  /** What a reader has to know of it; empty where it is as the link says. */
  readonly notice: string;
}

/**
 * Where the words that somebody pointed to stand now. Offsets alone may point to others once a report has been taken in
 * anew: what is told of the words is held against them, and they are looked for elsewhere, before anything is lit.
 */
export function resolvePlace(text: string, told: ToldPlace): ResolvedPlace {
  const { start, end } = told;
  const digest = placeDigest(told);
  if (digest === undefined) {
    if (end <= text.length) return { place: { start, end }, notice: "" };
    return { place: undefined, notice: "链接所指的位置超出了这份报告，没有标出句子。请按目录或用浏览器查找。" };
  }
  const found = findWords(text, digest, end - start, start);
  if (found === undefined)
    return {
      place: undefined,
      notice: "引文已不在原处：这份报告收录后换过文字，里面没有与引文相同的句子，所以没有标出。",
    };
  const place = { start: found, end: found + end - start };
  return found === start
    ? { place, notice: "" }
    : { place, notice: "引文已不在原处：报告的文字有过变动，下面标出的是按引文的字句重新找到的。" };
}
