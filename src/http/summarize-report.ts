import type { Library } from "../core/model/library.ts";
import type { Report } from "../core/model/report.ts";
import type { ReportSummary } from "./contract.ts";

/** Passages of each report, by row. */
export function countPassages(library: Library): readonly number[] {
  const counts = library.reports.map(() => 0);
  for (const passage of library.passages) counts[passage.reportRow] = (counts[passage.reportRow] ?? 0) + 1;
  return counts;
}

/** Unknown facts are empty on the wire, except year and date, which are null. */
export function summarizeReport(report: Report, passages: number): ReportSummary {
  const { title, issuer, region, level, year, date } = report.identity;
  return {
    id: report.id,
    file: report.file,
    ...(report.url === undefined ? {} : { url: report.url }),
    title: title.value ?? report.file,
    issuer: issuer.value ?? "",
    region: region.value ?? "",
    level: level.value ?? "",
    year: year.value,
    date: date.value,
    passages,
    chars: report.textLength ?? report.text.length,
    ...(report.copies === undefined ? {} : { copies: report.copies }),
  };
}
