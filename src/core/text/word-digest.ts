/** A small odd number with bits all over, so that the order of the characters counts. */
const BASE = 0x01000193;

/**
 * A short sign of some words, for links: the same for the same words only (two others have it with a chance of one in
 * 2³²). Polynomial hash, so that `findWords` can roll it over a text (Karp and Rabin, 1987).
 */
export function digestWords(words: string): string {
  let hash = 0;
  for (let at = 0; at < words.length; at++) hash = push(hash, words.charCodeAt(at));
  return (hash >>> 0).toString(36);
}

/**
 * Where words of this length and digest begin in a text, in UTF-16 units: the place nearest to `near`.
 *
 * @returns undefined where the text has no such words
 */
export function findWords(text: string, digest: string, length: number, near: number): number | undefined {
  if (length < 1 || length > text.length) return undefined;
  const wanted = Number.parseInt(digest, 36) | 0;
  let top = 1;
  for (let step = 1; step < length; step++) top = Math.imul(top, BASE);
  let hash = 0;
  for (let at = 0; at < length; at++) hash = push(hash, text.charCodeAt(at));
  let found: number | undefined;
  for (let start = 0; ; start++) {
    if (hash === wanted && (found === undefined || Math.abs(start - near) < Math.abs(found - near))) found = start;
    if (start + length >= text.length) return found;
    hash = push(hash - Math.imul(text.charCodeAt(start), top), text.charCodeAt(start + length));
  }
}

function push(hash: number, char: number): number {
  return (Math.imul(hash, BASE) + char) | 0;
}
