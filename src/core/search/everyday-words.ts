import { EVERYDAY_WORD_LINES } from "./everyday-word-data.ts";

/** A wording of everyday speech as it stands in a question, with the official terms that reports have for it. */
export interface EverydayWord {
  readonly wording: string;
  readonly terms: readonly string[];
}

/** One character says too little: 罚 stands in 罚款, 处罚 and 不罚 alike. */
const MIN_CHARS = 2;

/** Wordings by their first two characters, longer ones first. */
const WORDS = readLines();

function readLines(): ReadonlyMap<string, readonly EverydayWord[]> {
  const termsOf = new Map<string, string[]>();
  for (const line of EVERYDAY_WORD_LINES.trim().split("\n")) {
    const [term = "", wordings = ""] = line.split("|");
    for (const wording of wordings.split(" "))
      if (wording.length >= MIN_CHARS) termsOf.set(wording, [...(termsOf.get(wording) ?? []), term]);
  }
  const byBeginning = new Map<string, EverydayWord[]>();
  for (const [wording, terms] of termsOf) {
    const beginning = wording.slice(0, MIN_CHARS);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), { wording, terms }]);
  }
  for (const words of byBeginning.values()) words.sort((a, b) => b.wording.length - a.wording.length);
  return byBeginning;
}

/** Everyday wordings that stand in a folded text, longer ones first; of two that overlap only the longer. */
export function findEverydayWords(folded: string): EverydayWord[] {
  const found: { readonly word: EverydayWord; readonly start: number; readonly end: number }[] = [];
  for (let start = 0; start + MIN_CHARS <= folded.length; start++)
    for (const word of WORDS.get(folded.slice(start, start + MIN_CHARS)) ?? [])
      if (folded.startsWith(word.wording, start) && !isOfficial(word, folded))
        found.push({ word, start, end: start + word.wording.length });
  found.sort((a, b) => b.word.wording.length - a.word.wording.length || a.start - b.start);
  const kept: typeof found = [];
  for (const one of found) if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one);
  return [...new Set(kept.map(({ word }) => word))];
}

/** 法律意见 where the text says 法律意见书: it is the official term that stands there. */
function isOfficial({ wording, terms }: EverydayWord, folded: string): boolean {
  return terms.some((term) => term.includes(wording) && folded.includes(term));
}
