import type { ChatEvent, ChatRequest, ErrorBody, ReportDetail, ReportList } from "../../http/contract.ts";
import { createEventStreamParser } from "./event-stream.ts";

/** A request that came to nothing; `message` is for the reader as it stands. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  constructor(
    message: string,
    /** Code of the server's error, or `offline`, `broken-off`, `bad-answer`. */
    readonly code: string,
  ) {
    super(message);
  }
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestFailed("连不上服务，请检查网络后重试。", "offline");
  }
  if (response.ok) return response;
  // A proxy in between may answer with a page of its own, which is not ours to show.
  const body: Partial<ErrorBody> | null = await response.json().catch(() => null);
  const message = body?.error?.message ?? `服务暂时不可用（${response.status}），请稍后重试。`;
  throw new RequestFailed(message, body?.error?.code ?? "bad-answer");
}

export async function fetchReports(): Promise<ReportList> {
  // Shapes are the server's promise (its own tests hold it to the contract); zod would triple this page.
  return (await request("/api/reports", {})).json() as Promise<ReportList>;
}

export async function fetchReport(id: string): Promise<ReportDetail> {
  return (await request(`/api/reports/${encodeURIComponent(id)}`, {})).json() as Promise<ReportDetail>;
}

/**
 * Asks and gives the events as they come. Throws `RequestFailed` when the request, the server or the line
 * breaks; returns only after `done`.
 */
export async function* askQuestion(
  messages: ChatRequest["messages"],
  signal: AbortSignal,
): AsyncGenerator<Exclude<ChatEvent, { event: "error" }>, void, void> {
  const response = await request("/api/chat", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ messages, stream: true } satisfies ChatRequest),
    signal,
  });
  const parse = createEventStreamParser();
  for await (const piece of readText(response, signal)) {
    for (const { event, data } of parse(piece)) {
      const told = { event, data: JSON.parse(data) } as ChatEvent; // the same promise as above
      if (told.event === "error") throw new RequestFailed(told.data.error.message, told.data.error.code);
      yield told;
      if (told.event === "done") return;
    }
  }
  throw new RequestFailed("连接中断，回答没有完成，请重试。", "broken-off");
}

async function* readText(response: Response, signal: AbortSignal): AsyncGenerator<string, void, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed("连接中断，回答没有完成，请重试。", "broken-off");
  } finally {
    // Cancelling a reader that is done or broken already has nothing to tell.
    reader.cancel().catch(() => {});
  }
}
