// @ts-check
// What the processes in which models run have in common. Plain JavaScript, because they are started from a file and do
// not inherit whatever reads TypeScript in the process that starts them.
import { env } from "@xenova/transformers";

/**
 * @typedef {import("./model-process.ts").ModelReply} ModelReply
 * @typedef {import("./model-process.ts").ModelSettings} ModelSettings
 */

/** Their positions are counted from behind the padding token's number, as fairseq did. */
const OFFSET_POSITIONS = /^(?:xlm-roberta|xlm-roberta-xl|roberta|camembert|mpnet|longformer)$/;

/**
 * Has the tokenizer cut texts where the model's positions end: many public tokenizers name no length, or 1e30, and a
 * longer text would fail.
 *
 * @param {{ model_max_length?: number | null | undefined }} tokenizer
 * @param {{ model_type?: string, max_position_embeddings?: number, pad_token_id?: number | null }} config
 */
export function limitTokens(tokenizer, { model_type = "", max_position_embeddings, pad_token_id }) {
  const offset = OFFSET_POSITIONS.test(model_type) ? (pad_token_id ?? 1) + 1 : 0;
  const lengths = [tokenizer.model_max_length ?? 0, (max_position_embeddings ?? 0) - offset];
  // Without any length nothing is cut, whatever the comparison inside the tokenizer makes of a length that is not there.
  tokenizer.model_max_length = Math.min(...lengths.filter((length) => length > 0));
}

/** @param {ModelReply} reply */
const post = (reply) => process.send?.(reply);

/**
 * Answers requests, one at a time: onnxruntime uses all cores for a batch already.
 *
 * @template Model
 * @template Input
 * @param {ModelSettings} settings
 * @param {(progress: { quantized: boolean, progress_callback: () => void }) => Promise<Model>} load
 * @param {(model: Model, input: Input) => Promise<Float32Array>} compute
 */
export function serveModel(settings, load, compute) {
  // Ctrl-C reaches every process of a terminal; this one is still needed until the requests that run are done.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  // Without the process that it works for there is nothing left to do.
  process.on("disconnect", () => process.exit());

  env.localModelPath = settings.parent;
  // Models are fetched before, verified; this process never asks for the network, nor for transformers.js' own cache.
  env.allowRemoteModels = false;
  env.useFSCache = false;

  /** @type {Promise<Model> | undefined} */
  let loading;
  /** @param {Input | null} input */
  async function answer(input) {
    loading ??= load({ quantized: settings.quantized, progress_callback: () => post({ type: "alive" }) }).catch(
      (error) => {
        // The next request tries to load again: memory may be free by then.
        loading = undefined;
        throw error;
      },
    );
    const model = await loading;
    return input === null ? new Float32Array() : compute(model, input);
  }

  let turn = Promise.resolve();
  process.on("message", (/** @type {import("./model-process.ts").ModelRequest<Input>} */ { id, input }) => {
    turn = turn.then(async () => {
      try {
        post({ type: "done", id, values: await answer(input) });
      } catch (error) {
        post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
      }
    });
  });
}
