import type { AbstainReason, Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { RankedPassage } from "../search/retrieve.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { foldText } from "../text/fold.ts";
import { composeAbstention } from "./abstain.ts";
import { compareReports } from "./compare-reports.ts";
import { composeList, composeSingle, finishAnswer } from "./compose-answer.ts";
import { composeComparison } from "./compose-comparison.ts";
import { composeCoverage } from "./compose-coverage.ts";
import { composeLinked, nearMeaning } from "./compose-linked.ts";
import { composeParts, partsOf, tellsFigures } from "./compose-parts.ts";
import { composeStandard } from "./compose-standard.ts";
import { composePlans, composeStructure, listItems } from "./compose-structure.ts";
import { composeSum } from "./compose-sum.ts";
import { composeTable } from "./compose-table.ts";
import { correctPremise } from "./correct-premise.ts";
import { describeCoverage } from "./describe-coverage.ts";
import { findCells } from "./find-cells.ts";
import { type Evidence, findEvidence, type GroupEvidence } from "./find-evidence.ts";
import { isItem, paragraphItems } from "./find-items.ts";
import { fitsAsked } from "./fits-asked.ts";
import { type LinkedFigure, linkFigures } from "./link-figures.ts";
import { planQuestion, type QuestionPlan } from "./plan-question.ts";
import { asksAdvice, isOnlyNear, suits, tellsPlanUnasked, tellsWhether } from "./suits-question.ts";
import { isEveryday, surelyLinked } from "./sure-link.ts";
import { findTargets } from "./target-groups.ts";

/** A sentence is evidence when its words, headings counted in, and its meaning together say this much. */
const MIN_EVIDENCE = 0.3;
/** A figure is signed for: what it counts has to be said more clearly. */
const MIN_FIGURE_EVIDENCE = 0.42;
/** What people say in everyday words is proof of the topic, not of what is asked about it. */
const OFFICIAL_SHARE = 0.15;
/** Below this it is not even worth showing as the nearest thing found. */
const MIN_NEAREST = 0.2;
/** Groups that say much less of what was asked than the best were only named in passing. */
const NAMED_SHARE = 0.55;
/** Reports that nobody named are shown beside the best only when they answer about as well. */
const UNNAMED_SHARE = 0.85;
/** Figures less likely, or further from the question in words and meaning alike, are not worth showing as the nearest. */
const WORTH_SHOWING = 0.1;
const NEAR_IN_WORDS = 0.15;
const NEAR_IN_MEANING = 0.25;
/** A report is no guide: what one should do oneself is answered only where a report says nearly those words. */
const ADVICE_COVERAGE = 0.6;

export interface ExtractionInput {
  readonly searchable: SearchableLibrary;
  readonly plan: QuestionPlan;
  readonly passages: readonly RankedPassage[];
  /** Whether a report passes the request's filters, by row. */
  readonly accept: (reportRow: number) => boolean;
  readonly understood: Understood;
  readonly converter: ScriptConverter;
  /** Closeness in meaning of sentences to the question, by text; may be empty. */
  readonly similarity: ReadonlyMap<string, number>;
}

/**
 * Answers from the reports' own sentences, or says why not. Everything in the answer is a quote with its
 * citation; nothing is computed or rephrased.
 */
export function extractAnswer(input: ExtractionInput): Answer {
  const { plan, converter } = input;
  const { reports } = input.searchable.library;
  const whole = extractWhole(input);
  const parts = partsOf(plan, reports);
  const isOpen = whole.outcome !== "abstained" || whole.reason === "not_disclosed" || whole.reason === "no_evidence";
  if (parts.length === 0 || !isOpen || tellsFigures(whole, parts.length)) return whole;
  const alone = (question: string) =>
    extractWhole({ ...input, plan: planQuestion([{ role: "user", content: question }], reports, converter) });
  return composeParts(whole, parts, alone, reports);
}

/** The answer to a question as one, whatever its parts. */
function extractWhole(input: ExtractionInput): Answer {
  const { searchable, plan, passages, understood, converter } = input;
  const { reports } = searchable.library;
  const fold = (text: string) => foldText(text, converter);
  if (reports.length > 0 && !reports.some((_, row) => input.accept(row)))
    return composeAbstention("no_evidence", understood, {
      missing: "没有符合所选条件的报告",
      coverage: describeCoverage(reports, true),
    });
  const naming = (place: string) => reportsNaming(place, input);
  const targets = findTargets(plan, reports, input.accept, naming);
  // The library's own list where nothing is filtered: what is known of it is found by the list.
  const accepted = reports.every((_, row) => input.accept(row))
    ? reports
    : reports.filter((_, row) => input.accept(row));
  const asked = plan.slots.regions.map(({ path }) => path);
  const cells = findCells(searchable, plan, input.accept);
  if (cells.length > 0) return finishAnswer(composeTable(cells, reports), understood);
  if (!targets.covered) {
    const coverage = describeCoverage(accepted, targets.reason === "year_not_covered", asked);
    return composeAbstention(targets.reason, understood, { coverage, missing: targets.missing });
  }
  const { library } = searchable;
  const ledgers =
    correctPremise(library, plan, targets.groups) ??
    composeSum(library, plan, targets.groups) ??
    composeCoverage(library, plan, targets.groups);
  if (ledgers !== null) return finishAnswer(ledgers, understood);
  if (plan.kind === "outline" || plan.kind === "list") {
    const rows = targets.groups.flatMap((group) => [...group.reportRows]);
    const structural = composeStructure(input, rows);
    if (structural !== null) return structural;
  }
  const found = findEvidence(searchable, passages, targets.groups, plan, input);
  const answerAlone = (alone: QuestionPlan) => extractAnswer({ ...input, plan: alone });
  const compared = compareReports(library, plan, found, { understood, fold, answerAlone });
  if (compared !== null) return compared;
  const enough = plan.figures.length > 0 ? MIN_FIGURE_EVIDENCE : MIN_EVIDENCE;
  const everyday = isEveryday(searchable, plan);
  const groups = found.filter(
    ({ evidence: [first] }) =>
      strengthOf(first) >= enough &&
      suits(first, plan) &&
      tellsWhether(first, plan, everyday) &&
      // A question in the reports' own words is answered in them or not at all.
      (everyday || first === undefined || first.sentence.official > 0 || !isOnlyNear(first, plan)),
  );
  const best = bestOf(groups);
  const context = { coverage: describeCoverage(accepted, false, asked) };
  const linked =
    plan.figures.length > 0 && !plan.comparison
      ? linkFigures(searchable, passages, targets.groups, plan, input.similarity)
      : [];
  const sure = asksAdvice(plan) ? undefined : surelyLinked(searchable, plan, linked);
  const figures = { linked: linked.filter(isWorthShowing), reports };
  // The reports of another place or year that speak of this one: not theirs to leave out.
  const decline = (reason: AbstainReason, nearest: Evidence | undefined) => {
    const { reason: otherwise, ...missing } = targets.otherwise;
    if (otherwise === "no_evidence") return composeAbstention(reason, understood, { ...context, nearest, figures });
    const coverage = describeCoverage(accepted, otherwise === "year_not_covered", asked);
    return composeAbstention(otherwise, understood, { coverage, ...missing });
  };
  if (best === undefined) {
    const standard = composeStandard(library, plan, targets.groups);
    if (standard !== null) return finishAnswer(standard, understood);
    if (sure !== undefined) return finishAnswer(composeLinked(sure, figures.linked, reports), understood);
    const plans = plan.asksForPlans && plan.figures.length === 0 ? composePlans(input, found) : null;
    if (plans !== null) return plans;
    const nearest = bestOf(found);
    const shown = nearest !== undefined && strengthOf(nearest) >= MIN_NEAREST ? nearest : undefined;
    return decline("no_evidence", shown);
  }
  const discloses = (one: Evidence) =>
    one.sentence.holdsFigures && !tellsPlanUnasked(one, plan) && fitsAsked(searchable.library, one, plan);
  if (plan.figures.length > 0 && !groups.some(({ evidence }) => evidence.some(discloses))) {
    const standard = composeStandard(library, plan, targets.groups);
    if (standard !== null) return finishAnswer(standard, understood);
    return sure !== undefined
      ? finishAnswer(composeLinked(sure, figures.linked, reports), understood)
      : decline("not_disclosed", best);
  }
  if (asksAdvice(plan) && best.sentence.coverage < ADVICE_COVERAGE)
    return composeAbstention("out_of_scope", understood, context);
  // What only its meaning found is told of one report: beside it others would be further still.
  const onlyNear = isOnlyNear(best, plan);
  const nearest = groups.filter(({ evidence }) => evidence[0] === best);
  const shown = onlyNear && !plan.comparison ? nearest : groupsToShow(groups, found, best, plan);
  if (plan.kind === "list" && shown.length === 1) {
    const items = listItems(input, best);
    if (items.length > 1) return finishAnswer(composeList(best.report, items, reports), understood);
    const around = isItem(best.sentence.text) ? [] : paragraphItems(best.report, best.start);
    if (shown[0] !== undefined && around.length > 1) {
      const { lead } = composeSingle(shown[0], plan, fold, searchable.library);
      const listed = around.map((span) => ({ span, sectionRow: best.sectionRow }));
      return finishAnswer({ ...composeList(best.report, listed, reports), lead }, understood);
    }
  }
  const [first, ...others] = shown;
  const alone = first !== undefined && others.length === 0;
  const draft = alone
    ? composeSingle(first, plan, fold, searchable.library)
    : composeComparison(shown, plan, fold, reports);
  return finishAnswer(alone && onlyNear ? nearMeaning(draft) : draft, understood);
}

/** So few texts are read whole for a name; of more only the passages found. */
const MAX_TEXTS_READ = 50;

/** The reports that say a word, as far as few are loaded; of many those of the passages found. */
function reportsNaming(word: string, { searchable: { library }, passages, accept }: ExtractionInput): number[] {
  if (library.reports.length <= MAX_TEXTS_READ)
    return library.reports.flatMap(({ text }, row) => (text.includes(word) && accept(row) ? [row] : []));
  const rows = passages.flatMap(({ row }) => {
    const passage = library.passages[row];
    const text =
      passage === undefined ? "" : library.reports[passage.reportRow]?.text.slice(passage.start, passage.end);
    return passage !== undefined && text?.includes(word) ? [passage.reportRow] : [];
  });
  return [...new Set(rows)].filter(accept);
}

function bestOf(groups: readonly GroupEvidence[]): Evidence | undefined {
  return groups.flatMap(({ evidence }) => evidence.slice(0, 1)).sort((a, b) => b.sentence.score - a.sentence.score)[0];
}

function isWorthShowing({ certainty, features }: LinkedFigure): boolean {
  const isNear = features.own >= NEAR_IN_WORDS || features.ownMeaning >= NEAR_IN_MEANING;
  return certainty >= WORTH_SHOWING && isNear;
}

/** How much of the question a sentence says, by words and meaning together, and in the reports' terms for its own. */
function strengthOf(evidence: Evidence | undefined): number {
  if (evidence === undefined) return 0;
  const { contextCoverage, similarity, official } = evidence.sentence;
  return contextCoverage + similarity + OFFICIAL_SHARE * official;
}

/** Rows of the answer: all that were set side by side, or those that answer about as well as the best. */
function groupsToShow(
  groups: readonly GroupEvidence[],
  found: readonly GroupEvidence[],
  best: Evidence,
  plan: QuestionPlan,
): readonly GroupEvidence[] {
  if (plan.comparison && found.length > 1) {
    const perLabel = [...new Set(found.map(({ group }) => group.label))].map((label) => {
      const same = groups.filter(({ group }) => group.label === label);
      const top = bestOf(same);
      return (
        same.find(({ evidence }) => evidence[0] === top) ?? {
          ...found.find(({ group }) => group.label === label),
          evidence: [],
        }
      );
    });
    return perLabel.filter((row): row is GroupEvidence => row.group !== undefined);
  }
  const labels = new Set(found.map(({ group }) => group.label));
  const share = labels.size > 1 ? NAMED_SHARE : UNNAMED_SHARE;
  return groups.filter(({ evidence }) => (evidence[0]?.sentence.score ?? 0) >= best.sentence.score * share);
}
