import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { embeddingCancelled } from "../../adapters/embed-in-batches.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Pooling } from "./embedder-model.ts";

/** What the thread is started with. */
export interface WorkerSettings {
  readonly parent: string;
  readonly name: string;
  readonly quantized: boolean;
  readonly pooling: Pooling;
  /** Where files that are not there are fetched from; null forbids fetching. */
  readonly hubUrl: string | null;
}

/** To the thread. No texts: only load the model. */
export interface WorkerRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** From the thread. `alive` says that a slow download still moves. */
export type WorkerReply =
  | { readonly type: "alive" }
  | { readonly type: "embedded"; readonly id: number; readonly values: Float32Array }
  | { readonly type: "failed"; readonly id: number; readonly message: string };

/** The model in a thread of its own, so that embedding never holds up a request. */
export interface EmbedderThread {
  /** One row of numbers a text, all in one array; an empty list only loads the model. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (values: Float32Array) => void;
  readonly reject: (error: FawenError) => void;
}

/**
 * Loads the native library in this thread too, where it stays. Once the last thread that uses it has ended, a process
 * cannot load it a second time ("Module did not self-register"), and no embedder could be opened after one was closed.
 */
function holdNativeLibrary(): void {
  const require = createRequire(import.meta.url);
  createRequire(require.resolve("@xenova/transformers"))("onnxruntime-node");
}

/**
 * Starts the thread with the first call and again after it broke.
 *
 * @param silenceMs how long the thread may stay silent while something is asked of it, downloads included; then it
 *   is ended and everything asked of it fails
 */
export function createEmbedderThread(settings: WorkerSettings, silenceMs: number): EmbedderThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let watch: NodeJS.Timeout | undefined;
  let lastId = 0;

  /** Call whenever something was asked or answered: keeps the process alive, and the watch running, while needed. */
  function settle() {
    clearTimeout(watch);
    if (waiting.size === 0) {
      worker?.unref();
      return;
    }
    worker?.ref();
    watch = setTimeout(() => fail(`${silenceMs / 1000} 秒没有动静`), silenceMs);
  }

  function fail(reason: string) {
    const broken = worker;
    worker = undefined;
    const error = new FawenError("backend-failed", `向量模型 ${settings.name} 出错：${reason}。请重试。`, {
      retryable: true,
    });
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    settle();
    void broken?.terminate();
  }

  function receive(reply: WorkerReply) {
    if (reply.type !== "alive") {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.type === "embedded") asked?.resolve(reply.values);
      else asked?.reject(new FawenError("backend-failed", `向量模型 ${settings.name} 出错：${reply.message}`));
    }
    settle();
  }

  function start(): Worker {
    holdNativeLibrary();
    const started = new Worker(new URL("./embedder-worker.mjs", import.meta.url), {
      workerData: settings,
      // Not the parent's flags: a test runner's loader has no business in here.
      execArgv: [],
    });
    started.on("message", receive);
    started.on("error", (error) => started === worker && fail(error.message));
    started.on("exit", (code) => started === worker && fail(`线程意外结束（${code}）`));
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
          worker ??= start();
          worker.postMessage({ id, texts } satisfies WorkerRequest);
          settle();
        });
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    async close() {
      const open = worker;
      worker = undefined;
      if (waiting.size > 0) fail("程序正在退出");
      await open?.terminate();
    },
  };
}
