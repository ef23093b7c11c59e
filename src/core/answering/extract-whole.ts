import type { AbstainReason, Answer } from "../model/answer.ts";
import { foldText } from "../text/fold.ts";
import { composeAbstention } from "./abstain.ts";
import { compareReports } from "./compare-reports.ts";
import { composeSingle, finishAnswer } from "./compose-answer.ts";
import { composeComparison } from "./compose-comparison.ts";
import { composeCoverage } from "./compose-coverage.ts";
import { composeDivisions } from "./compose-divisions.ts";
import { composeLinked } from "./compose-linked.ts";
import { composeListed } from "./compose-listed.ts";
import { composeRows } from "./compose-rows.ts";
import { composeSignature } from "./compose-signature.ts";
import { composeStandard } from "./compose-standard.ts";
import { asksWholePlan, composeField, composePlans, composeStructure } from "./compose-structure.ts";
import { composeSum } from "./compose-sum.ts";
import { composeTable } from "./compose-table.ts";
import { findWorded } from "./compose-worded.ts";
import { correctPremise } from "./correct-premise.ts";
import { describeCoverage } from "./describe-coverage.ts";
import type { ExtractionInput } from "./extraction-input.ts";
import { findCells } from "./find-cells.ts";
import { type Evidence, findEvidence } from "./find-evidence.ts";
import { fitsAsked } from "./fits-asked.ts";
import { linkFigures } from "./link-figures.ts";
import { composeNear, nearMeaning } from "./near-quotes.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { composeNearNamed, settleSingle } from "./settle-single.ts";
import { asksAdvice, isOnlyNear, suits, tellsPlanUnasked, tellsWhether } from "./suits-question.ts";
import { isEveryday, mayBeLinked, surelyLinked } from "./sure-link.ts";
import { findTargets } from "./target-groups.ts";
import { bestOf, groupsToShow, isWorthShowing, reportsNaming, strengthOf } from "./weigh-evidence.ts";
import { widenEvidence } from "./widen-evidence.ts";

/** A sentence is evidence when its words, headings counted in, and its meaning together say this much. */
const MIN_EVIDENCE = 0.3;
/** Of a question in everyday words, whose words the reports do not use. */
const MIN_EVERYDAY_EVIDENCE = 0.25;
/** A figure is signed for: what it counts has to be said more clearly. */
const MIN_FIGURE_EVIDENCE = 0.42;
/** Below this it is not even worth showing as the nearest thing found. */
const MIN_NEAREST = 0.2;
/** A report is no guide: what one should do oneself is answered only where a report says nearly those words. */
const ADVICE_COVERAGE = 0.6;

/** The answer to a question as one, whatever its parts. */
export function extractWhole(input: ExtractionInput, answerAlone: (plan: QuestionPlan) => Answer): Answer {
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
  const ofRows = composeRows(searchable.library, plan, input.accept);
  if (ofRows !== null) return finishAnswer(ofRows, understood);
  if (!targets.covered) {
    const { covered: _, reason, ...missing } = targets;
    const coverage = describeCoverage(accepted, reason === "year_not_covered", asked);
    return composeAbstention(reason, understood, { coverage, ...missing });
  }
  const { library } = searchable;
  const signature = composeSignature(library, plan, targets.groups);
  if (signature === "unsigned")
    return composeAbstention("not_disclosed", understood, { coverage: describeCoverage(accepted, false, asked) });
  const ledgers =
    signature ??
    correctPremise(library, plan, targets.groups) ??
    composeSum(library, plan, targets.groups) ??
    composeDivisions(library, plan, targets.groups) ??
    composeCoverage(library, plan, targets.groups);
  if (ledgers !== null) return finishAnswer(ledgers, understood);
  if (plan.kind === "outline" || plan.kind === "list") {
    const rows = targets.groups.flatMap((group) => [...group.reportRows]);
    const structural = composeStructure(input, rows);
    if (structural !== null) return structural;
  }
  const found = findEvidence(searchable, passages, targets.groups, plan, input);
  const planned = asksWholePlan(plan) ? composePlans(input, found) : null;
  if (planned !== null) return planned;
  const nearestOfAll = plan.comparison ? undefined : bestOf(found);
  const ofField = nearestOfAll === undefined ? null : composeField(input, nearestOfAll);
  if (ofField !== null) return ofField;
  const compared = compareReports(library, plan, found, { understood, fold, answerAlone });
  if (compared !== null) return compared;
  const everyday = isEveryday(searchable, plan);
  const ofText = everyday ? MIN_EVERYDAY_EVIDENCE : MIN_EVIDENCE;
  const enough = plan.figures.length > 0 ? MIN_FIGURE_EVIDENCE : ofText;
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
    if (
      otherwise === "no_evidence" &&
      nearest !== undefined &&
      suits(nearest, plan) &&
      mayBeLinked(searchable, plan, linked)
    )
      return finishAnswer(composeNear(nearest, found, linked[0], reports), understood);
    if (otherwise === "no_evidence") return composeAbstention(reason, understood, { ...context, nearest, figures });
    const coverage = describeCoverage(accepted, otherwise === "year_not_covered", asked);
    return composeAbstention(otherwise, understood, { coverage, ...missing });
  };
  if (best === undefined) {
    const standard =
      composeStandard(library, plan, targets.groups) ??
      findWorded(library, plan, targets.groups).draft ??
      composeNearNamed(library, plan, targets.groups);
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
    if (sure !== undefined) return finishAnswer(composeLinked(sure, figures.linked, reports), understood);
    const worded = findWorded(library, plan, targets.groups);
    const near = worded.draft ?? composeNearNamed(library, plan, targets.groups);
    if (near !== null) return finishAnswer(near, understood);
    return decline(worded.mayBeDisclosed ? "no_evidence" : "not_disclosed", best);
  }
  if (asksAdvice(plan) && best.sentence.coverage < ADVICE_COVERAGE)
    return composeAbstention("out_of_scope", understood, context);
  // What only its meaning found is told of one report: beside it others would be further still.
  const onlyNear = isOnlyNear(best, plan);
  const nearest = groups.filter(({ evidence }) => evidence[0] === best);
  const chosen = onlyNear && !plan.comparison ? nearest : groupsToShow(groups, found, best, plan);
  const shown = chosen.map((group) => widenEvidence(group, plan));
  const [only] = shown;
  if (plan.kind === "list" && shown.length === 1 && only !== undefined) {
    const listed = composeListed(input, best, only);
    if (listed !== null) return finishAnswer(listed, understood);
  }
  const [first, ...others] = shown;
  const alone = first !== undefined && others.length === 0;
  const draft = alone ? composeSingle(first, plan, fold, searchable.library) : composeComparison(shown, reports);
  const settled = alone ? settleSingle(library, plan, targets.groups, { first, draft }) : draft;
  if (settled === null) return decline("not_disclosed", best);
  return finishAnswer(
    settled === draft && alone && onlyNear ? nearMeaning(draft, first?.others ?? []) : settled,
    understood,
  );
}
