import type { Figure } from "./figure.ts";

/** Which figures of the ledgers are wanted; what is left out narrows nothing. */
export interface IndicatorRequest {
  /** What is counted or measured, in anybody's words; Traditional characters and full width are fine. */
  readonly query?: string | undefined;
  /** The place that a figure is of, or one that it lies in: by full path or by any of its names. */
  readonly region?: string | undefined;
  /** The year that a figure is of. */
  readonly year?: number | undefined;
  /** Rows at most, 1 or more. */
  readonly limit: number;
}

/** One figure of a ledger with where it stands. */
export interface IndicatorRow extends Omit<Figure, "sentence" | "sectionRow" | "region" | "issuer"> {
  /** Full path; empty when unknown. */
  readonly region: string;
  /** Empty when unknown. */
  readonly issuer: string;
  readonly reportId: string;
  readonly file: string;
  readonly title: string;
  readonly section: readonly string[];
  /** The sentence it stands in, as the report's cleaned text has it. */
  readonly sentence: string;
}

/** A standard indicator and who discloses it. */
export interface IndicatorSummary {
  readonly canonical: string;
  /** Reports that tell a figure of it as done. */
  readonly reports: number;
  /** Units that these figures are given in, most frequent first. */
  readonly units: readonly string[];
}

export interface IndicatorResult {
  /** Best first; those that fit alike in the order of the reports. */
  readonly rows: readonly IndicatorRow[];
  /** How many there are, those beyond `limit` included. */
  readonly total: number;
  /** The standard indicators among all of them, most widely disclosed first. */
  readonly indicators: readonly IndicatorSummary[];
}
