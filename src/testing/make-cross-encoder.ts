import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];
/** Characters that the model tells apart. */
const CHARACTERS = [..."出庭应诉率行政机关负责人达到九成森林防火物资储备"];
const VOCABULARY = [...SPECIALS, ...CHARACTERS];

/**
 * Writes a cross-encoder in transformers.js layout, a few kilobytes small: its score is the number of characters that
 * question and passage share, less `bias`. With two labels the first is always 0.
 */
export function makeCrossEncoder(folder: string, { labels = 1, bias = 3 }: { labels?: 1 | 2; bias?: number } = {}) {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  write("config.json", { model_type: "bert", architectures: ["BertForSequenceClassification"] });
  write("tokenizer_config.json", { tokenizer_class: "BertTokenizer", model_max_length: 128, ...namedSpecials() });
  write("tokenizer.json", makeTokenizer());
  writeFileSync(join(folder, "onnx/model_quantized.onnx"), makeOnnx(labels, bias));
}

function namedSpecials() {
  return { pad_token: "[PAD]", unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]" };
}

function makeTokenizer() {
  const special = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
  const sequence = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  const single = [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)];
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIALS.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single,
      pair: [...single, sequence("B", 1), special("[SEP]", 1)],
      special_tokens: Object.fromEntries(
        SPECIALS.slice(2).map((id) => [id, { id, ids: [SPECIALS.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: null,
    model: {
      ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100 },
      vocab: Object.fromEntries(VOCABULARY.map((token, id) => [token, id])),
    },
  };
}

/** ONNX's own numbers for types, see onnx.proto3 of ONNX 1.7. */
const [FLOAT, INT64, INTS] = [1, 7, 7];

function makeOnnx(labels: number, bias: number): Uint8Array {
  const size = VOCABULARY.length;
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
  const graph = [
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, "overlap"),
    field(5, tensor("table", [size, size], table)),
    field(5, tensor("bias", [1], [bias])),
    field(5, tensor("columns", [1, labels], labels === 1 ? [1] : [0, 1])),
    ...["input_ids", "attention_mask", "token_type_ids"].map((name) => field(11, value(name, INT64))),
    field(12, value("logits", FLOAT)),
  ];
  return Uint8Array.from([...field(1, 6), ...field(7, graph.flat()), ...field(8, [...field(1, ""), ...field(2, 11)])]);
}

function node(kind: string, inputs: readonly string[], output: string, attributes = {}): number[] {
  const encoded = Object.entries<number | number[]>(attributes).map(([name, given]) => {
    const list = Array.isArray(given);
    const content = list ? given.flatMap((item) => field(8, item)) : field(3, given);
    return field(5, [...field(1, name), ...content, ...field(20, list ? INTS : 2)]);
  });
  return [...inputs.flatMap((input) => field(1, input)), ...field(2, output), ...field(4, kind), ...encoded.flat()];
}

function tensor(name: string, shape: readonly number[], values: readonly number[]): number[] {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)];
  return [...shape.flatMap((length) => field(1, length)), ...field(2, FLOAT), ...field(8, name), ...field(9, raw)];
}

/** Name, type and a shape of two lengths that are left open. */
function value(name: string, type: number): number[] {
  const shape = ["batch", "length"].flatMap((length) => field(1, field(2, length)));
  return [...field(1, name), ...field(2, field(1, [...field(1, type), ...field(2, shape)]))];
}

/** A field of a protocol buffer: a number, a text or bytes. */
function field(number: number, content: number | string | readonly number[]): number[] {
  if (typeof content === "number") return [...varint(number << 3), ...varint(content)];
  const bytes = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}
