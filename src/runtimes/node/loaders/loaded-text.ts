/** Text of a file as the reading code gets it: the source text that every citation is a slice of. */
export interface LoadedText {
  readonly text: string;
  /** For people: what could not be read for certain. */
  readonly warnings: readonly string[];
}
