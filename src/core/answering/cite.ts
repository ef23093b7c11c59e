import type { Citation, PlaceContext } from "../model/answer.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import { toRawSpan } from "../text/offset-map.ts";

/** The report's own words for who, where and when; empty strings where unknown, never a guess. */
export function describeReport(report: Report): { title: string; issuer: string; region: string; year: number | null } {
  const { title, issuer, region, year } = report.identity;
  return {
    title: title.value ?? report.file,
    issuer: issuer.value ?? "",
    region: region.value ?? "",
    year: year.value,
  };
}

/**
 * What the words at a place of a report refer to, in the form that is shown. `shown` is the part of the place that the
 * reader sees: words outside of it need no explanation.
 */
export function describePlace(report: Report, place: Span, shown: Span = place): PlaceContext {
  const { region, year, period, plan, meanings } = resolveContext(report, place);
  const words = report.text.slice(shown.start, shown.end);
  const explained = meanings.filter(({ text }) => words.includes(text));
  return {
    region,
    year,
    ...(period === undefined ? {} : { period: period.text }),
    plan,
    ...(explained.length === 0 ? {} : { meanings: explained }),
  };
}

/** Collects the citations of one answer; the same span twice is one citation. */
export class CitationList {
  readonly #citations: Citation[] = [];
  readonly #reports = new Set<Report>();

  /** Cites a span of a report and gives its marker; `sentence` is the whole sentence where the span is part of one. */
  cite(report: Report, sectionRow: number, span: Span, sentence: Span = span): number {
    const known = this.#citations.find(
      (other) => other.reportId === report.id && other.start === span.start && other.end === span.end,
    );
    if (known !== undefined) return known.marker;
    const raw = toRawSpan(report.offsets, span.start, span.end);
    const marker = this.#citations.length + 1;
    this.#reports.add(report);
    this.#citations.push({
      marker,
      reportId: report.id,
      file: report.file,
      ...describeReport(report),
      section: report.sections[sectionRow]?.path ?? [],
      context: describePlace(report, sentence, span),
      quote: report.text.slice(span.start, span.end),
      start: span.start,
      end: span.end,
      rawQuote: report.raw.slice(raw.start, raw.end),
      rawStart: raw.start,
      rawEnd: raw.end,
      ...(report.url === undefined ? {} : { url: report.url }),
    });
    return marker;
  }

  list(): readonly Citation[] {
    return this.#citations;
  }

  /** The reports that are cited, each once. */
  reports(): readonly Report[] {
    return [...this.#reports];
  }
}
