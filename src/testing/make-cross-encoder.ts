import { SPECIALS, writeBertFiles } from "./bert-files.ts";
import { FLOAT, INT64, node, tensor, value, writeOnnx } from "./write-onnx.ts";

/** Characters that the model tells apart. */
const CHARACTERS = [..."出庭应诉率行政机关负责人达到九成森林防火物资储备"];

/**
 * Writes a cross-encoder in transformers.js layout, a few kilobytes small: its score is the number of characters that
 * question and passage share, less `bias`. With two labels the first is always 0.
 */
export function makeCrossEncoder(folder: string, { labels = 1, bias = 3 }: { labels?: 1 | 2; bias?: number } = {}) {
  const config = { architectures: ["BertForSequenceClassification"] };
  writeBertFiles(folder, config, CHARACTERS, makeOnnx(labels, bias));
}

function makeOnnx(labels: number, bias: number): Uint8Array {
  const size = SPECIALS.length + CHARACTERS.length;
  // Each character points in a direction of its own, the special tokens nowhere.
  const table = Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 && at >= 4 * size ? 1 : 0));
  const characters = (weights: string, sum: string) => [
    node("Unsqueeze", [weights], `${sum}-wide`, { axes: [2] }),
    node("Mul", ["vectors", `${sum}-wide`], `${sum}-each`),
    node("ReduceSum", [`${sum}-each`], sum, { axes: [1], keepdims: 0 }),
  ];
  const nodes = [
    node("Gather", ["table", "input_ids"], "vectors"),
    node("Cast", ["token_type_ids"], "is-passage", { to: FLOAT }),
    node("Cast", ["attention_mask"], "is-text", { to: FLOAT }),
    node("Mul", ["is-passage", "is-text"], "passage-weights"),
    node("Sub", ["is-text", "passage-weights"], "question-weights"),
    ...characters("passage-weights", "passage"),
    ...characters("question-weights", "question"),
    node("Mul", ["passage", "question"], "shared-each"),
    node("ReduceSum", ["shared-each"], "shared", { axes: [1], keepdims: 1 }),
    // A column a label, the last with the score.
    node("Sub", ["shared", "bias"], "score"),
    node("Mul", ["score", "columns"], "logits"),
  ];
  return writeOnnx({
    nodes,
    tensors: [
      tensor("table", [size, size], table),
      tensor("bias", [1], [bias]),
      tensor("columns", [1, labels], labels === 1 ? [1] : [0, 1]),
    ],
    inputs: ["input_ids", "attention_mask", "token_type_ids"].map((name) => value(name, INT64)),
    output: value("logits", FLOAT),
  });
}
