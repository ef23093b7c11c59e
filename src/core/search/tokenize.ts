/**
 * A search term as a number, so that an index over millions of terms holds no strings. A Han character is its
 * code unit, a pair of neighbours both code units (16 bits each): exact. Words of other letters and numbers are
 * hashed into the private-use range above, where no Han pair can lie; two words share a hash once in some
 * hundred million pairs.
 */
export type TermId = number;

const FIRST_HASH = 0xe0000000;

/** True for a pair, a word or a number; false for a single Han character, which says less. */
export function isStrongTerm(term: TermId): boolean {
  return term > 0xffff;
}

/** True for a number, alone or with the character behind it, and for a word of other letters. */
export function isWordTerm(term: TermId): boolean {
  return term >= FIRST_HASH;
}

/**
 * Search terms of a folded text (see `foldText`), in order, with repeats: single Han characters and pairs of
 * neighbours, whole words of other letters, whole numbers (98.82%, 12345) and numbers with the character behind
 * them (2023年).
 *
 * Pairs do the work of words without a segmenter that would cut question and text differently; single
 * characters keep one-character hits and short questions alive.
 */
export function tokenize(folded: string): TermId[] {
  const terms: TermId[] = [];
  forEachTerm(folded, (term) => terms.push(term));
  return terms;
}

/** `tokenize` without the list, for indexing; tells the offset of each term too. */
export function forEachTerm(folded: string, visit: (term: TermId, at: number) => void): void {
  let at = 0;
  while (at < folded.length) {
    const code = folded.charCodeAt(at);
    if (isHan(code)) {
      visit(code, at);
      const next = folded.charCodeAt(at + 1);
      // charCodeAt past the end is NaN, which is no Han character.
      if (isHan(next)) visit(((code << 16) | next) >>> 0, at);
      at++;
    } else if (isDigit(code)) {
      const end = numberEnd(folded, at);
      visit(hash(folded, at, end), at);
      if (isHan(folded.charCodeAt(end))) visit(hash(folded, at, end + 1), at);
      at = end;
    } else if (isLetter(code)) {
      let end = at + 1;
      while (end < folded.length && isLetter(folded.charCodeAt(end))) end++;
      visit(hash(folded, at, end), at);
      at = end;
    } else at++;
  }
}

/** Han characters, extension A and compatibility forms included; halves of rarer ones count as characters. */
function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0x3007
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters of other scripts; folded text has no capitals and no full-width forms left. */
function isLetter(code: number): boolean {
  if (code < 0x80) return code >= 97 && code <= 122;
  return !isHan(code) && LETTER.test(String.fromCharCode(code));
}

const LETTER = /[\p{L}\p{M}]/u;

/** End of a number: digits, dots between digits, a percent sign. */
function numberEnd(text: string, start: number): number {
  let end = start + 1;
  for (;;) {
    const code = text.charCodeAt(end);
    if (isDigit(code)) end++;
    else if (code === 46 && isDigit(text.charCodeAt(end + 1))) end += 2;
    else return code === 37 ? end + 1 : end;
  }
}

/** FNV-1a over code units, folded into the range of hashed terms. */
function hash(text: string, start: number, end: number): TermId {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (FIRST_HASH | ((value ^ (value >>> 29)) & 0x1fffffff)) >>> 0;
}
