import type { ChatMessage } from "../model/question.ts";

export interface ChatRequest {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  readonly signal?: AbortSignal | undefined;
}

/** Whether a chat model is being asked at all. */
export interface ChatModelHealth {
  /** True while it is left alone because it failed again and again. */
  readonly paused: boolean;
  /** Until it is tried again, in milliseconds; 0 when it is not paused or is being tried. */
  readonly retryInMs: number;
}

/** A language model that rephrases. It is never trusted: what it writes is verified sentence by sentence. */
export interface ChatModel {
  /** Shown to people as `backend`, e.g. `openai:qwen2.5`. Carries no secret. */
  readonly id: string;
  /**
   * The reply as it is produced, in pieces of any size. Throws `FawenError("backend-failed")`, whose message tells
   * readers in plain words what happened, without a full stop; `FawenError("cancelled")` when the signal aborts.
   */
  stream(request: ChatRequest): AsyncIterable<string>;
  /** Left out by models that are always asked. */
  health?(): ChatModelHealth;
}
