/** How often a global pattern is found in a text; counting ends at `limit`, where no more need be known. */
export function countMatches(text: string, pattern: RegExp, limit = Number.POSITIVE_INFINITY): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (count < limit && pattern.test(text)) count++;
  return count;
}

/**
 * All matches of a global pattern in a text, empty ones left out. Unlike `matchAll` it makes no copy of the pattern,
 * which on short texts takes longer than the search.
 */
export function findMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === "") pattern.lastIndex++;
    else matches.push(match);
  }
  return matches;
}
