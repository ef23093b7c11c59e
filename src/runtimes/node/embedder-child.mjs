// @ts-check
// The process in which an embedding model runs. Plain JavaScript, because it is started from a file and does not
// inherit whatever reads TypeScript in the process that starts it.
import { env, pipeline } from "@xenova/transformers";

/**
 * @typedef {import("./embedder-process.ts").ChildSettings} ChildSettings
 * @typedef {import("./embedder-process.ts").ChildRequest} ChildRequest
 * @typedef {import("./embedder-process.ts").ChildReply} ChildReply
 */

/** @type {ChildSettings} */
const settings = JSON.parse(process.argv[2] ?? "");

// Ctrl-C reaches every process of a terminal; this one is still needed until the requests that run are done.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
// Without the process that it works for there is nothing left to do.
process.on("disconnect", () => process.exit());

env.localModelPath = settings.parent;
// Downloads land where local models are looked for, so the second start needs no network.
env.cacheDir = settings.parent;
env.allowRemoteModels = settings.hubUrl !== null;
if (settings.hubUrl !== null) env.remoteHost = `${settings.hubUrl}/`;

/** @param {ChildReply} reply */
const post = (reply) => process.send?.(reply);

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
process.on("message", (/** @type {ChildRequest} */ { id, texts }) => {
  turn = turn.then(async () => {
    try {
      post({ type: "embedded", id, values: await embed(texts) });
    } catch (error) {
      // The next request tries to load again: a download may succeed later.
      extractor = undefined;
      post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
  });
});
