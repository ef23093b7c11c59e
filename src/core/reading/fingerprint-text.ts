/**
 * Two halves of `HALF` numbers: the wording, and the figures in their order. Equal places of two fingerprints are, as
 * a share, about what the texts have in common (Broder's resemblance by MinHash; one permutation cut into bins as Li,
 * Owen and Zhang describe it, empty bins filled from the next as Shrivastava and Li do).
 */
export type Fingerprint = Uint32Array;

/** Bins of each half. */
export const HALF = 32;
/** Characters of a window of wording: long enough that two reports of one author share few by chance. */
const WINDOW = 16;
const BASE = 0x01000193;
const EMPTY = 0xffffffff;

const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** What is left of a text when marks and spaces, which copies differ in, are put aside. */
export interface CondensedText {
  readonly units: Uint16Array;
  /** For each unit its place in the text. */
  readonly places: Uint32Array;
}

export function condenseText(text: string): CondensedText {
  const units = new Uint16Array(text.length);
  const places = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (!isWordUnit(unit)) continue;
    units[length] = unit;
    places[length++] = at;
  }
  return { units: units.subarray(0, length), places: places.subarray(0, length) };
}

/** The fingerprint of a cleaned text, in one pass over its characters. */
export function fingerprintText(text: string): Fingerprint {
  const bins = new Uint32Array(2 * HALF).fill(EMPTY);
  for (const hash of hashWindows(condenseText(text).units, WINDOW)) keepLeast(bins, 0, hash);
  addNumbers(text, bins);
  fillEmpty(bins.subarray(0, HALF));
  fillEmpty(bins.subarray(HALF));
  return bins;
}

/** As it is kept with a report: eight hexadecimal digits a number. */
export function formatPrint(print: Fingerprint): string {
  return [...print].map((value) => value.toString(16).padStart(8, "0")).join("");
}

export function parsePrint(hex: string): Fingerprint {
  return Uint32Array.from({ length: 2 * HALF }, (_, at) => Number.parseInt(hex.slice(8 * at, 8 * at + 8), 16));
}

/** A rolling hash (Rabin and Karp) of each `size` units; of all units together where there are fewer. */
export function hashWindows(units: Uint16Array, size: number): Uint32Array {
  const width = Math.max(1, Math.min(size, units.length));
  const hashes = new Uint32Array(Math.max(0, units.length - width + 1));
  let power = 1;
  for (let step = 1; step < width; step++) power = Math.imul(power, BASE);
  let rolling = 0;
  for (let at = 0; at < units.length; at++) {
    if (at >= width) rolling = (rolling - Math.imul(units[at - width] ?? 0, power)) | 0;
    rolling = (Math.imul(rolling, BASE) + (units[at] ?? 0)) | 0;
    if (at >= width - 1) hashes[at - width + 1] = mix(rolling);
  }
  return hashes;
}

/** Share of equal places, 0 … 1, in the half that begins at `from`. */
export function shareOfEqual(one: Fingerprint, other: Fingerprint, from: 0 | typeof HALF): number {
  let equal = 0;
  for (let at = from; at < from + HALF; at++) if (one[at] === other[at]) equal++;
  return equal / HALF;
}

/** Han characters, letters and digits; the other marks are what mirrors of a page change. */
function isWordUnit(unit: number): boolean {
  if (unit >= 0x3400) return unit <= 0x9fff || (unit >= 0xd800 && unit <= 0xdfff);
  return (unit >= DIGIT_0 && unit <= DIGIT_9) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

/** Each number together with the one before it: the same figures in another order are other figures. */
function addNumbers(text: string, bins: Uint32Array): void {
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    let unit = text.charCodeAt(at);
    if (unit < DIGIT_0 || unit > DIGIT_9) continue;
    let number = 7;
    for (; at < text.length; unit = text.charCodeAt(++at)) {
      const isDigit = unit >= DIGIT_0 && unit <= DIGIT_9;
      // 1,234 and 98.5 are one number.
      if (!isDigit && unit !== 46 && unit !== 44) break;
      if (unit !== 44) number = (Math.imul(number, BASE) + unit) | 0;
    }
    keepLeast(bins, HALF, mix(Math.imul(before, 31) + number));
    before = number;
  }
}

function keepLeast(bins: Uint32Array, from: 0 | typeof HALF, hash: number): void {
  const bin = from + (hash & (HALF - 1));
  if (hash < (bins[bin] ?? EMPTY)) bins[bin] = hash;
}

function fillEmpty(bins: Uint32Array): void {
  const filled = bins.slice();
  for (let at = 0; at < HALF; at++) {
    for (let step = 1; step < HALF && bins[at] === EMPTY; step++) {
      const lent = filled[(at + step) % HALF] ?? EMPTY;
      if (lent !== EMPTY) bins[at] = mix(lent + Math.imul(step, 0x9e3779b9));
    }
  }
}

/** Spreads the bits (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
