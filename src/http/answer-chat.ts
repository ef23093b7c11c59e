import type { Assistant } from "../core/assistant.ts";
import type { Answer } from "../core/model/answer.ts";
import type { AppContext } from "./app-env.ts";
import type { AppOptions } from "./app-options.ts";
import { checkReportFilter } from "./check-report-filter.ts";
import { type ChatRequest, type ChatResponse, ChatResponseSchema } from "./contract.ts";
import { roundMs } from "./round-ms.ts";
import { streamAnswer } from "./stream-answer.ts";

type Answering = Pick<AppOptions, "newId" | "nowMs" | "log">;

/** Answers a request that has been found valid, whole or as events, whoever asked. */
export async function answerChat(
  c: AppContext,
  assistant: Assistant,
  { newId, nowMs, log }: Answering,
  { messages, filters, backend, stream }: ChatRequest,
) {
  const startMs = nowMs();
  checkReportFilter(assistant, filters);
  const request = { messages, filters, backend };
  const finish = (answer: Answer): ChatResponse =>
    // Parsed on the way out as well: what the contract does not name stays inside.
    ChatResponseSchema.parse({
      id: newId(),
      ...answer,
      tookMs: roundMs(nowMs() - startMs),
    } satisfies ChatResponse);
  if (stream) return streamAnswer(c, assistant, request, finish, log);
  const answer = await assistant.answer({ ...request, signal: c.req.raw.signal });
  return c.json(finish(answer), 200);
}
