import type { Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { foldText } from "../text/fold.ts";
import { composeAbstention } from "./abstain.ts";
import { composeComparison, composeList, composeSingle, finishAnswer } from "./compose-answer.ts";
import { type Evidence, findEvidence, type GroupEvidence } from "./find-evidence.ts";
import { enumeratedItems, outlineItems, sectionSentences } from "./find-items.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { coverageOf, weighFocus } from "./score-sentences.ts";
import { describeCoverage, findTargets } from "./target-groups.ts";

/** Below this share of the question's words, with headings counted in, a sentence is no evidence. */
const MIN_COVERAGE = 0.2;
/** With a passage this similar in meaning, fewer words are enough (everyday wording). */
const SIMILAR = 0.45;
const MIN_COVERAGE_SIMILAR = 0.1;
/** Groups that say much less of what was asked than the best were only named in passing. */
const COMPARABLE_SHARE = 0.55;
/** A heading that says this share of the question makes its whole section the answer to a list question. */
const SECTION_SHARE = 0.5;

export interface ExtractionInput {
  readonly searchable: SearchableLibrary;
  readonly plan: QuestionPlan;
  readonly passages: readonly RankedPassage[];
  /** Whether a report passes the request's filters, by row. */
  readonly accept: (reportRow: number) => boolean;
  readonly understood: Understood;
  readonly converter: ScriptConverter;
}

/**
 * Answers from the reports' own sentences, or says why not. Everything in the answer is a quote with its
 * citation; nothing is computed or rephrased.
 */
export function extractAnswer(input: ExtractionInput): Answer {
  const { searchable, plan, passages, understood, converter } = input;
  const { reports } = searchable.library;
  const fold = (text: string) => foldText(text, converter);
  const context = { coverage: describeCoverage(reports.filter((_, row) => input.accept(row))) };
  const targets = findTargets(plan, reports, input.accept);
  if (!targets.covered) return composeAbstention(targets.reason, understood, { ...context, missing: targets.missing });
  if (plan.kind === "outline") {
    const outline = composeOutline(
      input,
      targets.groups.flatMap((group) => [...group.reportRows]),
    );
    if (outline !== null) return outline;
  }
  const groups = findEvidence(searchable, passages, targets.groups, plan, converter).map((found) =>
    strongEnough(found, passages) ? found : { ...found, evidence: [] },
  );
  const best = groups
    .flatMap(({ evidence }) => evidence.slice(0, 1))
    .sort((a, b) => b.sentence.score - a.sentence.score)[0];
  if (best === undefined) return composeAbstention("no_evidence", understood, context);
  if (plan.figures.length > 0 && !best.sentence.holdsFigures && !quantifies(groups, plan))
    return composeAbstention("not_disclosed", understood, context);
  const comparable = groups.filter(
    ({ evidence }) => (evidence[0]?.sentence.score ?? 0) >= best.sentence.score * COMPARABLE_SHARE,
  );
  if (plan.kind === "list" && comparable.length === 1) {
    const items = listItems(input, best);
    if (items.length > 1) return finishAnswer(composeList(best.report, items), understood);
  }
  const shown =
    comparable.length > 1 ? groups.filter((group) => comparable.includes(group)) : splitByReport(comparable, plan);
  const draft =
    shown.length > 1 ? composeComparison(shown, plan, fold) : composeSingle(shown[0]?.evidence ?? [], plan, fold);
  return finishAnswer(draft, understood);
}

function strongEnough({ evidence }: GroupEvidence, passages: readonly RankedPassage[]): boolean {
  const sentence = evidence[0]?.sentence;
  if (sentence === undefined) return false;
  const similarity = passages.find(({ row }) => row === sentence.passageRow)?.scores.vector ?? 0;
  return sentence.contextCoverage >= (similarity >= SIMILAR ? MIN_COVERAGE_SIMILAR : MIN_COVERAGE);
}

/** 多少 without a measure word is answered by any figure; a figure asked for by unit must be there. */
function quantifies(groups: readonly GroupEvidence[], plan: QuestionPlan): boolean {
  return groups.some(({ evidence }) =>
    evidence.some(({ sentence }) =>
      scanFigures(sentence.text).some((figure) =>
        plan.figures.some((asked) => asked.units.length === 0 || asked.units.includes(figure.unit)),
      ),
    ),
  );
}

/** Nothing said which report: every report that answers about as well gets its row, so that none is hidden. */
function splitByReport(groups: readonly GroupEvidence[], _plan: QuestionPlan): readonly GroupEvidence[] {
  return groups;
}

function listItems({ searchable, plan, converter }: ExtractionInput, best: Evidence) {
  const enumerated = enumeratedItems(best.report, best.start);
  if (enumerated.length > 1) return enumerated.map((span) => ({ span, sectionRow: best.sectionRow }));
  const section = best.report.sections[best.sectionRow];
  const focus = weighFocus(searchable, plan.focus);
  if (section === undefined || coverageOf(focus, foldText(section.heading, converter)) < SECTION_SHARE) return [];
  return sectionSentences(best.report, section).map((span) => ({ span, sectionRow: best.sectionRow }));
}

/** The main headings of the one report asked about; null when several reports could be meant. */
function composeOutline({ searchable, understood }: ExtractionInput, reportRows: readonly number[]): Answer | null {
  const report = reportRows.length === 1 ? searchable.library.reports[reportRows[0] ?? -1] : undefined;
  const items = report === undefined ? [] : outlineItems(report);
  return report === undefined || items.length < 2 ? null : finishAnswer(composeList(report, items), understood);
}
