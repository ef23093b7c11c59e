import { EVERYDAY_WORD_LINES } from "./everyday-word-data.ts";

/** A wording of everyday speech as it stands in a question, with the official terms that reports have for it. */
export interface EverydayWord {
  readonly wording: string;
  readonly terms: readonly string[];
}

/** One character says too little: 罚 stands in 罚款, 处罚 and 不罚 alike. */
const MIN_CHARS = 2;

const TERMS_OF = readLines();

function readLines(): ReadonlyMap<string, readonly string[]> {
  const termsOf = new Map<string, string[]>();
  for (const line of EVERYDAY_WORD_LINES.trim().split("\n")) {
    const [term = "", wordings = ""] = line.split("|");
    for (const wording of wordings.split(" "))
      if (wording.length >= MIN_CHARS) termsOf.set(wording, [...(termsOf.get(wording) ?? []), term]);
  }
  return termsOf;
}

/** Everyday wordings that stand in a folded text, longer ones first; of two that overlap only the longer. */
export function findEverydayWords(folded: string): EverydayWord[] {
  const found: (EverydayWord & { readonly start: number })[] = [];
  for (const [wording, terms] of TERMS_OF) {
    const start = folded.indexOf(wording);
    if (start >= 0) found.push({ wording, terms, start });
  }
  found.sort((a, b) => b.wording.length - a.wording.length || a.start - b.start);
  const kept: typeof found = [];
  for (const word of found) {
    const end = word.start + word.wording.length;
    if (kept.every((other) => end <= other.start || other.start + other.wording.length <= word.start)) kept.push(word);
  }
  return kept.map(({ wording, terms }) => ({ wording, terms }));
}
