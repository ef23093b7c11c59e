import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { embeddingCancelled } from "../../adapters/embed-in-batches.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Pooling } from "./embedder-model.ts";

/** What the process is started with. */
export interface ChildSettings {
  readonly parent: string;
  readonly name: string;
  readonly quantized: boolean;
  readonly pooling: Pooling;
  /** Where files that are not there are fetched from; null forbids fetching. */
  readonly hubUrl: string | null;
}

/** To the process. No texts: only load the model. */
export interface ChildRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** From the process. `alive` says that a slow download still moves. */
export type ChildReply =
  | { readonly type: "alive" }
  | { readonly type: "embedded"; readonly id: number; readonly values: Float32Array }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/**
 * The model in a process of its own, so that embedding never holds up a request. Not a thread: ending one in which
 * onnxruntime has run takes the whole program down now and then, and it cannot be loaded a second time afterwards.
 */
export interface EmbedderProcess {
  /** One row of numbers a text, all in one array; an empty list only loads the model. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (error: FawenError) => void;
}

const CHILD = fileURLToPath(new URL("./embedder-child.mjs", import.meta.url));

/**
 * Starts the process with the first call and again after it broke.
 *
 * @param silenceMs how long the process may stay silent while something is asked of it, downloads included; then it
 *   is ended and everything asked of it fails
 */
export function createEmbedderProcess(settings: ChildSettings, silenceMs: number): EmbedderProcess {
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
    const message = `向量模型 ${settings.name} 出错：${reason}。请重试。`;
    for (const { reject } of waiting.values()) reject(new FawenError("backend-failed", message, { retryable: true }));
    waiting.clear();
    settle();
    broken?.kill("SIGKILL");
  }

  function receive(reply: ChildReply) {
    if (reply.type !== "alive") {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.type === "embedded") asked?.resolve(reply.values);
      else asked?.reject(new FawenError("backend-failed", `向量模型 ${settings.name} 出错：${reply.message}`));
    }
    settle();
  }

  function start(): ChildProcess {
    const started = fork(CHILD, [JSON.stringify(settings)], {
      // Our own output belongs to the result of a command; what went wrong comes back as a message.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // Numbers as they are, not as JSON.
      serialization: "advanced",
      // Not the parent's flags: a test runner's loader has no business in there.
      execArgv: [],
    });
    // Safe: the child sends nothing else.
    started.on("message", (message) => receive(message as ChildReply));
    started.on("error", (error) => started === child && fail(error.message));
    started.on("exit", (code, signal) => started === child && fail(`进程意外结束（${signal ?? code}）`));
    return started;
  }

  return {
    async embed(texts, signal) {
      if (signal?.aborted) throw embeddingCancelled(signal.reason);
      const id = ++lastId;
      const cancel = () => {
        waiting.get(id)?.reject(embeddingCancelled(signal?.reason));
        waiting.delete(id);
        settle();
      };
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        return await new Promise<Float32Array>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          child ??= start();
          child.send({ id, texts } satisfies ChildRequest);
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
