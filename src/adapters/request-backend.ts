import { FawenError } from "../core/model/errors.ts";

/** A backend reached over HTTP: where it is and how patient to be with it. */
export interface BackendConnection {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** How long the backend may be silent: before its reply begins, and between two pieces of it. */
  readonly timeoutMs: number;
  /** Handed in so that tests and other runtimes bring their own. */
  readonly fetch: typeof fetch;
}

const MAX_REASON_CHARS = 200;

/** Waiting before the second try: enough for a hiccup, short for the person who waits. */
const RETRY_AFTER_MS = 300;

/**
 * Posts JSON to `{baseUrl}{path}` and gives the reply once its head is there, with one more try where that can help
 * (no connection, time-out, 429, 5xx).
 *
 * @param name the backend as people know it, for the error
 * @throws FawenError `backend-failed` with the reason and what to check, never with the key; `cancelled`
 */
export async function requestBackend(
  connection: BackendConnection,
  name: string,
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await requestOnce(connection, name, path, body, signal);
  } catch (error) {
    const failure = toBackendError(error, name, connection.apiKey, signal);
    if (!failure.retryable) throw failure;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    try {
      return await requestOnce(connection, name, path, body, signal);
    } catch (again) {
      throw toBackendError(again, name, connection.apiKey, signal);
    }
  }
}

async function requestOnce(
  connection: BackendConnection,
  name: string,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (connection.apiKey !== undefined) headers.authorization = `Bearer ${connection.apiKey}`;
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  const { fetch, baseUrl, timeoutMs } = connection;
  const response = await withinSilence(timeoutMs, signal, (limited) =>
    fetch(`${baseUrl}${path}`, { ...request, signal: limited }),
  );
  if (response.ok) return response;
  const text = await withinSilence(timeoutMs, signal, () => response.text()).catch(() => "");
  const retryable = response.status === 429 || response.status >= 500;
  throw backendFailed(name, `HTTP ${response.status} ${text}`, connection.apiKey, retryable);
}

/**
 * Runs `work`, giving up after `timeoutMs` or when `signal` aborts.
 *
 * The returned promise settles then even when `work` itself never does.
 */
export async function withinSilence<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  const timer = setTimeout(() => controller.abort(new SilentBackend(timeoutMs)), timeoutMs);
  const gaveUp = new Promise<never>((_, reject) => {
    const give = () => reject(controller.signal.reason);
    if (controller.signal.aborted) give();
    else controller.signal.addEventListener("abort", give, { once: true });
  });
  try {
    return await Promise.race([gaveUp, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The backend said nothing for too long. */
class SilentBackend extends Error {
  constructor(timeoutMs: number) {
    super(`${timeoutMs / 1000} 秒没有回应`);
  }
}

/**
 * Passes pieces on and gives up when the next one does not come within `timeoutMs`.
 *
 * @throws FawenError `backend-failed` or `cancelled`
 */
export async function* limitSilence<T>(
  pieces: AsyncIterable<T>,
  connection: Pick<BackendConnection, "timeoutMs" | "apiKey">,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = pieces[Symbol.asyncIterator]();
  let ended = false;
  try {
    while (true) {
      const next = await withinSilence(connection.timeoutMs, signal, () => iterator.next());
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } catch (error) {
    throw toBackendError(error, name, connection.apiKey, signal);
  } finally {
    // Not awaited: a source that hangs would hang here too. Closing it is a courtesy, its failure tells nothing.
    if (!ended) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

/** Any failure of a backend as our error. The key never gets through, wherever the backend put it. */
export function toBackendError(
  error: unknown,
  name: string,
  apiKey: string | undefined,
  signal?: AbortSignal,
): FawenError {
  if (signal?.aborted) return new FawenError("cancelled", `对 ${name} 的请求已被取消。`);
  if (error instanceof FawenError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // `fetch failed` alone says nothing; the reason is one level down.
  const inner = error instanceof Error && error.cause instanceof Error ? `（${error.cause.message}）` : "";
  return backendFailed(name, message + inner, apiKey, error instanceof SilentBackend || error instanceof TypeError);
}

function backendFailed(name: string, reason: string, apiKey: string | undefined, retryable: boolean): FawenError {
  const redacted = apiKey ? reason.replaceAll(apiKey, "***") : reason;
  const short = redacted.replace(/\s+/g, " ").trim().slice(0, MAX_REASON_CHARS);
  const message = `${name} 没有成功：${short}。请检查它的地址、密钥和模型名。`;
  return new FawenError("backend-failed", message, { cause: new Error(short), retryable });
}
