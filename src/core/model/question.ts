/** Narrowing that a client asks for; every list is OR inside, AND between. */
export interface SearchFilters {
  readonly regions?: readonly string[] | undefined;
  readonly years?: readonly number[] | undefined;
  readonly reports?: readonly string[] | undefined;
}

/** Kinds of answers: `figure` is measured (98.82%), `count` counted (72件); `fact` is anything else that a sentence tells. */
export const ANSWERS_WANTED = [
  "figure",
  "count",
  "name",
  "list",
  "yes_no",
  "comparison",
  "ranking",
  "summary",
  "fact",
] as const;
export type AnswerWanted = (typeof ANSWERS_WANTED)[number];

/** What was understood of a question; shown to the user as it is. */
export interface Understood {
  /** What kind of answer the question was taken to want. */
  readonly wanted?: AnswerWanted;
  readonly regions: readonly string[];
  readonly years: readonly number[];
  readonly indicators: readonly string[];
  /** A follow-up as it was completed from the conversation; absent where the question was taken as it stands. */
  readonly rewritten?: string;
  /** The follow-up as it was asked; only beside `rewritten`. */
  readonly original?: string;
}

/** One turn of a conversation. */
export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}
