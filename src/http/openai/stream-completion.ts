import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { AskRequest, Assistant } from "../../core/assistant.ts";
import type { Answer, AnswerEvent } from "../../core/model/answer.ts";
import type { AppContext } from "../app-env.ts";
import type { AppLog } from "../app-options.ts";
import { describeError } from "../error-table.ts";
import { writeBody, writeFootnotes, writeRest } from "../footnotes.ts";
import { type CompletionHead, countUsage, toChunk, toFacts, toUsageChunk } from "./completion.ts";
import { toOpenAiError } from "./describe-error.ts";

/** Shorter than what proxies wait for a silent server. */
const KEEP_ALIVE_MS = 15_000;

export interface StreamedCompletion {
  readonly head: CompletionHead;
  readonly request: AskRequest;
  readonly includeUsage: boolean;
  /** True when the text goes out as it is verified; false when it is all there at once and may begin with its lead. */
  readonly live: boolean;
  readonly log: AppLog;
  readonly tookMs: () => number;
}

type Send = (data: unknown) => Promise<void>;

/**
 * Answers in OpenAI's stream of chunks: the role first, text as it is verified, footnotes, then a chunk with
 * `finish_reason` and our own fields, the usage where asked for, and `[DONE]`. What breaks before the first event is
 * thrown and gets a real status; what breaks later is `{ error }` in place of the rest. When the client goes away, the
 * work is aborted.
 */
export async function streamCompletion(
  c: AppContext,
  assistant: Assistant,
  streamed: StreamedCompletion,
): Promise<Response> {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, c.req.raw.signal]);
  const events = assistant.ask({ ...streamed.request, signal });
  const first = await events.next();
  const response = streamSSE(c, async (stream) => {
    stream.onAbort(() => gone.abort());
    const send: Send = (data) => stream.writeSSE({ data: typeof data === "string" ? data : JSON.stringify(data) });
    const keepAlive = keepConnection(stream);
    try {
      await sendChunks(send, first, events, streamed, signal);
    } catch (error) {
      if (signal.aborted) return;
      streamed.log.error("answer broke off", { requestId: c.get("requestId"), error });
      await send(toOpenAiError(describeError(error)));
    } finally {
      clearInterval(keepAlive);
    }
  });
  response.headers.set("Cache-Control", "no-store");
  // nginx would otherwise hold the chunks back until the answer is complete.
  response.headers.set("X-Accel-Buffering", "no");
  return response;
}

/** A comment now and then, which clients skip: proxies cut connections that are silent while a model thinks. */
function keepConnection(stream: SSEStreamingApi) {
  return setInterval(() => void stream.write(": keep-alive\n\n"), KEEP_ALIVE_MS);
}

async function sendChunks(
  send: Send,
  first: IteratorResult<AnswerEvent, void>,
  events: AsyncGenerator<AnswerEvent, void, void>,
  { head, request, includeUsage, live, tookMs }: StreamedCompletion,
  signal: AbortSignal,
): Promise<void> {
  let told = "";
  let whole: Answer | undefined;
  const tell = async (content: string) => {
    told += content;
    if (content !== "") await send(toChunk(head, { content }));
  };
  try {
    await send(toChunk(head, { role: "assistant", content: "" }));
    for (let step = first; !step.done; step = await events.next()) {
      if (signal.aborted) return;
      if (step.value.type === "answer-ended") whole = step.value.answer;
      else if (step.value.type === "text-verified" && live) await tell(step.value.text);
    }
  } finally {
    // Lets the assistant's own finally blocks run when we stop early.
    await events.return();
  }
  if (whole === undefined) throw new Error("the assistant ended without an answer");
  if (live) await tell(writeRest(told, whole));
  else for (const line of writeBody(whole).split(/(?<=\n)/u)) await tell(line);
  await tell(writeFootnotes(whole));
  await send(toChunk(head, { citations: whole.citations, fawen: toFacts(whole, tookMs()) }, "stop"));
  if (includeUsage) await send(toUsageChunk(head, countUsage(request.messages, told)));
  await send("[DONE]");
}
