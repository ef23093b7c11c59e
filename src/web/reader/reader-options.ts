import type { CitationBody, ReportDetail } from "../../http/contract.ts";
import type { CitedPlace, ToldPlace } from "./reader-address.ts";

/** A citation of an answer, or as much of it as an address holds. */
export type ReaderCitation = CitedPlace & Partial<Pick<CitationBody, "context" | "year">>;

export interface ReaderOptions {
  readonly reportId: string;
  /** What to step through, in the order of the answer; may lead to other reports. */
  readonly citations?: readonly ReaderCitation[] | undefined;
  /** Row in `citations` to begin with. */
  readonly at?: number | undefined;
  /** A place to light when there is no citation for it. */
  readonly place?: ToldPlace | undefined;
  /** A place was meant, but nobody can tell which. */
  readonly brokenLink?: boolean;
  /** Inside another page: headings one level lower, nothing but the report itself in the way. */
  readonly embedded?: boolean;
  readonly loadReport?: (id: string) => Promise<ReportDetail>;
  /** Says a sentence to a screen reader. */
  readonly announce?: (message: string) => void;
  /** Whenever another place or report is shown; `marker` only for a citation. */
  readonly onPlace?: (shown: {
    reportId: string;
    title: string;
    place: (ToldPlace & { marker?: number }) | undefined;
  }) => void;
}
