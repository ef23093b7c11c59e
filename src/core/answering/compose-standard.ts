import { describeFigure } from "../figures/describe-figure.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Draft } from "./compose-answer.ts";
import { composeLinked, composeTold } from "./compose-linked.ts";
import { contradicts } from "./denials.ts";
import { addsNothing, disclosedFigures, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { narrowedApart } from "./narrowing.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { TargetGroup } from "./target-groups.ts";

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
  if (narrowedApart(own, plan.question) || !addsNothing(own, `${name} ${plan.question}`))
    return composeLinked({ figure, reportRow, certainty: 1 }, [], library.reports);
  return composeTold({ figure, reportRow }, library.reports);
}
