import { FawenError } from "../../core/model/errors.ts";

/** `warning`: the program works, but less well than it could. */
export type FindingState = "ok" | "warning" | "problem";

/** One thing that was looked at, in the reader's words. */
export interface Finding {
  readonly name: string;
  readonly state: FindingState;
  readonly message: string;
  /** What to do about it; only where there is something to do. */
  readonly fix?: string;
}

/** A foreseen error as what was found; anything else is thrown on. */
export function toProblem(name: string, error: unknown, fix: string): Finding {
  if (!(error instanceof FawenError)) throw error;
  return { name, state: "problem", message: error.message, fix };
}
