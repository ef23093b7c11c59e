import type { Span } from "./offsets.ts";

/** What a figure is: an amount or count, a share of a whole, a change against before, or a place in a ranking. */
export type FigureKind = "level" | "share" | "change" | "rank";

/** One figure of a report with all that binds it; its span is the figure's own, qualifier and unit included. */
export interface Figure extends Span {
  /** Exact slice of the report's text: 超42亿元, 98.82%, 第2. */
  readonly text: string;
  /** As a plain number, 万 and 亿 multiplied out; the first bound of a range. */
  readonly value: number;
  /** Upper bound of a range; absent for a single figure. */
  readonly upper?: number;
  /** As written, without 万 and 亿; empty where the report gives none. */
  readonly unit: string;
  /** 超, 余, 多, 近, 达, 第 … as written; empty for an exact figure. */
  readonly qualifier: string;
  readonly kind: FigureKind;
  /** What is counted or measured, in the report's words: 行政机关负责人出庭应诉率. */
  readonly indicator: string;
  /** The whole that the figure is a part of, or what its list is headed by, in the report's words; empty for none. */
  readonly within: string;
  /** Standard name of the indicator (see `core/figures/standard-indicators.ts`); null where none is sure. */
  readonly canonical: string | null;
  /** Who it is of, as the sentence names it: 市中级人民法院; empty for the report's own place or office as a whole. */
  readonly subject: string;
  /** Path of the division that it is of; null when unknown. */
  readonly region: string | null;
  readonly issuer: string | null;
  /** The year that it is of; null when unknown. */
  readonly year: number | null;
  /** Part of the year, or years together, as the text says it: 1—11月; absent for the whole year. */
  readonly period?: string;
  /** Planned or aimed at, or told as done. */
  readonly state: "done" | "planned";
  readonly sectionRow: number;
  /** The sentence that it stands in. */
  readonly sentence: Span;
}
