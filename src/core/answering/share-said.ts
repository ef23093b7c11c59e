/** See `search/official-terms.ts`: the same for texts as strings. */
const SAID_SHARE = 0.5;

/** Share of the everyday wordings for which a folded text says an official term; one said in part counts in part. */
export function shareSaid(everyday: readonly (readonly string[])[], folded: string): number {
  if (everyday.length === 0) return 0;
  const said = everyday.reduce((sum, terms) => sum + Math.max(...terms.map((term) => shareOf(term, folded))), 0);
  return said / everyday.length;
}

/** As much of a term as a text says, by pairs of characters; 0 where it is less than half. */
function shareOf(term: string, folded: string): number {
  if (folded.includes(term)) return 1;
  const pairs = Array.from({ length: term.length - 1 }, (_, at) => term.slice(at, at + 2));
  const share = pairs.filter((pair) => folded.includes(pair)).length / pairs.length;
  return share >= SAID_SHARE ? share : 0;
}
