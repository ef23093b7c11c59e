/**
 * Where each stretch of cleaned text stood in the source text.
 *
 * Flat quadruples `[cleanStart, cleanLength, rawStart, rawLength]`, ascending in both starts, covering the
 * cleaned text without gaps. A run whose two lengths are equal maps character by character; any other run
 * maps as a whole (a replaced word). Source text that was cut out lies between runs. All numbers are UTF-16
 * code units, as `String.prototype.slice` counts them.
 */
export interface OffsetMap {
  readonly runs: Uint32Array;
}

/** A half-open span `[start, end)` in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
