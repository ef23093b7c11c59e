import { BadReply, RefusedRequest, toBackendError } from "./backend-failure.ts";
import { insist, type RetryRule, readRetryAfter } from "./insist.ts";
import { splitAddress } from "./web-address.ts";
import { withinSilence } from "./within-silence.ts";

/** A backend reached over HTTP: where it is and how patient to be with it. */
export interface BackendConnection {
  /** A user name and a password in it are sent as basic auth, unless there is a key. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** How long the backend may be silent: before its reply begins, and between two pieces of it. */
  readonly timeoutMs: number;
  /** Left out: as fits a person who waits for an answer. */
  readonly retry?: RetryRule | undefined;
  /** Handed in so that tests and other runtimes bring their own. */
  readonly fetch: typeof fetch;
}

/** For those that try again themselves, as the guard of chat models does. */
export const TRY_ONCE: RetryRule = { tries: 1, firstWaitMs: 0, maxWaitMs: 0 };
/** One more try: enough for a hiccup, short for the person who waits. */
const SOMEBODY_WAITS: RetryRule = { tries: 2, firstWaitMs: 300, maxWaitMs: 2_000 };
/** The vectors of 32 texts at 4096 numbers, written out, are 3 MB. */
const MAX_REPLY_BYTES = 32 * 2 ** 20;
/** Only its beginning is shown. */
const MAX_REFUSAL_BYTES = 64 * 2 ** 10;

/**
 * Posts JSON to `{baseUrl}{path}` and gives what `read` makes of the reply, with another try where that can help (no
 * connection or one that broke, time-out, 408, 429, 5xx).
 *
 * @param name the backend as people know it, for the error
 * @param body goes as JSON; a Blob as it is, under its type; undefined asks with GET
 * @param read what it fails with is treated as the request's own failure
 * @throws FawenError `backend-failed` with the reason and what to check, never with the key; `cancelled`
 */
export async function requestBackend<T>(
  connection: BackendConnection,
  name: string,
  path: string,
  body: unknown,
  read: (response: Response) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const work = async () => read(await requestOnce(connection, path, body, signal));
  const judge = (error: unknown) =>
    toBackendError(error, name, connection, signal).retryable
      ? { retryAfterMs: error instanceof RefusedRequest ? error.retryAfterMs : undefined }
      : null;
  try {
    return await insist(work, connection.retry ?? SOMEBODY_WAITS, judge, signal);
  } catch (error) {
    throw toBackendError(error, name, connection, signal);
  }
}

async function requestOnce(
  { baseUrl, apiKey, timeoutMs, fetch }: BackendConnection,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const headers: Record<string, string> = {};
  const { address, authorization } = splitAddress(baseUrl);
  if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`;
  else if (authorization !== undefined) headers.authorization = authorization;
  // What was asked is for the address that was set, and for no other.
  const request: RequestInit = { method: body === undefined ? "GET" : "POST", headers, redirect: "manual" };
  if (body !== undefined) {
    headers["content-type"] = body instanceof Blob ? body.type : "application/json";
    request.body = body instanceof Blob ? body : JSON.stringify(body);
  }
  const response = await withinSilence(timeoutMs, signal, (limited) =>
    fetch(`${address}${path}`, { ...request, signal: limited }),
  );
  if (response.ok) return response;
  const text = await readText(response, timeoutMs, signal, MAX_REFUSAL_BYTES).catch(() => "");
  throw new RefusedRequest(response.status, text, readRetryAfter(response.headers));
}

/**
 * The body of a reply: within the silence that is allowed, until the signal aborts, and no more than fits into memory.
 *
 * @throws Silence; the reason of `signal`; BadReply for a body that is too long; what a broken connection throws
 */
export async function readText(
  response: Response,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  maxBytes = MAX_REPLY_BYTES,
): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    while (true) {
      const { done, value } = await withinSilence(timeoutMs, signal, () => reader.read());
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new BadReply("too-long", `回复超过 ${maxBytes / 2 ** 20} MB`);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    // Not awaited: a connection that hangs would hang here too.
    void reader.cancel().catch(() => {});
    throw error;
  }
}

/** As `readText`, for JSON; null for anything else, so that one schema tells what is wrong with a reply. */
export async function readJson(response: Response, timeoutMs: number, signal?: AbortSignal): Promise<unknown> {
  const text = await readText(response, timeoutMs, signal);
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
