import { createTopScores } from "./top-scores.ts";

/**
 * The `k` rows with the highest scores above 0, best first and the lower row first on a tie. What cannot be among them
 * is passed over at a glance: sorting everything that shares a character with a question would take longer than
 * searching.
 *
 * @param k at least 1
 * @param fitOf 0–1, what the score of a row is multiplied by; left out: nothing
 */
export function bestRows(scores: ArrayLike<number>, k: number, fitOf?: (row: number) => number): number[] {
  const best = createTopScores(k);
  const found: { readonly row: number; readonly score: number }[] = [];
  let least = 0;
  for (let row = 0; row < scores.length; row++) {
    const most = scores[row] ?? 0;
    // Rows come in rising order: one that is only as good as the least is the later one.
    if (!(most > least)) continue;
    const score = fitOf === undefined ? most : most * fitOf(row);
    if (!(score > least)) continue;
    found.push({ row, score });
    best.add(score);
    least = Math.max(0, best.least());
  }
  return found
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k)
    .map(({ row }) => row);
}
