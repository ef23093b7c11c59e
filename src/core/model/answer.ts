import type { Understood } from "./question.ts";

export type Outcome = "answered" | "partial" | "abstained";

export type AbstainReason =
  | "no_evidence"
  | "region_not_covered"
  | "year_not_covered"
  | "not_disclosed"
  | "ambiguous"
  | "out_of_scope"
  | "unsafe"
  | "personal_data";

export type AnswerLabel = "原文摘录" | "AI 生成" | "由多份报告计算";

/** A word that means something only in its report, with what it means there. */
export interface WordMeaning {
  /** As written: 去年, 全市. */
  readonly text: string;
  /** 2020年, 广东省清远市. */
  readonly meaning: string;
}

/** What 我市, 今年 and 1—11月 mean at a place of a report; shown beside it. */
export interface PlaceContext {
  /** Full path of the division that is spoken of; null when unknown. */
  readonly region: string | null;
  /** The year that is spoken of, told from the report's own year; null when unknown. */
  readonly year: number | null;
  /** Part of the year, or years together, as the text says it: 1—11月, 上半年, 2019年以来. */
  readonly period?: string;
  /** True for what is going to be done: never a result. */
  readonly plan: boolean;
  /** What 我市, 全区, 去年 … mean where they stand in the words that are shown; absent where none does. */
  readonly meanings?: readonly WordMeaning[];
}

/** A place in a report that proves a sentence of an answer. */
export interface Citation {
  /** The n of the marker [n] in the answer, from 1. */
  readonly marker: number;
  readonly reportId: string;
  readonly file: string;
  readonly title: string;
  readonly issuer: string;
  readonly region: string;
  readonly year: number | null;
  readonly section: readonly string[];
  readonly context: PlaceContext;
  /** `report.text.slice(start, end)`. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** `report.raw.slice(rawStart, rawEnd)`. */
  readonly rawQuote: string;
  readonly rawStart: number;
  readonly rawEnd: number;
  readonly url?: string;
}

/** A figure that stands in an answer. */
export interface AnswerFigure {
  readonly text: string;
  /** As a plain number; null where the text gives none that can be computed with (数百). */
  readonly value: number | null;
  readonly unit: string;
  /**
   * True when value, unit, qualifier, indicator, subject, period and state stand together at the place that the citation
   * with this marker cites (see `core/answering/verify-figures.ts`).
   */
  readonly verified: boolean;
  readonly marker?: number;
  /** True in a quote that took the place of a language model's sentence that did not stand. */
  readonly replaced?: boolean;
}

export interface Coverage {
  readonly reports: number;
  readonly disclosed: number;
  readonly undisclosed: number;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly reason?: AbstainReason;
  /** The direct answer in one line, at most 80 characters, plain text. */
  readonly lead: string;
  /** The whole answer, Markdown, with markers [1] [2] …. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly figures: readonly AnswerFigure[];
  readonly coverage?: Coverage;
  readonly understood: Understood;
  readonly label: AnswerLabel;
  readonly followUps: readonly string[];
  readonly backend: string;
  /**
   * What the reader must know of how the answer was made, one Chinese sentence each: that the language model could not
   * be used, or that some of its sentences were replaced. Absent where there is nothing to say.
   */
  readonly notes?: readonly string[];
}

/** What happens while a question is answered, in order; `answer-ended` is always the last. */
export type AnswerEvent =
  | {
      readonly type: "status-changed";
      readonly stage: "understanding" | "searching" | "answering";
      readonly message: string;
    }
  | { readonly type: "citations-found"; readonly citations: readonly Citation[] }
  | { readonly type: "text-verified"; readonly text: string }
  | { readonly type: "answer-ended"; readonly answer: Answer };
