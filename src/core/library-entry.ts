import type { Library } from "./model/library.ts";
import type { Passage, Report } from "./model/report.ts";

/** A report on its way into a library; `previousRow` is set when it was taken over from the one before. */
export interface LibraryEntry {
  readonly report: Report;
  /** `reportRow` is still to be set. */
  readonly passages: readonly Passage[];
  readonly previousRow: number | null;
}

/** First passage row of each report, and one past the last. */
export function firstPassages(library: Pick<Library, "reports" | "passages">): Uint32Array {
  const first = new Uint32Array(library.reports.length + 1);
  for (const { reportRow } of library.passages) first[reportRow + 1] = (first[reportRow + 1] ?? 0) + 1;
  for (let row = 0; row < library.reports.length; row++) first[row + 1] = (first[row + 1] ?? 0) + (first[row] ?? 0);
  return first;
}
