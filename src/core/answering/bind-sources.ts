import { sameWords } from "../figures/same-words.ts";
import type { Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { sameQualifier, sameValue } from "./bind-claims.ts";
import { isPlace, placesIn, withoutPlaces } from "./bind-places.ts";
import { scanAnswer } from "./bind-scan.ts";
import { type Statement, statementsOf } from "./bind-statements.ts";
import { TIMES } from "./bind-times.ts";
import { contentOf, unsaid } from "./bind-words.ts";

/** A cited place with what it states. */
export interface Source {
  readonly citation: Citation;
  readonly report: Report;
  readonly statements: readonly Statement[];
}

/** What a citation's place states; null where its report is not among `reports`. */
export function sourceOf(citation: Citation, reports: readonly Report[]): Source | null {
  const report = reports.find(({ id }) => id === citation.reportId);
  return report === undefined ? null : { citation, report, statements: statementsOf(report, citation) };
}

const CLAUSE_MARK = /[，；。：、！？\n,;:!?]/u;
/** Fewer characters of words beside its figures say nothing of what a clause counts. */
const MIN_WORDS = 4;
const PLAN_TOLD = /计划|目标|拟|将|力争|争取|预计|打算|下一步|今后|明年/u;

/**
 * True when words are whole clauses of the quote, exactly: its figures stand there with the same words beside them. A
 * plan has to be told as one, by these clauses or by the whole quote.
 */
export function isSlice(words: string, { citation, report, statements }: Source): boolean {
  const { quote } = citation;
  if (words.replace(/\P{sc=Han}/gu, "").length < MIN_WORDS) return false;
  for (let at = quote.indexOf(words); at >= 0; at = quote.indexOf(words, at + 1)) {
    const [before, behind] = [quote[at - 1] ?? "。", quote[at + words.length] ?? "。"];
    if (!CLAUSE_MARK.test(before) || !CLAUSE_MARK.test(behind)) continue;
    const start = citation.start + at;
    const planned = statements.some(
      ({ figure }) => figure.state === "planned" && figure.start >= start && figure.end <= start + words.length,
    );
    if (
      !planned ||
      PLAN_TOLD.test(words) ||
      words.length >= report.text.slice(citation.start, citation.end).trim().length - 1
    )
      return true;
  }
  return false;
}

/** True when a figure that counts nothing (a date, a name, a numbering) stands like this at the cited place. */
export function standsAt(figure: ScannedFigure, { citation, report, statements }: Source): boolean {
  if (figure.unit === "年" && figure.upper === undefined) {
    const years = [citation.year, citation.context.year, ...statements.map((one) => one.figure.year)];
    if (years.includes(figure.value)) return true;
  }
  // The number of a heading is no figure without unit.
  const above = figure.unit === "" ? [] : [citation.title, report.identity.period?.value ?? "", ...citation.section];
  const words = [citation.quote, ...statements.map(({ sentence }) => sentence), ...above];
  return scanAnswer(words.join("\n")).some(
    (stated) =>
      sameValue(stated, figure) && stated.unit === figure.unit && sameQualifier(stated.qualifier, figure.qualifier),
  );
}

/** What in the label of a quote (江门市（2023年）) does not hold of its place; null where all does. */
export function faultOfLabel(label: string, { citation, report, statements }: Source): "subject" | "period" | null {
  const region = report.identity.region.value;
  const words = [citation.quote, ...statements.map(({ sentence }) => sentence)].join("\n");
  const regions = [region, ...statements.map(({ figure }) => figure.region)];
  for (const { name } of placesIn(label, region))
    if (!words.includes(name) && !regions.some((one) => isPlace(name, one, region))) return "subject";
  const known = sameWords([words, region ?? "", citation.issuer, citation.title, ...citation.section].join("\n"));
  const said = contentOf(withoutPlaces(label.replace(TIMES, " "), region));
  if (unsaid(said, known) !== "") return "subject";
  const dates = scanAnswer(label).filter(({ unit }) => /^[年月日号]$/u.test(unit));
  return dates.every((date) => standsAt(date, { citation, report, statements })) ? null : "period";
}
