import { describeFigure, nameFigure, writeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import { unitsLike } from "./asked-units.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import type { Draft } from "./compose-answer.ts";
import { tellCited } from "./compose-linked.ts";
import { MAX_LEAD_CHARS } from "./cut-line.ts";
import { GENERAL, isOwnResult, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { inOneForm, unsaidWords, wantedWords } from "./wanted-words.ts";

const SEVERAL = "报告分列几项，没有一项恰是所问的：";
/** 行政应诉培训 says as much more than 培训. */
const MIN_MORE_CHARS = 3;
const MAX_TOLD = 4;

/**
 * Where the figure that a draft leads with (`written`, in `quote`) is of something narrower than was asked (行政应诉培训3场
 * for 培训) and the report has others just as narrow (行政执法培训10次): all of them, for the reader to choose. Null elsewhere.
 */
export function composeRivals(
  library: Library,
  plan: QuestionPlan,
  reportRow: number,
  written: { readonly text: string; readonly quote: Span },
): Draft | null {
  const [asked, another] = plan.figures;
  const report = library.reports[reportRow];
  if (asked === undefined || another !== undefined || asked.rank || report === undefined) return null;
  if (plan.comparison || plan.several || plan.asksForPlans || standardNameOf(asked) !== null) return null;
  const wanted = wantedWords(asked, false);
  if (wanted.join("").length < 2) return null;
  const said = sameWords(plan.question);
  const moreOf = (figure: Figure) =>
    unsaid(contentOf(sameWords(describeFigure(figure)).replace(GENERAL, " ")), said).length;
  const all = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter((figure) =>
    isOwnResult(figure, report),
  );
  const told = all.find(
    ({ text, start }) => text === written.text && written.quote.start <= start && start < written.quote.end,
  );
  if (told === undefined || moreOf(told) < MIN_MORE_CHARS) return null;
  const units = asked.units.length > 0 ? asked.units : [told.unit, ...unitsLike(told.unit)];
  // A part of what another is the whole of is no rival to it: its words are told by that.
  const bears = (figure: Figure) =>
    units.includes(figure.unit) && unsaidWords(wanted, inOneForm(figure.indicator)) === "";
  const rivals = all.filter((figure) => bears(figure) && (figure.value !== told.value || figure.unit !== told.unit));
  if (!bears(told) || rivals.length === 0) return null;
  const citations = new CitationList();
  const lines = [told, ...rivals]
    .slice(0, MAX_TOLD)
    .map((figure) => tellCited({ figure, reportRow }, library.reports, citations));
  return {
    outcome: "partial",
    lead: leadOf([told, ...rivals]),
    answer: `${SEVERAL}\n\n${lines.join("\n")}`,
    citations,
  };
}

/** As many of the figures, each with its name, as a lead has room for. */
function leadOf(figures: readonly Figure[]): string {
  let lead = SEVERAL;
  for (const figure of figures) {
    const next = `${lead === SEVERAL ? "" : "；"}${writeFigure(figure)}（${nameFigure(figure)}）`;
    if (lead.length + next.length > MAX_LEAD_CHARS) return `${lead}…`;
    lead += next;
  }
  return lead;
}
