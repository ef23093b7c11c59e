import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { type Draft, sourceOf } from "./compose-answer.ts";
import { composeLinked } from "./compose-linked.ts";
import { composePlain } from "./compose-plain.ts";
import { composeRivals } from "./compose-rivals.ts";
import { composeStandard } from "./compose-standard.ts";
import { standardNameOf } from "./disclosed-figure.ts";
import { findDisclosures, mayBearName } from "./find-disclosures.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { TargetGroup } from "./target-groups.ts";

/**
 * What is told of one report, where the quotes that words led to (`draft`) are not all that is known: the ledger's figure
 * that is called just so comes first, then the one with the standard name asked for where the quotes do not tell it.
 * Null where a figure with a standard name is asked for, the quotes tell none, and the report has nothing that may be it.
 */
export function settleSingle(
  library: Library,
  plan: QuestionPlan,
  groups: readonly TargetGroup[],
  { first, draft }: { readonly first: GroupEvidence; readonly draft: Draft },
): Draft | null {
  const { report, sentence } = first.evidence[0] ?? {};
  if (report === undefined || sentence === undefined || first.group.mustSpeakOf !== undefined) return draft;
  const plain = composePlain(library, plan, sentence.reportRow);
  if (plain !== null && !draft.lead.startsWith(plain.text)) return plain.draft;
  const standard = composeStandard(library, plan, groups);
  const tellsFigure = draft.lead.includes(`（${sourceOf(report, library.reports)}`);
  if (standard !== null) {
    const isOpen = draft.outcome === "partial" && plan.slots.years.length < 2;
    const [told] = standard.citations.list();
    const lacksIt = !tellsFigure && told !== undefined && !holds(draft, told.start, told.end);
    return standard.outcome === "answered" || isOpen || lacksIt ? standard : draft;
  }
  if (tellsFigure) {
    const [quote] = draft.citations.list();
    const text = draft.lead.split("（")[0] ?? "";
    const rivals = quote === undefined ? null : composeRivals(library, plan, sentence.reportRow, { text, quote });
    return rivals ?? draft;
  }
  const asked = askedByName(plan);
  if (asked === null) return draft;
  const { reportRow } = sentence;
  if (findDisclosures(library, [reportRow], asked.asked, asked.name).every(({ state }) => state === "none"))
    return null;
  const sole = soleFigure(library, reportRow, asked.name);
  return sole === null || holds(draft, sole.start, sole.end)
    ? draft
    : composeLinked({ figure: sole, reportRow, certainty: 1 }, [], library.reports);
}

/**
 * The one figure of the one report asked of that may bear the standard name of what is asked for, to be looked at; null
 * where none or several may.
 */
export function composeNearNamed(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const rows = new Set(groups.flatMap(({ reportRows }) => [...reportRows]));
  const [reportRow] = rows;
  const asked = askedByName(plan);
  const isOther = groups.some(({ mustSpeakOf }) => mustSpeakOf !== undefined);
  if (reportRow === undefined || rows.size > 1 || isOther || asked === null) return null;
  const figure = soleFigure(library, reportRow, asked.name);
  return figure === null ? null : composeLinked({ figure, reportRow, certainty: 1 }, [], library.reports);
}

function soleFigure(library: Library, reportRow: number, name: string): Figure | null {
  const figures = mayBearName(library, reportRow, name);
  const values = new Set(figures.map(({ value, unit }) => `${value}${unit}`));
  return values.size === 1 ? (figures[0] ?? null) : null;
}

/** Whether a place that a draft cites lies in, or around, the one given. */
function holds(draft: Draft, start: number, end: number): boolean {
  return draft.citations.list().some((cited) => cited.start < end && start < cited.end);
}

/** The one figure asked for with its standard name; null where it has none, or not one figure is asked for. */
function askedByName(plan: QuestionPlan): { readonly asked: AskedFigure; readonly name: string } | null {
  const [asked, another] = plan.figures;
  if (asked === undefined || another !== undefined || asked.rank || plan.several || plan.comparison) return null;
  const name = plan.kind !== "figure" || plan.asksForPlans ? null : standardNameOf(asked);
  return name === null ? null : { asked, name };
}
