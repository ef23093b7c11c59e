/**
 * Search terms of a folded text (see `foldText`): single Han characters and pairs of neighbours, whole words
 * of other letters, whole numbers (98.82%, 12345) and numbers with the character behind them (2023年).
 *
 * Pairs do the work of words without a segmenter that would cut question and text differently; single
 * characters keep one-character hits and short questions alive.
 */
const RUN = /[\p{sc=Han}]+|\d+(?:\.\d+)*%?|[\p{L}\p{M}]+/gu;
const HAN = /^\p{sc=Han}/u;

export function tokenize(folded: string): string[] {
  const terms: string[] = [];
  for (const match of folded.matchAll(RUN)) {
    const run = match[0];
    if (!HAN.test(run)) {
      terms.push(run);
      const next = folded[match.index + run.length];
      if (/^\d/.test(run) && next !== undefined && HAN.test(next)) terms.push(run + next);
      continue;
    }
    const characters = run.length === 1 ? [run] : [...run];
    for (let i = 0; i < characters.length; i++) {
      const character = characters[i] ?? "";
      terms.push(character);
      const next = characters[i + 1];
      if (next !== undefined) terms.push(character + next);
    }
  }
  return terms;
}
