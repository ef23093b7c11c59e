import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { AskRequest, Assistant } from "../core/assistant.ts";
import type { Answer, AnswerEvent } from "../core/model/answer.ts";
import type { AppContext } from "./app-env.ts";
import type { AppLog } from "./app-options.ts";
import { type ChatEvent, ChatEventSchemas, type ChatResponse } from "./contract.ts";
import { describeError } from "./error-table.ts";

type Finish = (answer: Answer) => ChatResponse;

/**
 * Answers with `text/event-stream`, one event as soon as it is known. What breaks before the first event is
 * thrown and gets a real status; what breaks later is an `error` event, because the status has been sent.
 * When the client goes away, the work is aborted.
 */
export async function streamAnswer(
  c: AppContext,
  assistant: Assistant,
  request: AskRequest,
  finish: Finish,
  log: AppLog,
): Promise<Response> {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, c.req.raw.signal]);
  const events = assistant.ask({ ...request, signal });
  const first = await events.next();

  const response = streamSSE(c, async (stream) => {
    stream.onAbort(() => gone.abort());
    try {
      await sendEvents(stream, first, events, finish, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.error("answer broke off", { requestId: c.get("requestId"), error });
      await send(stream, { event: "error", data: describeError(error).body });
    }
  });
  response.headers.set("Cache-Control", "no-store");
  // nginx would otherwise hold the events back until the answer is complete.
  response.headers.set("X-Accel-Buffering", "no");
  return response;
}

async function sendEvents(
  stream: SSEStreamingApi,
  first: IteratorResult<AnswerEvent, void>,
  events: AsyncGenerator<AnswerEvent, void, void>,
  finish: Finish,
  signal: AbortSignal,
): Promise<void> {
  let last: ChatEvent["event"] | undefined;
  try {
    for (let step = first; !step.done; step = await events.next()) {
      if (signal.aborted) return;
      const event = toWire(step.value, finish);
      await send(stream, event);
      last = event.event;
    }
  } finally {
    // Lets the assistant's own finally blocks run when we stop early.
    await events.return();
  }
  if (last !== "done") throw new Error(`the assistant ended after "${last}" without an answer`);
}

function toWire(event: AnswerEvent, finish: Finish): ChatEvent {
  switch (event.type) {
    case "status-changed":
      return { event: "status", data: { stage: event.stage, message: event.message } };
    case "citations-found":
      return { event: "citations", data: { citations: event.citations } };
    case "text-verified":
      return { event: "delta", data: { text: event.text } };
    case "answer-ended":
      return { event: "done", data: finish(event.answer) };
  }
}

async function send(stream: SSEStreamingApi, { event, data }: ChatEvent): Promise<void> {
  // Parsed on the way out as well: what the contract does not name stays inside.
  await stream.writeSSE({ event, data: JSON.stringify(ChatEventSchemas[event].parse(data)) });
}
