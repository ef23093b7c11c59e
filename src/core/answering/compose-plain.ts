import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import { LINKING_END } from "./asked-figures.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import type { Draft } from "./compose-answer.ts";
import { tellFigure } from "./compose-linked.ts";
import { cutLine } from "./cut-line.ts";
import { contradicts } from "./denials.ts";
import { GENERAL, inOneForm, isOwnResult } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";

const SHARES = ["%", "‰"];
/** What is told in one of these is asked for by its unit or its noun. */
const ONLY_ASKED = /^(?:年|月|日|天|小时|个工作日|个月|届|大|类|级|个百分点|元|倍)$/u;
const COUNT_END = /(?:(?:数量|总数|总量|[场人件批]次数?|[人件宗个场]数|有|量)\s*)+$/u;

/** A figure told in exactly the question's words. */
export interface PlainFigure {
  readonly draft: Draft;
  /** The figure as the report writes it. */
  readonly text: string;
}

/**
 * The one figure of a report that is called just what the question calls it: of 全年立案2418件 and 食品安全立案734件 the
 * first where 立案 is asked for. Null where the question asks for several, or where no or several values are called so.
 */
export function composePlain(library: Library, plan: QuestionPlan, reportRow: number): PlainFigure | null {
  const [asked, another] = plan.figures;
  const report = library.reports[reportRow];
  if (asked === undefined || another !== undefined || asked.rank || report === undefined) return null;
  if (plan.comparison || plan.several || plan.asksForPlans) return null;
  const phrase = asked.phrase.replace(LINKING_END, "").replace(COUNT_END, "");
  const wanted = contentOf(inOneForm(phrase));
  if (wanted.join("").length < 2) return null;
  const isShare = asked.units.some((unit) => SHARES.includes(unit)) || /[率例比]\s*$/u.test(phrase);
  const fits = (unit: string) =>
    asked.units.length > 0 ? asked.units.includes(unit) : SHARES.includes(unit) === isShare && !ONLY_ASKED.test(unit);
  const said = sameWords(inOneForm(plan.question));
  const plain = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter((figure) => {
    if (!isOwnResult(figure, report) || !fits(figure.unit)) return false;
    const own = sameWords(inOneForm(describeFigure(figure)));
    const isAll = unsaid(wanted, own) === "" && unsaid(contentOf(own.replace(GENERAL, " ")), said) === "";
    return isAll && !contradicts(own, asked.phrase) && isOfYears(figure, plan);
  });
  const [figure] = plain;
  if (figure === undefined || new Set(plain.map(({ value, unit }) => `${value}${unit}`)).size > 1) return null;
  const citations = new CitationList();
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const lead = tellFigure({ figure, reportRow }, library.reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end).trim();
  const answer = `${lead} [${marker}]\n\n${quote} [${marker}]`;
  const draft: Draft = { outcome: "answered", lead: cutLine(lead), answer, citations };
  return { draft, text: figure.text.trim() };
}

function isOfYears({ year }: Figure, { slots }: QuestionPlan): boolean {
  return slots.years.length === 0 || year === null || slots.years.includes(year);
}
