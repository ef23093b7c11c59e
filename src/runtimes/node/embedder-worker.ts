import { parentPort, workerData } from "node:worker_threads";
import { env, pipeline } from "@xenova/transformers";
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

// Safe: the only place that starts this thread passes exactly this.
const settings = workerData as WorkerSettings;
const port = parentPort;
if (port === null) throw new Error("embedder-worker.ts runs as a worker thread only");

env.localModelPath = settings.parent;
// Downloads land where local models are looked for, so the second start needs no network.
env.cacheDir = settings.parent;
env.allowRemoteModels = settings.hubUrl !== null;
if (settings.hubUrl !== null) env.remoteHost = `${settings.hubUrl}/`;

const post = (reply: WorkerReply, transfer: ArrayBuffer[] = []) => port.postMessage(reply, transfer);

let extractor: ReturnType<typeof load> | undefined;

function load() {
  return pipeline("feature-extraction", settings.name, {
    quantized: settings.quantized,
    progress_callback: () => post({ type: "alive" }),
  });
}

async function embed(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
  extractor ??= load();
  const extract = await extractor;
  if (texts.length === 0) return new Float32Array();
  const result = await extract([...texts], { pooling: settings.pooling, normalize: true });
  return Float32Array.from(result.data);
}

// One at a time: onnxruntime uses all cores for a batch already.
let turn: Promise<void> = Promise.resolve();
port.on("message", ({ id, texts }: WorkerRequest) => {
  turn = turn.then(async () => {
    try {
      const values = await embed(texts);
      post({ type: "embedded", id, values }, [values.buffer]);
    } catch (error) {
      // The next request tries to load again: a download may succeed later.
      extractor = undefined;
      post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
  });
});
