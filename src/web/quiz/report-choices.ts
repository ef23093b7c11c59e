import type { ReportSummary } from "../../http/contract.ts";

/** What narrows the list of reports that can be chosen from. */
export interface ReportSearch {
  /** Words that a report's title, region, issuer or file name must hold, every one of them. */
  readonly words: string;
  readonly region: string;
  readonly year: number | undefined;
}

type Findable = Pick<ReportSummary, "title" | "region" | "issuer" | "file" | "year">;

/** Reports that fit, in their order. */
export function findReports<Report extends Findable>(reports: readonly Report[], search: ReportSearch): Report[] {
  const words = search.words.normalize("NFKC").toLowerCase().split(/\s+/u).filter(Boolean);
  return reports.filter((report) => {
    if (search.region !== "" && !report.region.startsWith(search.region)) return false;
    if (search.year !== undefined && report.year !== search.year) return false;
    if (words.length === 0) return true;
    const said = `${report.title} ${report.region} ${report.issuer} ${report.file} ${report.year ?? ""}`;
    const text = said.normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
