import type {
  ChatEvent,
  ChatRequest,
  ErrorBody,
  Feedback,
  Meta,
  ReportDetail,
  ReportList,
} from "../../http/contract.ts";
import { createEventStreamParser } from "./event-stream.ts";

/** A request that came to nothing; `message` is for the reader as it stands. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  constructor(
    message: string,
    /** Code of the server's error, or `offline`, `broken-off`, `bad-answer`. */
    readonly code: string,
    /** After how many seconds asking again can help, where the server says so. */
    readonly retryAfterSeconds?: number | undefined,
  ) {
    super(message);
  }
}

/** `fetch` that throws `RequestFailed` for whatever is no good answer. */
export async function request(path: string, init: RequestInit): Promise<Response> {
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
  const told = Math.ceil(Number(response.headers.get("Retry-After")));
  const seconds = told > 0 ? told : undefined;
  const message = body?.error?.message ?? strangersMessage(response.status, seconds);
  throw new RequestFailed(message, body?.error?.code ?? "bad-answer", seconds);
}

function strangersMessage(status: number, seconds: number | undefined): string {
  if (seconds !== undefined) return `服务繁忙，请 ${seconds} 秒后再试。`;
  return `服务暂时不可用（${status}），请稍后重试。`;
}

/** What an address of our own API answers; its shape is the server's promise. Throws `RequestFailed`. */
export async function fetchJson<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  return (await request(path, signal === undefined ? {} : { signal })).json() as Promise<Body>;
}

// Shapes are the server's promise (its own tests hold it to the contract); zod would triple the pages.

/** What is covered: all that a page needs to open. */
export const fetchMeta = (): Promise<Meta> => fetchJson("/api/meta");

export const fetchReports = (): Promise<ReportList> => fetchJson("/api/reports");

export const fetchReport = (id: string): Promise<ReportDetail> => fetchJson(`/api/reports/${encodeURIComponent(id)}`);

/** Resolves once the opinion is kept. Throws `RequestFailed`. */
export async function sendFeedback(feedback: Feedback): Promise<void> {
  await request("/api/feedback", postJson(feedback));
}

function postJson(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** What a streamed answer tells, event by event, but for `error`, which is thrown. */
export type AnswerEvent = Exclude<ChatEvent, { event: "error" }>;

/** Asks and gives the events as they come; ends and throws as `readAnswerEvents` does. */
export async function* askQuestion(
  { messages, filters }: Pick<ChatRequest, "messages" | "filters">,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, void> {
  const body = { messages, ...(filters === undefined ? {} : { filters }), stream: true } satisfies ChatRequest;
  yield* readAnswerEvents(await request("/api/chat", { ...postJson(body), signal }), signal);
}

/** Throws `RequestFailed` when the server or the line breaks; returns only after `done`. */
export async function* readAnswerEvents(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, void> {
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
