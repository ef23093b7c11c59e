/** A time in milliseconds as people read it: to 0.1 ms; what a clock gives beyond that is noise. */
export function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
