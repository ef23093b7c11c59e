import { rowsByPlace } from "../search/library-places.ts";
import { sameKindOfUnit } from "./find-rivals.ts";
import { factsOf, type QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";
import { shuffled } from "./seeded-random.ts";

/** Other reports that are looked through: of the same place, and of those that come first in the paper. */
const OWN_PLACE = 1;
const OTHERS = 6;

/** By the facts of the report in turn, which every task has anew. */
const others = new WeakMap<readonly QuizFact[], readonly QuizFact[]>();

/** Facts of other reports of the paper: those of the same place first, then of a few that the paper draws from. */
export function otherFacts(task: QuizTask): readonly QuizFact[] {
  const known = others.get(task.facts) ?? findOthers(task);
  others.set(task.facts, known);
  return known;
}

function findOthers({ library, rows, reportRow }: QuizTask): readonly QuizFact[] {
  const region = library.reports[reportRow]?.identity.region.value ?? "";
  const place = (rowsByPlace(library.reports).get(region) ?? []).filter(
    (row) => row !== reportRow && rows.includes(row),
  );
  const drawn = rows.slice(0, OTHERS).filter((row) => row !== reportRow);
  return [...new Set([...place.slice(0, OWN_PLACE), ...drawn])].flatMap((row) => factsOf(library, row));
}

/**
 * Figures that may pass for the one of a fact, likeliest first: of the same indicator in another year or place, then of
 * neighbour indicators of the same report. Written in the same form.
 */
export function factsBeside(task: QuizTask, fact: QuizFact): readonly QuizFact[] {
  const { library, random } = task;
  const same = otherFacts(task).filter(
    ({ figure: { canonical }, before, after }) =>
      (canonical !== null && canonical === fact.figure.canonical) || before + after === fact.before + fact.after,
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
