import { SPECIALS, writeBertFiles } from "./bert-files.ts";
import { createRandom } from "./clean-text.ts";
import { FLOAT, INT64, node, tensor, value, writeOnnx } from "./write-onnx.ts";

const CHARACTERS = [
  ...new Set("为这个句子生成表示以用于检索相关文章：出庭应诉率行政复议机关负责人森林防火物资储备谁来监督"),
];
const HIDDEN = 16;
const HEADS = 2;
const INNER = 32;
const POSITIONS = 128;
const SEED = 7;

/**
 * Writes an embedding model in transformers.js layout with the architecture of the bge models, one layer of BERT with
 * random weights: 16 dimensions, some 40 kilobytes. Every vector depends on all tokens, the first one's too.
 */
export function makeBert(folder: string): void {
  writeBertFiles(
    folder,
    { architectures: ["BertModel"], hidden_size: HIDDEN, max_position_embeddings: POSITIONS },
    CHARACTERS,
    makeOnnx(),
  );
}

/** Devlin and others, 2019: embeddings, self-attention and feed-forward, each with a sum and a norm behind it. */
function makeOnnx(): Uint8Array {
  const random = createRandom(SEED);
  const tensors: number[][] = [];
  const constant = (name: string, shape: readonly number[], values: readonly number[], type?: typeof INT64) => {
    tensors.push(tensor(name, shape, values, type));
    return name;
  };
  const weights = (name: string, ...shape: readonly number[]) => {
    const count = shape.reduce((product, length) => product * length, 1);
    return constant(
      name,
      shape,
      Array.from({ length: count }, () => random() * 2 - 1),
    );
  };
  const nodes: number[][] = [];
  const step = (kind: string, inputs: readonly string[], attributes = {}) => {
    const output = `${kind}-${nodes.length}`;
    nodes.push(node(kind, inputs, output, attributes));
    return output;
  };
  const linear = (input: string, name: string, from: number, to: number) =>
    step("Add", [step("MatMul", [input, weights(name, from, to)]), weights(`${name}-bias`, to)]);
  const mean = (input: string) => step("ReduceMean", [input], { axes: [2], keepdims: 1 });
  const norm = (input: string) => {
    const centred = step("Sub", [input, mean(input)]);
    const variance = mean(step("Mul", [centred, centred]));
    return step("Div", [centred, step("Sqrt", [step("Add", [variance, "epsilon"])])]);
  };

  constant("epsilon", [], [1e-12]);
  constant("one", [], [1]);
  constant("half", [], [0.5]);
  constant("root-half", [], [Math.SQRT1_2]);
  constant("far-below", [], [-10_000]);
  constant("scale", [], [1 / Math.sqrt(HIDDEN / HEADS)]);
  for (const number of [0, 1]) constant(`index-${number}`, [], [number], INT64);
  constant("in-heads", [4], [0, -1, HEADS, HIDDEN / HEADS], INT64);
  constant("in-one", [3], [0, -1, HIDDEN], INT64);

  const length = step("Gather", [step("Shape", ["input_ids"]), "index-1"]);
  const places = step("Range", ["index-0", length, "index-1"]);
  const words = step("Gather", [weights("words", SPECIALS.length + CHARACTERS.length, HIDDEN), "input_ids"]);
  const positions = step("Gather", [weights("positions", POSITIONS, HIDDEN), places]);
  const types = step("Gather", [weights("types", 2, HIDDEN), "token_type_ids"]);
  const embedded = norm(step("Add", [step("Add", [words, positions]), types]));

  const inHeads = (name: string) =>
    step("Transpose", [step("Reshape", [linear(embedded, name, HIDDEN, HIDDEN), "in-heads"])], { perm: [0, 2, 1, 3] });
  const keys = step("Transpose", [inHeads("key")], { perm: [0, 1, 3, 2] });
  const scores = step("Mul", [step("MatMul", [inHeads("query"), keys]), "scale"]);
  const isText = step("Unsqueeze", [step("Cast", ["attention_mask"], { to: FLOAT })], { axes: [1, 2] });
  const masked = step("Add", [scores, step("Mul", [step("Sub", ["one", isText]), "far-below"])]);
  const context = step("MatMul", [step("Softmax", [masked], { axis: 3 }), inHeads("value")]);
  const joined = step("Reshape", [step("Transpose", [context], { perm: [0, 2, 1, 3] }), "in-one"]);
  const attended = norm(step("Add", [linear(joined, "attention", HIDDEN, HIDDEN), embedded]));

  const inner = linear(attended, "inner", HIDDEN, INNER);
  const error = step("Add", [step("Erf", [step("Mul", [inner, "root-half"])]), "one"]);
  const activated = step("Mul", [step("Mul", [inner, "half"]), error]);
  const last = norm(step("Add", [linear(activated, "outer", INNER, HIDDEN), attended]));
  nodes.push(node("Identity", [last], "last_hidden_state"));

  const inputs = ["input_ids", "attention_mask", "token_type_ids"].map((name) => value(name, INT64));
  return writeOnnx({
    nodes,
    tensors,
    inputs,
    output: value("last_hidden_state", FLOAT, ["batch", "length", "hidden"]),
  });
}
