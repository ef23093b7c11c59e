import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Answer } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import type { Understood } from "../model/question.ts";
import { compareRows } from "./compared-rows.ts";
import { finishAnswer } from "./compose-answer.ts";
import { composeFigures } from "./compose-comparison.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";

/**
 * The figures that a question sets side by side; null where it sets none so, or where no report gives one.
 * `answerAlone` answers another plan from the same passages.
 */
export function compareReports(
  library: Library,
  plan: QuestionPlan,
  found: readonly GroupEvidence[],
  options: {
    readonly understood: Understood;
    readonly fold: (text: string) => string;
    readonly answerAlone: (plan: QuestionPlan) => Answer;
  },
): Answer | null {
  const { sideBySide } = plan;
  if (sideBySide === null || (sideBySide.shared === null && sideBySide.own.size === 0)) return null;
  const rows = compareRows(library, plan, sideBySide, found, options.fold);
  const draft = composeFigures(rows, plan, sideBySide, library.reports);
  const compared = draft === null ? null : finishAnswer(draft, options.understood);
  if (!sideBySide.asksChange) return compared;
  // 比上年增长多少: a report that tells the change itself comes first, and one figure alone tells of none.
  const alone = options.answerAlone({ ...plan, sideBySide: null, comparison: false, figures: sideBySide.asAsked });
  const open = rows.some(({ found }) => found === null);
  return compared === null || open || tellsChange(alone, library) ? alone : compared;
}

/** True when the lead is a figure that its report tells as a change. */
function tellsChange({ lead, citations, outcome }: Answer, library: Library): boolean {
  if (outcome === "abstained") return false;
  return citations.some(({ reportId, start, end }) => {
    const reportRow = library.reports.findIndex(({ id }) => id === reportId);
    const figures = figuresBetween(library, reportRow, { start, end });
    return figures.some(({ kind, text }) => kind === "change" && lead.includes(text));
  });
}
