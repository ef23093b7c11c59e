import type { Assistant } from "../core/assistant.ts";
import { FawenError } from "../core/model/errors.ts";
import type { SearchFilters } from "../core/model/question.ts";

/**
 * Refuses a filter that names a report which is not there: silently it would only look like "no evidence".
 * Regions and years that no report covers are fine, the answer says so.
 */
export function checkReportFilter(assistant: Assistant, filters: SearchFilters | undefined): void {
  if (filters?.reports === undefined || filters.reports.length === 0) return;
  const known = new Set(assistant.library().reports.map((report) => report.id));
  const row = filters.reports.findIndex((id) => !known.has(id));
  if (row === -1) return;
  throw new FawenError("bad-request", `没有编号为“${filters.reports[row]}”的报告，可用的编号见 GET /api/reports`, {
    field: `filters.reports.${row}`,
  });
}
