import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A question set with the report folders that it is asked of. */
export interface BaselineSet {
  readonly questions: string;
  readonly corpus: readonly string[];
}

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The sets that the baseline holds measures of, by name; `originals` only where the real reports are at hand. */
export const BASELINE_SETS = {
  digests: { questions: pathOf("./questions/digests.jsonl"), corpus: [pathOf("../corpus")] },
  neighbours: { questions: pathOf("./questions/neighbours.jsonl"), corpus: [pathOf("../corpus")] },
  further: {
    questions: pathOf("./further/colloquial.jsonl"),
    corpus: [pathOf("../corpus"), pathOf("./further/reports")],
  },
  originals: { questions: pathOf("../../shared/eval/questions.jsonl"), corpus: [pathOf("../../shared/reports")] },
} satisfies Record<string, BaselineSet>;

/** Whether a set's files are here. */
export function isAtHand({ questions, corpus }: BaselineSet): boolean {
  return [questions, ...corpus].every((path) => existsSync(path));
}
