import type { FigureWords } from "./figure-sentence.ts";
import { ONLY_FRAMES } from "./says-more.ts";
import { EMPTY_WORDS, plainWords, sharesPair, unsaidChars } from "./unsaid-words.ts";

/** 其中涉外公证: opens a part, which the question may name as well as its sentence. */
export const OPENS_PART = /[（(]?其中有?/gu;
const FEW_CHARS = 3;

/** Whether words have a word of the noun asked for. */
export function isNamedBy(words: string, counted: string): boolean {
  return sharesPair(plainWords(counted), plainWords(words));
}

/** 挽回经济损|1318万元: the noun lost its end where the figure was put in. */
export function isTornFrom(lead: string, counted: string): boolean {
  return counted.length === 2 && lead.trim().length > 2 && lead.trim().endsWith(counted.slice(0, 1));
}

/** 审结90件 behind 受理行政复议申请100件: a clause that says nothing but what was asked leaves its noun to what is before. */
export function leansOnBefore({ lead, tail }: FigureWords, phrase: string): boolean {
  const own = plainWords(`${lead} ${tail}`).replace(OPENS_PART, " ").replace(ONLY_FRAMES, " ");
  const content = own.replace(EMPTY_WORDS, "").replace(/\P{sc=Han}/gu, "");
  return content !== "" && unsaidChars(own, plainWords(phrase)) === 0;
}

/** What stands behind the last semicolon. */
export function sinceBreak(earlier: string): string {
  return earlier.split(/[；;]/u).at(-1) ?? "";
}

/** Whether the words since the last semicolon are of another thing than asked: …；收到复议申请64件，审结51件 of 仲裁. */
export function isUnderOther({ earlier }: FigureWords, question: string): boolean {
  const [before, ...behind] = earlier.split(/[；;]/u).reverse();
  if (behind.length === 0 || before === undefined) return false;
  const thing = before.replace(AMOUNT, " ");
  return unsaidChars(plainWords(thing), plainWords(question)) > FEW_CHARS;
}

const AMOUNT = /[\d.,]+[余多万亿]*\p{sc=Han}/gu;
