import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";

/** A figure that was found for a place or year that is compared. */
export interface FoundFigure {
  readonly report: Report;
  /** As it is told: 98.82%, 第18批 54个. */
  readonly text: string;
  /** 第18批, 目标: what has to be told beside it; empty for nothing. */
  readonly remarks: string;
  /** As the ledger has it; null where it does not. */
  readonly figure: Figure | null;
  /** True where the words leave no doubt that it is the one asked for. */
  readonly sure: boolean;
  readonly sectionRow: number;
  /** What is quoted for it, and the whole sentence. */
  readonly quote: { readonly start: number; readonly end: number };
  readonly sentence: { readonly start: number; readonly end: number };
}
