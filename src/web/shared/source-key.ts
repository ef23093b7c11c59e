import type { CitationBody } from "../../http/contract.ts";

/** Which place a button opens, so that all buttons of the place shown can be lit. */
export function sourceKey({ reportId, start, end }: Pick<CitationBody, "reportId" | "start" | "end">): string {
  return `${start}-${end}-${reportId}`;
}
