/** Numbers from 0 up to, not including, 1; the same seed gives the same ones everywhere. */
export type Random = () => number;

/** The generator mulberry32 (T. Ettinger, 2017): 32 bits of state, as many numbers before it repeats. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from 0 up to, not including, `below`; 0 for no choice. */
export function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** One of several. Throws `RangeError` where there is none. */
export function pickOne<T>(random: Random, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** The items in another order (Fisher–Yates); the given list stays as it is. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = below(random, last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** A text as 32 bits (FNV-1a over its code units, mixed at the end); `start` makes hashes that differ from each other. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start >>> 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Sixteen hexadecimal digits that stand for a text. */
export function textId(text: string): string {
  const half = (start: number) => hashText(text, start).toString(16).padStart(8, "0");
  return half(0x811c9dc5) + half(0x9e3779b9);
}
