import type { ChatMessage } from "../model/question.ts";

/** A language model that rephrases. It is never trusted: what it writes is verified sentence by sentence. */
export interface ChatModel {
  /** Shown to people as `backend`, e.g. `openai:qwen2.5`. Carries no secret. */
  readonly id: string;
  /** The reply as it is produced, in pieces of any size. Throws `FawenError("backend-failed")`. */
  stream(request: {
    readonly system: string;
    readonly messages: readonly ChatMessage[];
    readonly signal?: AbortSignal | undefined;
  }): AsyncIterable<string>;
}
