import { modelFault } from "./model-fault.ts";
import { type ProtobufField, readFields, readNumbers } from "./protobuf.ts";

/** One row of numbers a token, in eight bits; row `r` is `values[r * dimensions …] * scales[r]`. */
export interface StaticTable {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/**
 * The one graph that is understood: look up a row and its scale for each token and multiply them. A graph that does
 * anything else gives other vectors and needs onnxruntime.
 */
const STATIC_GRAPH = [
  "rows8 = Gather(table, input_ids)",
  "rows = Cast(rows8)",
  "s = Gather(scale, input_ids)",
  "x = Mul(rows, s)",
  "m = Cast(attention_mask)",
  "m3 = Unsqueeze(m, axis)",
  "last_hidden_state = Mul(x, m3)",
];

// Numbers of fields and types: github.com/onnx/onnx, onnx/onnx.proto.
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5 };
const NODE = { input: 1, output: 2, opType: 4 };
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 };
const FLOAT = 1;
const INT8 = 3;

const utf8 = new TextDecoder();

interface Tensor {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly name: string;
  readonly rawData: Uint8Array;
}

/**
 * Reads the table out of an ONNX file. `values` look into `onnx`; only the scales are copied.
 *
 * @throws FawenError `model-missing` when it is not the file of a static model
 */
export function readStaticTable(onnx: Uint8Array): StaticTable {
  const { nodes, tensors } = readGraph(onnx);
  if (nodes.join("; ") !== STATIC_GRAPH.join("; "))
    throw modelFault(`ONNX 文件里应是静态模型的计算图（${STATIC_GRAPH.join("；")}），实际是 ${describe(nodes)}`);
  const table = tensors.find(({ name }) => name === "table");
  const scale = tensors.find(({ name }) => name === "scale");
  const [rows = 0, dimensions = 0] = table?.dims ?? [];
  const fits =
    table?.dataType === INT8 &&
    table.dims.length === 2 &&
    table.rawData.length === rows * dimensions &&
    scale?.dataType === FLOAT &&
    scale.rawData.length === rows * 4;
  if (!fits || rows * dimensions === 0)
    throw modelFault("ONNX 文件里应有 int8 的 table（词数 × 维数）和 float 的 scale（每词一个），实际没有或大小不符");
  const { buffer, byteOffset } = table.rawData;
  return { rows, dimensions, values: new Int8Array(buffer, byteOffset, rows * dimensions), scales: toFloats(scale) };
}

/**
 * Adds the rows of `tokens` to `sums`, which has `dimensions` numbers. Four rows at a time: `sums` is read and written
 * less often, which halves the time.
 */
export function addRows(table: StaticTable, tokens: readonly number[], sums: Float64Array): void {
  const { dimensions, values, scales } = table;
  for (let at = 0; at < tokens.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    // After the last token any row will do, times nothing.
    const left = tokens.length - at;
    const scaleA = scales[a] ?? 0;
    const scaleB = left > 1 ? (scales[b] ?? 0) : 0;
    const scaleC = left > 2 ? (scales[c] ?? 0) : 0;
    const scaleD = left > 3 ? (scales[d] ?? 0) : 0;
    for (let column = 0; column < dimensions; column++)
      sums[column] =
        (sums[column] ?? 0) +
        (values[a * dimensions + column] ?? 0) * scaleA +
        (values[b * dimensions + column] ?? 0) * scaleB +
        (values[c * dimensions + column] ?? 0) * scaleC +
        (values[d * dimensions + column] ?? 0) * scaleD;
  }
}

function readGraph(onnx: Uint8Array): { readonly nodes: readonly string[]; readonly tensors: readonly Tensor[] } {
  const nodes: string[] = [];
  const tensors: Tensor[] = [];
  try {
    for (const graph of readFields(onnx)) {
      if (graph.number !== MODEL.graph) continue;
      for (const field of readFields(toBytes(graph))) {
        if (field.number === GRAPH.node) nodes.push(readNode(toBytes(field)));
        if (field.number === GRAPH.initializer) tensors.push(readTensor(toBytes(field)));
      }
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw modelFault("ONNX 文件已损坏或不完整", cause);
  }
  return { nodes, tensors };
}

/** A node as a line to read: `x = Mul(rows, s)`. */
function readNode(bytes: Uint8Array): string {
  const inputs: string[] = [];
  const outputs: string[] = [];
  let opType = "";
  for (const field of readFields(bytes)) {
    if (field.number === NODE.input) inputs.push(toText(field));
    if (field.number === NODE.output) outputs.push(toText(field));
    if (field.number === NODE.opType) opType = toText(field);
  }
  return `${outputs.join(", ")} = ${opType}(${inputs.join(", ")})`;
}

function readTensor(bytes: Uint8Array): Tensor {
  const dims: number[] = [];
  let dataType = 0;
  let name = "";
  let rawData = new Uint8Array();
  for (const field of readFields(bytes)) {
    if (field.number === TENSOR.dims) dims.push(...readNumbers(field));
    if (field.number === TENSOR.dataType) dataType = readNumbers(field)[0] ?? 0;
    if (field.number === TENSOR.name) name = toText(field);
    if (field.number === TENSOR.rawData) rawData = toBytes(field);
  }
  return { dims, dataType, name, rawData };
}

function toBytes({ number, value }: ProtobufField): Uint8Array<ArrayBuffer> {
  if (typeof value === "number") throw new RangeError(`field ${number} is a number`);
  return value as Uint8Array<ArrayBuffer>;
}

function toText(field: ProtobufField): string {
  return utf8.decode(toBytes(field));
}

/** ONNX is little-endian, and its numbers need not stand at a multiple of four. */
function toFloats({ rawData }: Tensor): Float32Array {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Float32Array.from({ length: rawData.length / 4 }, (_, row) => view.getFloat32(row * 4, true));
}

function describe(nodes: readonly string[]): string {
  if (nodes.length === 0) return "空的";
  return nodes.length > STATIC_GRAPH.length ? `${nodes.length} 个节点的图` : nodes.join("；");
}
