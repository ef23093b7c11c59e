import { FawenError } from "../core/model/errors.ts";
import type { ChatModel, ChatRequest } from "../core/ports/chat-model.ts";
import { BadReply, type Secrets, toBackendError } from "./backend-failure.ts";
import { describeChatFailure, isBackendDown, pauseBeforeRetry } from "./chat-failure.ts";
import { type CircuitCall, createCircuit } from "./circuit.ts";
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { createThoughtStripper } from "./strip-thoughts.ts";

export interface GuardOptions {
  /** How long a whole answer may take as its reader sees it, retries included, in milliseconds. */
  readonly timeoutMs: number;
  /** What is kept out of all that is told of a failure. */
  readonly secrets?: Secrets;
  /** Told in one line, for those who run it, why a call failed and when calls pause. */
  readonly warn?: (line: string) => void;
  /** That of the machine when left out. */
  readonly clock?: Clock;
}

/** Of a few sentences this is many times too much; what is longer is noise. */
const MAX_CHARS = 8_000;
/** Three readers in a row have waited for nothing; the next are not asked to, for half a minute at first. */
const CIRCUIT = { failures: 3, restMs: 30_000, maxRestMs: 300_000 };

/** The time for an answer is over. */
class Late extends Error {}

/**
 * A chat model as an answer needs it, whatever its backend does: within a limit for the whole call, tried again where
 * that helps and nothing has been said yet, without thoughts and tool calls, never empty and never without end, left
 * alone for a while after it failed again and again. However a call ends, the backend's signal aborts then.
 */
export function createGuardedChatModel(backend: ChatModel, options: GuardOptions): ChatModel {
  const { timeoutMs, secrets = {}, warn = () => {}, clock = SYSTEM_CLOCK } = options;
  const { id } = backend;
  const circuit = createCircuit({ ...CIRCUIT, now: clock.now });

  async function* stream(request: ChatRequest): AsyncGenerator<string, void, void> {
    const call = circuit.enter();
    if (call === null) throw new FawenError("backend-failed", describePause(), { retryable: true });
    const ended = new AbortController();
    const cancel = () => ended.abort(request.signal?.reason);
    request.signal?.addEventListener("abort", cancel, { once: true });
    if (request.signal?.aborted) cancel();
    const deadline = clock.now() + timeoutMs;
    clock.sleep(timeoutMs, ended.signal).then(
      () => ended.abort(new Late()),
      () => {},
    );
    const progress = { said: false };
    try {
      yield* persist({ ...request, signal: ended.signal }, deadline, progress);
      call.succeeded();
    } catch (error) {
      throw judge(error, call, progress.said, request.signal, ended.signal);
    } finally {
      // Counts only where neither of the above was reached: the reader has gone.
      call.abandoned();
      request.signal?.removeEventListener("abort", cancel);
      ended.abort();
    }
  }

  /** Makes the request, again where that helps: before anything was said, and while there is time. */
  async function* persist(
    request: ChatRequest & { signal: AbortSignal },
    deadline: number,
    progress: { said: boolean },
  ) {
    for (let failures = 1; ; failures++) {
      try {
        return yield* readReply(backend, request, progress);
      } catch (error) {
        const pause = pauseBeforeRetry(toBackendError(error, id, secrets), failures);
        if (progress.said || pause === null || clock.now() + pause >= deadline) throw error;
        await clock.sleep(pause, request.signal);
      }
    }
  }

  /** What the reader is told; those who run it are told more. */
  function judge(error: unknown, call: CircuitCall, said: boolean, cancelled?: AbortSignal, ended?: AbortSignal) {
    if (cancelled?.aborted) return toBackendError(error, id, secrets, cancelled);
    const late = ended?.reason instanceof Late ? new Late(`${timeoutMs / 1000} 秒内没有答完`) : null;
    const failure = toBackendError(late ?? error, id, secrets);
    const wasOpen = circuit.isOpen();
    if (isBackendDown(failure)) call.failed();
    warn(failure.message);
    if (circuit.isOpen() && !wasOpen) warn(`${id} 连续 ${CIRCUIT.failures} 次没有成功：${describePause()}。`);
    const message = late === null ? describeChatFailure(failure, said) : `语言模型在 ${late.message}`;
    return new FawenError("backend-failed", message, { cause: failure, retryable: failure.retryable });
  }

  function describePause(): string {
    const seconds = Math.ceil(circuit.waitMs() / 1000);
    return `语言模型多次没有成功，暂停使用，${seconds === 0 ? "正在重试" : `${seconds} 秒后再试`}`;
  }

  return {
    id,
    stream,
    health: () => ({ paused: circuit.isOpen(), retryInMs: circuit.waitMs() }),
  };
}

/** The text for readers of one reply. */
async function* readReply(
  backend: ChatModel,
  request: ChatRequest & { signal: AbortSignal },
  progress: { said: boolean },
): AsyncGenerator<string, void, void> {
  const stripper = createThoughtStripper();
  let chars = 0;
  const pieces = backend.stream(request)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted(pieces.next(), request.signal);
      const text = next.done ? stripper.end() : stripper.push(next.value);
      const shown = text.slice(0, MAX_CHARS - chars);
      chars += text.length;
      if (shown.trim() !== "") progress.said = true;
      if (shown !== "") yield shown;
      if (chars > MAX_CHARS) throw new BadReply("too-long", `回复超过 ${MAX_CHARS} 字`);
      if (next.done) break;
    }
    if (!progress.said) throw new BadReply("empty", "回复是空的");
  } finally {
    // Not awaited: a source that hangs would hang here too. Its failure tells nothing any more.
    void Promise.resolve(pieces.return?.()).catch(() => {});
  }
}

/** What `work` gives, or the signal's reason as soon as that aborts. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
