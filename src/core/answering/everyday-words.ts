import { EVERYDAY_WORD_LINES } from "./everyday-word-data.ts";

/** A wording of everyday speech as it stands in a question, with the official terms that reports have for it. */
export interface EverydayWord {
  readonly wording: string;
  readonly terms: readonly string[];
}

/** One character says too little: 罚 stands in 罚款, 处罚 and 不罚 alike. */
const MIN_CHARS = 2;

/** The wordings that begin with two characters, by these: looking for thousands one by one takes too long. */
const BY_BEGINNING = readLines();

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
  return byBeginning;
}

/** Everyday wordings that stand in a folded text, longer ones first; of two that overlap only the longer. */
export function findEverydayWords(folded: string): EverydayWord[] {
  const found: (EverydayWord & { readonly start: number })[] = [];
  for (let start = 0; start + MIN_CHARS <= folded.length; start++)
    for (const { wording, terms } of BY_BEGINNING.get(folded.slice(start, start + MIN_CHARS)) ?? [])
      if (folded.startsWith(wording, start) && found.every((other) => other.wording !== wording))
        found.push({ wording, terms, start });
  found.sort((a, b) => b.wording.length - a.wording.length || a.start - b.start);
  const kept: typeof found = [];
  for (const word of found) {
    const end = word.start + word.wording.length;
    if (kept.every((other) => end <= other.start || other.start + other.wording.length <= word.start)) kept.push(word);
  }
  return kept.map(({ wording, terms }) => ({ wording, terms }));
}
