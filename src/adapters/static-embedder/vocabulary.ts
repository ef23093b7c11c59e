/** No such node, or no token ends there. */
export const NONE = -1;

/** Edges a slot: two thirds full at most, so that a look-up takes little more than one step. */
const SLOTS_PER_EDGE = 1.5;
const ROOT_EDGES = 0x10000;

/**
 * The words of a vocabulary, found letter by letter (a trie). In typed arrays: 48,000 words take 3 MB and 15 ms, where
 * a map for each node would take 20 MB and fill the garbage collector's hands.
 */
export interface Vocabulary {
  /** The node after `unit` (a UTF-16 unit) from `node`; 0 is the root. `NONE` when no word goes on like that. */
  step(node: number, unit: number): number;
  /** The token that ends at `node`, or `NONE`. */
  tokenAt(node: number): number;
}

/** Outside the basic plane a character is two UTF-16 units, and transformers.js never finds a word that has one. */
const OUTSIDE_BASIC_PLANE = /[\u{10000}-\u{10ffff}]/u;

/**
 * @param words each one's place is its number; where one stands twice, the last counts
 * @param added words with numbers of their own, which count more than those in `words`
 */
export function createVocabulary(words: readonly string[], added: ReadonlyMap<string, number>): Vocabulary {
  let units = 0;
  for (const word of words) units += word.length;
  for (const word of added.keys()) units += word.length;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, units * SLOTS_PER_EDGE)));
  const mask = size - 1;
  // First letters have their own table: every position of a text asks there.
  const roots = new Int32Array(ROOT_EDGES).fill(NONE);
  const parents = new Int32Array(size).fill(NONE);
  const labels = new Uint16Array(size);
  const children = new Int32Array(size).fill(NONE);
  const ends = new Int32Array(units + 1).fill(NONE);
  let nodes = 1;

  /** Where the edge stands, or the empty slot where it belongs. */
  function findSlot(node: number, unit: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (parents[slot] !== NONE && (parents[slot] !== node || labels[slot] !== unit)) slot = (slot + 1) & mask;
    return slot;
  }

  function step(node: number, unit: number): number {
    if (node === 0) return roots[unit] ?? NONE;
    return children[findSlot(node, unit)] ?? NONE;
  }

  /** The node after `unit`, made where there is none. */
  function grow(node: number, unit: number): number {
    if (node === 0) {
      if (roots[unit] === NONE) roots[unit] = nodes++;
      return roots[unit] ?? NONE;
    }
    const slot = findSlot(node, unit);
    if (children[slot] === NONE) {
      parents[slot] = node;
      labels[slot] = unit;
      children[slot] = nodes++;
    }
    return children[slot] ?? NONE;
  }

  function insert(word: string, token: number) {
    if (OUTSIDE_BASIC_PLANE.test(word)) return;
    let node = 0;
    for (let at = 0; at < word.length; at++) node = grow(node, word.charCodeAt(at));
    ends[node] = token;
  }

  words.forEach(insert);
  for (const [word, token] of added) insert(word, token);
  return { step, tokenAt: (node) => ends[node] ?? NONE };
}
