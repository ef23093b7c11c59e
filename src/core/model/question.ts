/** Narrowing that a client asks for; every list is OR inside, AND between. */
export interface SearchFilters {
  readonly regions?: readonly string[] | undefined;
  readonly years?: readonly number[] | undefined;
  readonly reports?: readonly string[] | undefined;
}

/** What was understood of a question; shown to the user as it is. */
export interface Understood {
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
