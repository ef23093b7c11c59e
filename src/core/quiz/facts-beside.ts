import { rowsByPlace } from "../search/library-places.ts";
import { sameKindOfUnit } from "./find-rivals.ts";
import { factsOf, type QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";
import { below, shuffled } from "./seeded-random.ts";

/** Other reports that are looked through for figures of the same indicator. */
const REPORTS = 6;

/**
 * Figures that may pass for the one of a fact, likeliest first: of the same indicator in another year or place, then of
 * neighbour indicators of the same report. Written in the same form.
 */
export function factsBeside(task: QuizTask, fact: QuizFact): readonly QuizFact[] {
  const { library, random, rows } = task;
  const place = rowsByPlace(library.reports).get(fact.figure.region ?? "") ?? [];
  const drawn = Array.from({ length: REPORTS }, () => rows[below(random, rows.length)] ?? fact.reportRow);
  const others = [...new Set([...place, ...drawn])].filter((row) => row !== fact.reportRow);
  const same = others
    .slice(0, 2 * REPORTS)
    .flatMap((row) =>
      factsOf(library, row).filter(
        ({ figure: { canonical }, before, after }) =>
          (canonical !== null && canonical === fact.figure.canonical) || before + after === fact.before + fact.after,
      ),
    );
  const own = factsOf(library, fact.reportRow).filter(({ id }) => id !== fact.id);
  return [...same, ...shuffled(random, own)].filter((other) => isAlike(fact, other));
}

/** Written with as many digits, the same words around them, and counting things of one kind. */
function isAlike({ form, figure }: QuizFact, other: QuizFact): boolean {
  return (
    other.form.digits.length === form.digits.length &&
    other.form.decimals === form.decimals &&
    other.form.times === form.times &&
    other.figure.qualifier === figure.qualifier &&
    other.figure.kind === figure.kind &&
    sameKindOfUnit(other.figure.unit, figure.unit)
  );
}
