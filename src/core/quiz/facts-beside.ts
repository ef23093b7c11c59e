import { nameOf } from "./fact-index.ts";
import { otherIndexes } from "./fact-pairs.ts";
import { sameKindOfUnit } from "./find-rivals.ts";
import { factsOf, type QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";
import { shuffled } from "./seeded-random.ts";

/**
 * Figures that may pass for the one of a fact, likeliest first: of the same indicator in another year or place, then of
 * neighbour indicators of the same report. Written in the same form.
 */
export function factsBeside(task: QuizTask, fact: QuizFact): readonly QuizFact[] {
  const { library, random } = task;
  const same = otherIndexes(task).flatMap(({ byName }) => byName.get(nameOf(fact)) ?? []);
  const own = factsOf(library, fact.reportRow).filter((other) => other.id !== fact.id && isAlike(fact, other));
  return [...same.filter((other) => isAlike(fact, other)), ...shuffled(random, own)];
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
