/** Traditional → Simplified Chinese. Pure and deterministic: the same text gives the same result everywhere. */
export interface ScriptConverter {
  /** Name and version of the conversion tables; part of what an index was made with. */
  readonly version: string;
  /** Converts characters and words; text that is Simplified already comes back as it is. */
  toSimplified(text: string): string;
}
