import { createOpenccScriptConverter } from "../../../src/adapters/opencc-script-converter.ts";

const converter = createOpenccScriptConverter();
const RUN = /\p{sc=Han}+|[\p{L}\p{N}]+/gu;

/**
 * The best tokenizer we found for engines that bring none for Chinese: script and width folded, characters and
 * pairs of neighbours, whole words and numbers of other scripts.
 */
export function tokenizeChinese(text: string): string[] {
  const folded = converter.toSimplified(text.normalize("NFKC").toLowerCase());
  return (folded.match(RUN) ?? []).flatMap((run) => (/\p{sc=Han}/u.test(run) ? charactersAndPairs(run) : [run]));
}

function charactersAndPairs(run: string): string[] {
  const characters = [...run];
  return characters.flatMap((character, at) => {
    const next = characters[at + 1];
    return next === undefined ? [character] : [character, character + next];
  });
}
