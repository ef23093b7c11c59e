import type { Span } from "../model/offsets.ts";
import type { QuizSource } from "../model/quiz.ts";
import type { Report } from "../model/report.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { titleOf, withoutNote } from "./title-of.ts";

/** The whole sentence that a fact stands in. */
export function sourceOf({ report, figure }: QuizFact): QuizSource {
  return sourceAt(report, figure.sectionRow, figure.sentence);
}

/** A stretch of a report as the source of an item. */
export function sourceAt(report: Report, sectionRow: number, { start, end }: Span): QuizSource {
  const { issuer, region, year } = report.identity;
  return {
    reportId: report.id,
    file: report.file,
    title: titleOf(report),
    issuer: withoutNote(issuer.value),
    region: region.value,
    year: year.value,
    section: report.sections[sectionRow]?.path ?? [],
    quote: report.text.slice(start, end),
    ...{ start, end },
    ...(report.url === undefined ? {} : { url: report.url }),
  };
}
