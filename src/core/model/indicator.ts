import type { Figure } from "./figure.ts";

/** Which figures of the ledgers are wanted; what is left out narrows nothing. */
export interface IndicatorRequest {
  /** What is counted or measured, in anybody's words; Traditional characters and full width are fine. */
  readonly query?: string | undefined;
  /** Exactly this standard indicator; or, of figures without a standard name, these words of a report. */
  readonly name?: string | undefined;
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
  /** The sentence it stands in, as the report's cleaned text has it from `sentenceStart` on. */
  readonly sentence: string;
  readonly sentenceStart: number;
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

/** Which indicator is to be laid out by places and years. */
export interface IndicatorTableRequest extends Pick<IndicatorRequest, "region" | "year"> {
  /** As `IndicatorRequest.name`. */
  readonly name: string;
  /** Places at most, 1 or more. */
  readonly limit: number;
}

/** What the library knows of an indicator for one place and year; there is none where it knows of no report. */
export interface IndicatorCell {
  /** Null: neither the figure nor the report tells its year. */
  readonly year: number | null;
  /** Some figure is told as done. A plan discloses nothing. */
  readonly disclosed: boolean;
  /** Figures told as done come first, of these the plainest: whole year, whole place. Empty where nothing is told. */
  readonly figures: readonly IndicatorRow[];
  /** The reports of this place and year. */
  readonly reports: readonly { readonly id: string; readonly title: string }[];
}

/** A place, or one department of it that reports for itself. */
export interface IndicatorPlace {
  /** Full path; empty when unknown. */
  readonly region: string;
  /** The department; empty for the place as a whole. */
  readonly issuer: string;
  /** Latest year first, at most one a year. */
  readonly cells: readonly IndicatorCell[];
}

export interface IndicatorTable {
  readonly name: string;
  /** Units of the figures told as done, most frequent first. */
  readonly units: readonly string[];
  /** Latest first; null, for figures whose year nobody tells, last. */
  readonly years: readonly (number | null)[];
  /** Those that disclose most first, then by path. */
  readonly places: readonly IndicatorPlace[];
  /** How many places there are, those beyond `limit` included. */
  readonly total: number;
  /** Cells with and without a figure told as done, of all places. */
  readonly disclosed: number;
  readonly undisclosed: number;
}
