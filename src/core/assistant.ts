import type { Answer, AnswerEvent } from "./model/answer.ts";
import type { IndicatorRequest, IndicatorResult, IndicatorTable, IndicatorTableRequest } from "./model/indicator.ts";
import type { Library } from "./model/library.ts";
import type { ChatMessage, SearchFilters } from "./model/question.ts";
import type { QuizBlueprint, QuizPaper } from "./model/quiz.ts";
import type { SearchRequest, SearchResult } from "./model/search.ts";
import type { ChatModelHealth } from "./ports/chat-model.ts";

export interface AskRequest {
  /** The conversation so far; the last message is the question. */
  readonly messages: readonly ChatMessage[];
  readonly filters?: SearchFilters | undefined;
  /** `extractive` or the id of the configured chat model; the configured one when left out. */
  readonly backend?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the assistant works with right now, for `/readyz` and the doctor. */
export interface AssistantStatus {
  readonly ready: boolean;
  readonly reports: number;
  readonly passages: number;
  /** `exact`, `hnsw`, the name of an engine elsewhere (`pgvector` …), or `none`. */
  readonly vectorIndex: string;
  /** Model id, or `none`. */
  readonly embedder: string;
  readonly backend: string;
  /** Whether the language model is being asked at all; absent without one that tells. */
  readonly chatModel?: ChatModelHealth;
  readonly builtAt: string | null;
  /** Why it is not ready, where more is known than that it is still being made; for readers, in Chinese. */
  readonly message?: string;
}

export interface QuizOptions {
  /** Lets the configured chat model reword stems, each proven anew; without a model they stay as they are. */
  readonly reword?: boolean;
  readonly signal?: AbortSignal;
}

/** The facade: the only thing that HTTP, the command line and the evaluation call. */
export interface Assistant {
  status(): AssistantStatus;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Events in order; the last is `answer-ended`. Expected outcomes are answers, only breakage throws. */
  ask(request: AskRequest): AsyncGenerator<AnswerEvent, void, void>;
  /** `ask`, waiting for the end. */
  answer(request: AskRequest): Promise<Answer>;
  /** Figures of the reports' ledgers, by what they count, place and year. */
  indicators(request: IndicatorRequest): IndicatorResult;
  /** One indicator by places and years, with the reports that tell nothing of it. */
  indicatorTable(request: IndicatorTableRequest): IndicatorTable;
  /**
   * Quiz items made from the reports, each proven by what it cites; the same library and seed give the same paper. What
   * the reports are too few for stands in `shortfall`. Throws `FawenError` with the field at fault for a wrong blueprint.
   */
  quiz(blueprint: QuizBlueprint, options?: QuizOptions): Promise<QuizPaper>;
  /** The library that questions are answered from at this moment; throws `FawenError("not-ready")` before the first. */
  library(): Library;
  /**
   * A few questions that this library is known to answer, best first, for the opening screen. Made from what
   * the reports really state, never a fixed list; empty when nothing fits or before the first library.
   */
  examples(): readonly string[];
}
