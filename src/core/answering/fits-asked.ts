import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Evidence } from "./find-evidence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { saysTopic } from "./vouch-figure.ts";

/** 增长多少, 高多少: by how much, not how many; 提高到多少 asks for the level. */
const ASKS_BY_HOW_MUCH =
  /(?:增长|提[高升]|上升|下降|减少|降低|增加|[高低多少])了?(?:多少|几(?!乎))(?!.{0,3}[到至])|增幅|降幅|增速/u;
/** 收到和受理各多少: no words belong to one figure alone, so the sentence has to be about all of it. */
const OF_BOTH = /[和与及、].{1,12}各(?:自|是|有|为|[办受审]理了?)*\s*$/u;
/** Months, halves and quarters that a question names. */
const PART_OF_YEAR = /\d{1,2}月|[上下]半年|第?[一二三四1-4]季度/gu;

/**
 * Whether a sentence tells figures of the time and kind that a question asks for: of a year asked for, of the part of the
 * year that is named, and by how much something changed where that is asked. A sentence without a figure in the ledger is
 * judged by its words alone, elsewhere.
 */
export function fitsAsked(library: Library, { report, sentence }: Evidence, plan: QuestionPlan): boolean {
  if (
    plan.figures.some(
      ({ phrase }) => OF_BOTH.test(phrase) && !saysTopic(phrase, `${sentence.heading} ${sentence.text}`),
    )
  )
    return false;
  const wanted = plan.figures.flatMap(({ units }) => units);
  const figures = figuresBetween(library, library.reports.indexOf(report), sentence).filter(
    ({ unit, kind }) => wanted.length === 0 || wanted.includes(unit) || kind === "change",
  );
  if (figures.length === 0) return true;
  if (!figures.some((figure) => isOfYear(figure, plan))) return false;
  const said = `${sentence.heading}${sentence.text}`;
  if ([...plan.question.matchAll(PART_OF_YEAR)].some(([part]) => !said.includes(part))) return false;
  return !ASKS_BY_HOW_MUCH.test(plan.question) || figures.some(({ kind }) => kind === "change");
}

/** Whether the figure of a lead is of the kind and year asked for; true where the ledger does not know it. */
export function leadFitsAsked(library: Library, evidence: readonly Evidence[], written: string, plan: QuestionPlan) {
  const found: Figure[] = evidence.flatMap(({ report, start, end }) =>
    figuresBetween(library, library.reports.indexOf(report), { start, end }).filter(({ text }) => text === written),
  );
  if (found.length === 0) return true;
  const ofYear = found.some((figure) => isOfYear(figure, plan));
  return ofYear && (!ASKS_BY_HOW_MUCH.test(plan.question) || found.some(({ kind }) => kind === "change"));
}

/** A plan is for some year behind the report's, which its words may leave open. */
function isOfYear({ year, state }: Figure, { slots, asksForPlans }: QuestionPlan): boolean {
  if (slots.years.length === 0 || year === null || (state === "planned" && asksForPlans)) return true;
  return slots.years.includes(year);
}
