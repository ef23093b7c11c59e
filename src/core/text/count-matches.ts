/** How often a global pattern is found in a text; counting ends at `limit`, where no more need be known. */
export function countMatches(text: string, pattern: RegExp, limit = Number.POSITIVE_INFINITY): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (count < limit && pattern.test(text)) count++;
  return count;
}
