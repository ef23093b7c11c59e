import type { Answer } from "../model/answer.ts";
import type { Understood } from "../model/question.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import type { SearchableLibrary } from "../search/searchable-library.ts";
import { foldText } from "../text/fold.ts";
import { composeList, finishAnswer } from "./compose-answer.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { enumeratedItems, isItem, type ListedItem, namedSection, outlineItems, sectionItems } from "./find-items.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { coverageOf, weighFocus } from "./score-sentences.ts";

/** What a structural answer is made from. */
export interface StructureInput {
  readonly searchable: SearchableLibrary;
  readonly plan: QuestionPlan;
  readonly understood: Understood;
  readonly converter: ScriptConverter;
}

/** A heading that says this share of the question makes its whole section the answer to a list question. */
const SECTION_SHARE = 0.3;
/** One item of an enumeration that says this share of the question is the answer, not the whole enumeration. */
const ITEM_SHARE = 0.5;

/**
 * The items that answer a list question: those of the section whose heading names the subject, else those of
 * the enumeration around the best sentence; none when that sentence answers by itself.
 */
export function listItems({ searchable, plan, converter }: StructureInput, best: Evidence): ListedItem[] {
  const focus = weighFocus(searchable, plan);
  const named = namedSection(best.report, plan, (heading) => coverageOf(focus, foldText(heading, converter)));
  if (named !== null && (named.certain || named.coverage >= Math.max(SECTION_SHARE, best.sentence.coverage)))
    return sectionItems(best.report, named.sectionRow);
  if (isItem(best.sentence.text) && best.sentence.coverage >= ITEM_SHARE) return [];
  return enumeratedItems(best.report, best.start).map((span) => ({ span, sectionRow: best.sectionRow }));
}

/**
 * What a report's structure alone answers: the items of the part named by number, or the main headings; null when
 * neither was asked or several reports could be meant.
 */
export function composeStructure(
  { searchable, plan, understood }: StructureInput,
  reportRows: readonly number[],
): Answer | null {
  const report = reportRows.length === 1 ? searchable.library.reports[reportRows[0] ?? -1] : undefined;
  if (report === undefined) return null;
  const named = namedSection(report, plan, () => 0);
  const items =
    named !== null ? sectionItems(report, named.sectionRow) : plan.kind === "outline" ? outlineItems(report) : [];
  return items.length < 2 ? null : finishAnswer(composeList(report, items, searchable.library.reports), understood);
}

/** What a report plans, as a whole, where the question says no more than that; null unless one report is meant. */
export function composePlans(
  { searchable, understood }: StructureInput,
  found: readonly GroupEvidence[],
): Answer | null {
  const rows = [...new Set(found.flatMap(({ group }) => [...group.reportRows]))];
  const report = rows.length === 1 ? searchable.library.reports[rows[0] ?? -1] : undefined;
  const items = report?.sections.flatMap((section, row) => (section.plan ? sectionItems(report, row) : [])) ?? [];
  return report === undefined || items.length === 0
    ? null
    : finishAnswer(composeList(report, items, searchable.library.reports), understood);
}
