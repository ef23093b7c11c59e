import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FawenError } from "../../core/model/errors.ts";

/** What every such process is started with. */
export interface ModelSettings {
  /** Parent folder and name, as transformers.js wants them apart. */
  readonly parent: string;
  readonly name: string;
  readonly quantized: boolean;
}

/** To the process. No input: only load the model. */
export interface ModelRequest<Input> {
  readonly id: number;
  readonly input: Input | null;
}

/** From the process. `alive` says that a slow disk still moves. */
export type ModelReply =
  | { readonly type: "alive" }
  | { readonly type: "done"; readonly id: number; readonly values: Float32Array }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/**
 * A model in a process of its own, so that computing never holds up a request. Not a thread: ending one in which
 * onnxruntime has run takes the whole program down now and then, and it cannot be loaded a second time afterwards.
 */
export interface ModelProcess<Input> {
  /** The numbers that the process computes of `input`; null only loads the model. */
  run(input: Input | null, signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface ModelProcessOptions {
  /** File name of the process' program, beside this one. */
  readonly script: string;
  /** The model as people know it, at the beginning of an error: `向量模型 x`. */
  readonly label: string;
  /**
   * How long the process may stay silent while something is asked of it; then it is ended and everything asked of it
   * fails.
   */
  readonly silenceMs: number;
}

interface Waiting {
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (error: FawenError) => void;
}

/** Starts the process with the first call and again after it broke. */
export function createModelProcess<Input>(settings: ModelSettings, options: ModelProcessOptions): ModelProcess<Input> {
  const { script, label, silenceMs } = options;
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | undefined;
  let watch: NodeJS.Timeout | undefined;
  let lastId = 0;

  /** Call whenever something was asked or answered: keeps our own process alive, and the watch running, while needed. */
  function settle() {
    clearTimeout(watch);
    const idle = waiting.size === 0;
    for (const handle of [child, child?.channel]) idle ? handle?.unref() : handle?.ref();
    if (!idle) watch = setTimeout(() => fail(`${silenceMs / 1000} 秒没有动静`), silenceMs);
  }

  function fail(reason: string) {
    const broken = child;
    child = undefined;
    const message = `${label} 出错：${reason}。请重试。`;
    for (const { reject } of waiting.values()) reject(new FawenError("backend-failed", message, { retryable: true }));
    waiting.clear();
    settle();
    broken?.kill("SIGKILL");
  }

  function receive(reply: ModelReply) {
    if (reply.type !== "alive") {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.type === "done") asked?.resolve(reply.values);
      else asked?.reject(new FawenError("backend-failed", `${label} 出错：${reply.message}`));
    }
    settle();
  }

  function start(): ChildProcess {
    const started = fork(fileURLToPath(new URL(`./${script}`, import.meta.url)), [JSON.stringify(settings)], {
      // Our own output belongs to the result of a command; what went wrong comes back as a message.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // Numbers as they are, not as JSON.
      serialization: "advanced",
      // Not the parent's flags: a test runner's loader has no business in there.
      execArgv: [],
    });
    // Safe: the child sends nothing else.
    started.on("message", (message) => receive(message as ModelReply));
    started.on("error", (error) => started === child && fail(error.message));
    started.on("exit", (code, signal) => started === child && fail(`进程意外结束（${signal ?? code}）`));
    return started;
  }

  return {
    async run(input, signal) {
      if (signal?.aborted) throw cancelled(label, signal);
      const id = ++lastId;
      const cancel = () => {
        waiting.get(id)?.reject(cancelled(label, signal));
        waiting.delete(id);
        settle();
      };
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        return await new Promise<Float32Array>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          child ??= start();
          child.send({ id, input } satisfies ModelRequest<Input>);
          settle();
        });
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    async close() {
      const open = child;
      child = undefined;
      if (open === undefined) return;
      if (waiting.size > 0) fail("程序正在退出");
      const ended = open.exitCode === null && open.signalCode === null ? once(open, "exit") : undefined;
      open.ref();
      open.kill("SIGKILL");
      await ended;
    },
  };
}

function cancelled(label: string, signal: AbortSignal | undefined): FawenError {
  return new FawenError("cancelled", `${label} 的计算已被取消。`, { cause: signal?.reason });
}
