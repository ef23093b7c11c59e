// @ts-check
// The thread in which an embedding model runs. Plain JavaScript, because a thread is started from a file and does not
// inherit whatever reads TypeScript in the thread that starts it.
import { parentPort, workerData } from "node:worker_threads";
import { env, pipeline } from "@xenova/transformers";

/**
 * @typedef {import("./embedder-thread.ts").WorkerSettings} WorkerSettings
 * @typedef {import("./embedder-thread.ts").WorkerRequest} WorkerRequest
 * @typedef {import("./embedder-thread.ts").WorkerReply} WorkerReply
 */

/** @type {WorkerSettings} */
const settings = workerData;
const port = parentPort;
if (port === null) throw new Error("embedder-worker.mjs runs as a worker thread only");

env.localModelPath = settings.parent;
// Downloads land where local models are looked for, so the second start needs no network.
env.cacheDir = settings.parent;
env.allowRemoteModels = settings.hubUrl !== null;
if (settings.hubUrl !== null) env.remoteHost = `${settings.hubUrl}/`;

/**
 * @param {WorkerReply} reply
 * @param {ArrayBuffer[]} [transfer]
 */
const post = (reply, transfer = []) => port.postMessage(reply, transfer);

function load() {
  return pipeline("feature-extraction", settings.name, {
    quantized: settings.quantized,
    progress_callback: () => post({ type: "alive" }),
  });
}

/** @type {ReturnType<typeof load> | undefined} */
let extractor;

/** @param {readonly string[]} texts */
async function embed(texts) {
  extractor ??= load();
  const extract = await extractor;
  if (texts.length === 0) return new Float32Array();
  const result = await extract([...texts], { pooling: settings.pooling, normalize: true });
  return Float32Array.from(result.data);
}

// One at a time: onnxruntime uses all cores for a batch already.
let turn = Promise.resolve();
port.on("message", (/** @type {WorkerRequest} */ { id, texts }) => {
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
