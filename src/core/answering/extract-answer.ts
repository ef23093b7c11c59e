import type { Answer } from "../model/answer.ts";
import { relateRegion } from "../search/question-slots.ts";
import { addNotes } from "./add-notes.ts";
import { asksNothing, composeAskBack, composeHoldings } from "./ask-back.ts";
import { composeParts, tellsFigures } from "./compose-parts.ts";
import { composePlacedParts } from "./compose-placed-parts.ts";
import { composeStructure } from "./compose-structure.ts";
import { extractWhole as extractAsOne } from "./extract-whole.ts";
import type { ExtractionInput } from "./extraction-input.ts";
import { placedParts } from "./placed-parts.ts";
import { planQuestion } from "./plan-question.ts";
import { pointsBack } from "./points-back.ts";
import { partsOf } from "./question-parts.ts";
import { isEveryday } from "./sure-link.ts";
import { findTargets } from "./target-groups.ts";
import { tellWhether } from "./tell-whether.ts";

/**
 * Answers from the reports' own sentences, or says why not. Everything in the answer is a quote with its
 * citation; nothing is computed or rephrased.
 */
export function extractAnswer(given: ExtractionInput): Answer {
  const { plan, understood } = given;
  const { reports } = given.searchable.library;
  const input = { ...given, accept: acceptOf(given) };
  const accepted = reports.filter((_, row) => input.accept(row));
  const holdings = composeHoldings(plan, understood, accepted);
  if (holdings !== null) return holdings;
  if (asksNothing(plan, reports)) return outlineOfOne(input) ?? composeAskBack(plan, understood, reports);
  const answer = tellWhether(extractOpen(input), plan, reports, isEveryday(given.searchable, plan));
  if (plan.assumedYear === null || answer.outcome !== "abstained") return addNotes(answer, plan, reports);
  // 去年 may be an older year, which the answer names.
  const anyYear = { ...plan, slots: { ...plan.slots, years: [] } };
  const older = extractOpen({ ...input, plan: anyYear });
  return older.outcome === "abstained" ? addNotes(answer, plan, reports) : addNotes(older, anyYear, reports);
}

/** Whether a report may answer: none of a place that the question leaves out. */
function acceptOf({ plan, accept, searchable }: ExtractionInput): (reportRow: number) => boolean {
  if (plan.excluded.length === 0) return accept;
  const { reports } = searchable.library;
  const isOut = (region: string) => plan.excluded.some(({ path }) => relateRegion(region, path) === "same");
  return (row) => accept(row) && !isOut(reports[row]?.identity.region.value ?? "");
}

/** 江门市2023年法治政府建设情况: the headings of the one report that is named. */
function outlineOfOne(input: ExtractionInput): Answer | null {
  const { plan, searchable } = input;
  if (plan.slots.regions.length === 0 || pointsBack(plan.question) !== null) return null;
  const targets = findTargets(plan, searchable.library.reports, input.accept, () => []);
  if (!targets.covered || targets.groups.some(({ mustSpeakOf }) => mustSpeakOf !== undefined)) return null;
  const rows = targets.groups.flatMap(({ reportRows }) => [...reportRows]);
  return composeStructure({ ...input, plan: { ...plan, kind: "outline" } }, rows);
}

/** The answer to a question that asks for something, part by part where it asks for several figures. */
function extractOpen(input: ExtractionInput): Answer {
  const { plan, converter } = input;
  const { reports } = input.searchable.library;
  const extractWhole = (one: ExtractionInput) => extractAsOne(one, (alone) => extractOpen({ ...one, plan: alone }));
  const whole = extractWhole(input);
  const alone = (question: string) =>
    extractOpen({ ...input, plan: planQuestion([{ role: "user", content: question }], reports, converter) });
  const placed = placedParts(plan, reports);
  const { calculation = null } = plan.sideBySide ?? {};
  const asksEach = calculation === null && (plan.sideBySide === null || plan.figures.length > 0);
  const isLeftOpen = whole.outcome !== "answered" && asksEach;
  if (placed.some(({ ownAsking }) => ownAsking) || (placed.length > 0 && isLeftOpen)) {
    const answer = composePlacedParts(whole, placed, alone, reports);
    if (answer !== null) return answer;
  }
  const parts = partsOf(plan, reports);
  const isOpen = whole.outcome !== "abstained" || whole.reason === "not_disclosed" || whole.reason === "no_evidence";
  if (parts.length === 0 || !isOpen || tellsFigures(whole, parts.length)) return whole;
  return composeParts(whole, parts, alone, reports);
}
