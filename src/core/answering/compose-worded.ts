import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Draft } from "./compose-answer.ts";
import { composeLinked, composeTold } from "./compose-linked.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { TargetGroup } from "./target-groups.ts";
import { findWordedFigures } from "./worded-figures.ts";

/** What the reports asked of have in the question's words, where no figure is beyond doubt the one asked for. */
export interface Worded {
  /** The only figure that bears all that was asked, told as the answer or as the nearest; null where none does, or several. */
  readonly draft: Draft | null;
  /** Whether a sentence with such a figure says most of it, so that nobody can say that it is not disclosed. */
  readonly mayBeDisclosed: boolean;
}

/** The one figure of the reports at hand that bears the words of the question; see `findWordedFigures`. */
export function findWorded(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Worded {
  const none: Worded = { draft: null, mayBeDisclosed: false };
  const [asked, another] = plan.figures;
  if (asked === undefined || another !== undefined || plan.comparison || plan.asksForPlans) return none;
  // 有多少个乡镇 asks how many there are, of which a figure of some says nothing.
  if (asked.counted !== "" && !/\p{sc=Han}{2}/u.test(asked.phrase.replace(asked.counted, ""))) return none;
  // 办案多少宗 of several years has its subject in another clause.
  if (plan.slots.years.length > 1) return none;
  if (groups.some(({ mustSpeakOf }) => mustSpeakOf !== undefined)) return none;
  const rows = [...new Set(groups.flatMap(({ reportRows }) => [...reportRows]))];
  const { figures, mayBeDisclosed } = findWordedFigures(library, rows, asked, plan.question);
  const [first] = figures;
  const values = new Set(figures.map(({ entry, reportRow }) => `${reportRow} ${entry.value} ${entry.unit}`));
  const report = library.reports[first?.reportRow ?? -1];
  if (first === undefined || report === undefined || values.size > 1) return { draft: null, mayBeDisclosed };
  const figure: Figure = { ...first.entry, text: report.text.slice(first.entry.start, first.entry.end) };
  const best = { figure, reportRow: first.reportRow, certainty: 1 };
  const draft = first.exact ? composeTold(best, library.reports) : composeLinked(best, [], library.reports);
  return { draft, mayBeDisclosed };
}
