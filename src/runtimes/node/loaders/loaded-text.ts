import type { KnownFacts } from "../../../core/model/report.ts";

/** Text of a file as the reading code gets it: the source text that every citation is a slice of. */
export interface LoadedText {
  readonly text: string;
  /** For people: what could not be read for certain. */
  readonly warnings: readonly string[];
  /** What the file says about itself beside its text; `reports.json` comes before it. */
  readonly known?: KnownFacts;
}
