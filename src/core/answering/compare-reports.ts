import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Answer } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import type { Understood } from "../model/question.ts";
import { composeAbstention } from "./abstain.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { phraseOf } from "./asking-phrase.ts";
import { type ComparedRow, compareRows } from "./compared-rows.ts";
import { finishAnswer } from "./compose-answer.ts";
import { composeFigures } from "./compose-comparison.ts";
import { composeIndicators } from "./compose-indicators.ts";
import { composeRanks } from "./compose-ranks.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { asksWhichPlace } from "./read-comparison.ts";

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
  const ranks = composeRanks(library, plan, found, options.understood);
  if (ranks !== null) return ranks;
  const several = composeIndicators(library, plan, found);
  if (several !== null) return finishAnswer(several, options.understood);
  const { sideBySide } = plan;
  if (sideBySide === null && asksWhichPlace(plan.question)) return leaveOpen(library, plan, found, options.understood);
  if (sideBySide === null || (sideBySide.shared === null && sideBySide.own.size === 0)) return null;
  const rows = compareRows(library, plan, sideBySide, found, options.fold);
  const draft = composeFigures(rows, plan, sideBySide, library.reports);
  const compared =
    draft === null
      ? declineAll(library, sideBySide.shared, rows, options.understood)
      : finishAnswer(draft, options.understood);
  if (!sideBySide.asksChange) return compared;
  // 比上年增长多少: a report that tells the change itself comes first, and one figure alone tells of none.
  const alone = options.answerAlone({ ...plan, sideBySide: null, comparison: false, figures: sideBySide.asAsked });
  const open = rows.some(({ found }) => found === null);
  // 2023年比2022年提高几个百分点: how the earlier year had changed itself is none of it.
  const isOfOne = new Set(alone.citations.map(({ reportId }) => reportId)).size === 1;
  const tellsItself = isOfOne && tellsChange(alone, library);
  return compared === null || open || tellsItself ? alone : compared;
}

/** None of the reports discloses an indicator with a standard name: no sentence that shares words with it is shown. */
function declineAll(
  { reports }: Library,
  asked: AskedFigure | null,
  rows: readonly ComparedRow[],
  understood: Understood,
): Answer | null {
  const isOpen = rows.some(({ found, evidence, covered }) => found !== null || evidence !== null || !covered);
  if (asked === null || isOpen || standardNameOf(asked) === null) return null;
  return composeAbstention("not_disclosed", understood, { coverage: describeCoverage(reports, false) });
}

const WHICH_FIGURE = "问题没有说明比较哪一项数据，请补充，例如“哪里的出庭应诉率最高”。";

/**
 * Says that no place can be told to have most or least of what was asked, where several reports could: one report's
 * sentence would pass for the answer. Null where one report alone is meant, or places within one.
 */
function leaveOpen(
  { reports }: Library,
  { question, slots }: QuestionPlan,
  found: readonly GroupEvidence[],
  understood: Understood,
): Answer | null {
  const rows = new Set(found.flatMap(({ group }) => [...group.reportRows]));
  if (slots.regions.length > 0 || rows.size < 2) return null;
  const coverage = describeCoverage(
    [...rows].flatMap((row) => reports[row] ?? []),
    false,
  );
  if (phraseOf(question) === "") {
    const asked = composeAbstention("ambiguous", understood, { coverage });
    return { ...asked, lead: WHICH_FIGURE, answer: asked.answer.replace(asked.lead, WHICH_FIGURE) };
  }
  const [nearest] = found.flatMap(({ evidence }) => evidence).sort((a, b) => b.sentence.score - a.sentence.score);
  return composeAbstention("no_evidence", understood, { coverage, nearest });
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
