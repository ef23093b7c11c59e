import type { Answer } from "../../core/model/answer.ts";
import type { ChatMessage } from "../../core/model/question.ts";
import { writeBody, writeFootnotes } from "../footnotes.ts";
import {
  type AnswerFacts,
  AnswerFactsSchema,
  type Completion,
  type CompletionChunk,
  CompletionChunkSchema,
  CompletionSchema,
  type Usage,
} from "./contract.ts";

/** What every piece of one reply carries. */
export interface CompletionHead {
  readonly id: string;
  readonly created: number;
  readonly model: string;
}

type Choice = CompletionChunk["choices"][number];

/** A whole reply. */
export function toCompletion(
  head: CompletionHead,
  messages: readonly ChatMessage[],
  answer: Answer,
  tookMs: number,
): Completion {
  const content = `${writeBody(answer)}${writeFootnotes(answer)}`;
  const { citations } = answer;
  const message = { role: "assistant" as const, content, refusal: null, citations, fawen: toFacts(answer, tookMs) };
  // Parsed on the way out as well: what the contract does not name stays inside.
  return CompletionSchema.parse({
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage: countUsage(messages, content),
  } satisfies Completion);
}

/** One piece of a streamed reply; the last has a `finish` reason. */
export function toChunk(head: CompletionHead, delta: Choice["delta"], finish: Choice["finish_reason"] = null) {
  return CompletionChunkSchema.parse({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  } satisfies CompletionChunk);
}

/** The piece that clients get behind the last when they ask for it: no choices, only what was counted. */
export function toUsageChunk(head: CompletionHead, usage: Usage): CompletionChunk {
  return { ...head, object: "chat.completion.chunk", choices: [], usage };
}

export function toFacts(answer: Answer, tookMs: number): AnswerFacts {
  return AnswerFactsSchema.parse({ ...answer, tookMs } satisfies AnswerFacts);
}

/**
 * Counted in characters: there need not be a model here that has tokens, and an invented number would be no better.
 * What was asked is what was read of the conversation.
 */
export function countUsage(messages: readonly ChatMessage[], reply: string): Usage {
  const asked = messages.reduce((sum, { content }) => sum + countCharacters(content), 0);
  const told = countCharacters(reply);
  return { prompt_tokens: asked, completion_tokens: told, total_tokens: asked + told, unit: "characters" };
}

/** Code points: a rare character counts once. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
