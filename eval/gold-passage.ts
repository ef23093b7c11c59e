import type { Library } from "../src/core/model/library.ts";
import type { Report } from "../src/core/model/report.ts";
import type { SearchHit } from "../src/core/model/search.ts";
import { toRawSpan } from "../src/core/text/offset-map.ts";
import type { EvalQuestion } from "./question-set.ts";
import { overlaps } from "./scorers/score-answer.ts";

export interface GoldSpan {
  readonly reportId: string;
  /** Span in the source text of the report. */
  readonly start: number;
  readonly end: number;
}

/**
 * Where a question's evidence stands in the source texts of a library. Null when a file of the question is
 * not in the library (another corpus), so that it cannot be judged by place.
 */
export function locateEvidence(question: EvalQuestion, library: Library): GoldSpan[] | null {
  const spans: GoldSpan[] = [];
  for (const { file, quote } of question.evidence) {
    const report = library.reports.find((candidate) => candidate.file === file);
    const start = report?.raw.indexOf(quote) ?? -1;
    if (report === undefined || start < 0) return null;
    spans.push({ reportId: report.id, start, end: start + quote.length });
  }
  return spans;
}

/** Position (from 1) of the first hit that holds a piece of the evidence; 0 when none of the hits does. */
export function goldRank(hits: readonly SearchHit[], gold: readonly GoldSpan[], library: Library): number {
  const position = hits.findIndex((hit) => {
    const report = library.reports.find((candidate) => candidate.id === hit.reportId);
    return (
      report !== undefined &&
      gold.some((span) => span.reportId === hit.reportId && overlaps(span, rawSpanOf(report, hit)))
    );
  });
  return position + 1;
}

/** Share of the evidence whose passage is among the hits. */
export function goldRecall(hits: readonly SearchHit[], gold: readonly GoldSpan[], library: Library): number {
  if (gold.length === 0) return 0;
  return gold.filter((span) => goldRank(hits, [span], library) > 0).length / gold.length;
}

function rawSpanOf(report: Report, span: { start: number; end: number }): { start: number; end: number } {
  return toRawSpan(report.offsets, span.start, span.end);
}
