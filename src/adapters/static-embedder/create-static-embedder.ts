import type { EmbedderStamp } from "../../core/model/library.ts";
import type { Embedder } from "../../core/ports/embedder.ts";
import { embeddingCancelled, embedInBatches } from "../embed-in-batches.ts";
import { modelFault } from "./model-fault.ts";
import { addRows, readStaticTable } from "./static-table.ts";
import { createUnigramTokenizer } from "./unigram-tokenizer.ts";

/** The files of a static model, read. */
export interface StaticModelFiles {
  /** `tokenizer.json`: a Unigram model. */
  readonly tokenizer: string;
  /** `tokenizer_config.json`. */
  readonly tokenizerConfig: string;
  /** `onnx/model_quantized.onnx`; kept, because the table is read in place. */
  readonly onnx: Uint8Array;
}

/** Progress is told, and cancelling noticed, once a batch. */
const BATCH_SIZE = 16;
/** Characters between two pauses: some 10 ms. A pause itself costs about one. */
const CHARS_A_TURN = 16_000;

/**
 * An embedder for a static model: a text is the mean of its tokens' rows, brought to unit length. Neither files nor
 * packages of a runtime are needed, and vectors are those that @xenova/transformers makes of the same files, but for
 * rounding.
 *
 * @throws FawenError `model-missing` when the files are not those of a static model; the message says what is at
 *   fault and leaves it to the caller to name the model and the ways out
 */
export function createStaticEmbedder(files: StaticModelFiles, stamp: EmbedderStamp): Embedder {
  const tokenizer = createUnigramTokenizer(files.tokenizer, files.tokenizerConfig);
  const table = readStaticTable(files.onnx);
  const { rows, dimensions } = table;
  if (dimensions !== stamp.dimensions)
    throw modelFault(`config.json 说向量是 ${stamp.dimensions} 维，模型文件里是 ${dimensions} 维`);
  if (tokenizer.size > rows) throw modelFault(`tokenizer.json 有 ${tokenizer.size} 个词，模型文件里只有 ${rows} 行`);

  function embed(text: string): Float32Array {
    const sums = new Float64Array(dimensions);
    addRows(table, tokenizer.encode(text), sums);
    return toUnitLength(sums);
  }

  // Counted over all calls, because passages come in many short lists.
  let charsThisTurn = 0;
  async function embedBatch(batch: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of batch) {
      charsThisTurn += text.length;
      if (charsThisTurn > CHARS_A_TURN) {
        charsThisTurn = 0;
        await pause();
      }
      vectors.push(embed(text));
    }
    return vectors;
  }

  return {
    stamp,
    embedPassages: (texts, options) => embedInBatches(texts, BATCH_SIZE, embedBatch, options),
    async embedQuery(text, options) {
      if (options?.signal?.aborted) throw embeddingCancelled(options.signal.reason);
      return embed(text);
    },
  };
}

/** The mean points where the sum does. A text without any token points nowhere: zeros, which are near nothing. */
function toUnitLength(sums: Float64Array): Float32Array {
  // Loops: `reduce` and `from` take as long as the rest of a question.
  let squares = 0;
  for (const sum of sums) squares += sum * sum;
  const length = Math.sqrt(squares) || 1;
  const vector = new Float32Array(sums.length);
  for (let column = 0; column < sums.length; column++) vector[column] = (sums[column] ?? 0) / length;
  return vector;
}

/** Lets whatever else waits have its turn, timers and requests included. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
