import { embedInBatches } from "../../adapters/embed-in-batches.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { Pooling } from "../../core/model/library.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { type EmbedderModel, modelMissing, readEmbedderModel } from "./embedder-model.ts";
import { createModelProcess, type ModelProcess, type ModelSettings } from "./model-process.ts";

/** What the process is started with, and what it is sent: texts, for one row of numbers each, all in one array. */
export interface EmbedderSettings extends ModelSettings {
  readonly pooling: Pooling;
}
export type EmbedderInput = readonly string[];

/** An embedder that holds a process; close it when done. */
export interface LocalEmbedder extends Embedder {
  /** Loads the model ahead of the first question. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export interface TransformersEmbedderOptions {
  /** Folder in transformers.js layout. */
  readonly folder: string;
  /** Name that people see and that the index remembers. */
  readonly id: string;
  /** How long the model may be silent while it loads or computes. */
  readonly silenceMs?: number;
}

/**
 * Small: a question that comes while reports are embedded waits for one batch at most, and memory stays flat with
 * transformer models (batch 32 of a 4-layer model takes 1.5 GB).
 */
const BATCH_SIZE = 16;
/** Loading the biggest model that makes sense here takes some seconds. */
const DEFAULT_SILENCE_MS = 60_000;

/**
 * Runs an embedding model with @xenova/transformers in a worker process.
 *
 * @throws FawenError `model-missing` with the fix when the model is not there
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<LocalEmbedder> {
  const { folder, id, silenceMs = DEFAULT_SILENCE_MS } = options;
  const model = await readEmbedderModel(folder, id);
  const { parent, name, quantized, stamp } = model;
  const settings: EmbedderSettings = { parent, name, quantized, pooling: stamp.pooling };
  const label = `向量模型 ${id}`;
  return wrapProcess(model, createModelProcess(settings, { script: "embedder-child.mjs", label, silenceMs }));
}

function wrapProcess(model: EmbedderModel, process: ModelProcess<EmbedderInput>): LocalEmbedder {
  const { dimensions } = model.stamp;
  const embedBatch = async (batch: readonly string[], signal: AbortSignal | undefined) => {
    const values = await process.run(batch, signal);
    if (values.length !== batch.length * dimensions)
      throw modelMissing(model.stamp.id, `config.json 说向量是 ${dimensions} 维，算出的却不是`);
    return batch.map((_, row) => values.subarray(row * dimensions, (row + 1) * dimensions));
  };
  return {
    stamp: model.stamp,
    embedPassages: (texts, options) =>
      embedInBatches(
        texts.map((text) => model.stamp.passagePrefix + text),
        BATCH_SIZE,
        embedBatch,
        options,
      ),
    async embedQuery(text, options) {
      const [vector] = await embedBatch([model.stamp.queryPrefix + text], options?.signal);
      if (vector === undefined) throw new FawenError("backend-failed", `向量模型 ${model.stamp.id} 没有返回结果。`);
      return vector;
    },
    async warmUp() {
      await process.run(null);
    },
    close: () => process.close(),
  };
}
