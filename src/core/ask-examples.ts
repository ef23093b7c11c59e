import { findExamples } from "./answering/example-questions.ts";
import { extractAnswer } from "./answering/extract-answer.ts";
import { planQuestion } from "./answering/plan-question.ts";
import { understoodOf } from "./answering/understood-of.ts";
import type { ScriptConverter } from "./ports/script-converter.ts";
import { retrieve } from "./search/retrieve.ts";
import type { SearchableLibrary } from "./search/searchable-library.ts";

const examplesOf = new WeakMap<SearchableLibrary, readonly string[]>();

/**
 * A few questions that a library is known to answer, from what its reports state; found once for each library. They are
 * asked before they are shown: by words alone, since a page must not wait for a model to load.
 *
 * @param passages how many passages an answer may come from
 */
export function askExamples(
  searchable: SearchableLibrary,
  converter: ScriptConverter,
  passages: number,
): readonly string[] {
  const known = examplesOf.get(searchable) ?? findAnswered(searchable, converter, passages);
  examplesOf.set(searchable, known);
  return known;
}

function findAnswered(searchable: SearchableLibrary, converter: ScriptConverter, k: number): readonly string[] {
  const { reports } = searchable.library;
  return findExamples(searchable.library, (question) => {
    const plan = planQuestion([{ role: "user", content: question }], reports, converter);
    const { subject, slots, chapter } = plan;
    const passages = retrieve(searchable, { subject, slots, chapter, vector: null }, k);
    const understood = understoodOf(plan);
    const similarity = new Map<string, number>();
    return extractAnswer({ searchable, plan, passages, accept: () => true, understood, converter, similarity });
  });
}
