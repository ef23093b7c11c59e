import { describeFigure } from "../figures/describe-figure.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { type Draft, MAX_LEAD_CHARS } from "./compose-answer.ts";
import { composeLinked, tellFigure } from "./compose-linked.ts";
import { contradicts } from "./denials.ts";
import { disclosedFigures, GENERAL, inOneForm, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { TargetGroup } from "./target-groups.ts";
import { narrowedApart } from "./vouch-figure.ts";

/**
 * The one figure that the report asked of has under the standard name of what is asked, whatever the report calls it:
 * 行政机关负责人出庭应诉率 of a report that writes 出庭应诉率98.5%. Told as the answer where its own words add nothing to the
 * name, otherwise as the nearest, to be looked at. Null where several figures differ, or several reports are meant.
 */
export function composeStandard(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const [asked, another] = plan.figures;
  if (asked === undefined || another !== undefined || asked.rank || plan.comparison || plan.asksForPlans) return null;
  const name = standardNameOf(asked);
  if (name === null || groups.some(({ mustSpeakOf }) => mustSpeakOf !== undefined)) return null;
  const rows = [...new Set(groups.flatMap(({ reportRows }) => [...reportRows]))];
  const [reportRow, otherRow] = rows.filter((row) => disclosedFigures(library, row, name).length > 0);
  if (reportRow === undefined || otherRow !== undefined) return null;
  const entry = onlyFigure(disclosedFigures(library, reportRow, name));
  const report = library.reports[reportRow];
  if (entry === null || report === undefined) return null;
  const figure: Figure = { ...entry, text: report.text.slice(entry.start, entry.end) };
  const own = describeFigure(figure);
  if (contradicts(own, asked.phrase)) return null;
  if (narrowedApart(own, plan.question) || !saysNoMore(own, `${name} ${plan.question}`))
    return composeLinked({ figure, reportRow, certainty: 1 }, [], library.reports);
  const citations = new CitationList();
  const marker = citations.cite(report, figure.sectionRow, figure.sentence);
  const lead = tellFigure({ figure, reportRow }, library.reports);
  const quote = report.text.slice(figure.sentence.start, figure.sentence.end);
  const answer = `${lead} [${marker}]\n\n${quote} [${marker}]`;
  return { outcome: "answered", lead: lead.slice(0, MAX_LEAD_CHARS), answer, citations };
}

/** Whether a figure's own words, but for general ones, all stand in `said`. */
function saysNoMore(own: string, said: string): boolean {
  return unsaid(contentOf(sameWords(inOneForm(own)).replace(GENERAL, " ")), sameWords(said)) === "";
}
