import type { Span } from "./offsets.ts";

/** 单选, 多选, 判断, 填空, 简答. */
export type QuizItemType = "single" | "multiple" | "judge" | "fill" | "short";

/**
 * What an item asks of a learner: `recall` one figure or fact of one report; `distinguish` two reports, years or
 * neighbouring indicators; `combine` several figures by arithmetic or order.
 */
export type QuizDifficulty = "recall" | "distinguish" | "combine";

/** Whether an item has been looked at by a person; only people set it. */
export type QuizReview = "unreviewed" | "reviewed";

/** One choice of a single or multiple item; its letter is its place: A, B, C … */
export interface QuizOption {
  readonly text: string;
  readonly correct: boolean;
}

/** Where the proof of an item stands; `quote` is the exact slice of the report's cleaned text. */
export interface QuizSource extends Span {
  readonly reportId: string;
  readonly file: string;
  readonly title: string;
  readonly issuer: string | null;
  readonly region: string | null;
  readonly year: number | null;
  /** Headings above the quote, outermost first. */
  readonly section: readonly string[];
  readonly quote: string;
  readonly url?: string;
}

interface QuizItemBase {
  /** Stable for the same evidence, type and wording: 16 hexadecimal digits. */
  readonly id: string;
  readonly difficulty: QuizDifficulty;
  /** Names region and year and stands alone; a fill item's gap is `____`. */
  readonly stem: string;
  /** 解析: why the key is right; for a false judge item, what is true. */
  readonly explanation: string;
  /** At least one; the first is the proof of the key. */
  readonly sources: readonly [QuizSource, ...QuizSource[]];
  /** Top heading that the first source stands under; empty where the report has none. */
  readonly chapter: string;
  /** `AI 生成` as soon as a model worded any part of it. */
  readonly label: "原文摘录" | "由报告数据计算" | "由多份报告计算" | "AI 生成";
  readonly review: QuizReview;
  /** True once a person changed it: its sources then tell what it was made from and prove it no more. */
  readonly edited?: boolean;
}

/** Single: exactly one option is correct; multiple: two or more. */
export interface ChoiceItem extends QuizItemBase {
  readonly type: "single" | "multiple";
  readonly options: readonly QuizOption[];
}

export interface JudgeItem extends QuizItemBase {
  readonly type: "judge";
  readonly correct: boolean;
}

export interface FillItem extends QuizItemBase {
  readonly type: "fill";
  /** One list a gap, in the order of the gaps; each list the accepted answers, the preferred first. */
  readonly answers: readonly (readonly string[])[];
}

export interface ShortItem extends QuizItemBase {
  readonly type: "short";
  /** What a right answer says, one entry a point. */
  readonly points: readonly string[];
}

export type QuizItem = ChoiceItem | JudgeItem | FillItem | ShortItem;

/** What a paper is to hold. */
export interface QuizBlueprint {
  /** 1 to 500. */
  readonly count: number;
  /** How many of each type, or just the types, shared out evenly; all five when left out. */
  readonly types?: readonly QuizItemType[] | Readonly<Partial<Record<QuizItemType, number>>>;
  readonly difficulties?: readonly QuizDifficulty[];
  readonly reports?: readonly string[];
  readonly regions?: readonly string[];
  readonly years?: readonly number[];
  /** Words that the headings above the evidence must contain, any of them. */
  readonly chapters?: readonly string[];
  /** 0 to 2^32 − 1; the same seed and library give the same paper. */
  readonly seed?: number;
  /** Items not to be asked again, by id: for replacing one item of a paper. */
  readonly exclude?: readonly string[];
}

/** Why fewer items than wanted could be made: in Chinese, with the number missing. */
export interface QuizShortfall {
  readonly type: QuizItemType;
  readonly wanted: number;
  readonly made: number;
  readonly reason: string;
}

export interface QuizPaper {
  readonly title: string;
  readonly seed: number;
  readonly items: readonly QuizItem[];
  readonly shortfall: readonly QuizShortfall[];
}
