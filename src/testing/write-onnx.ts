/** Just enough of ONNX (onnx.proto3 of ONNX 1.7, opset 11) to write a tiny model for a test. */

/** ONNX's own numbers for types. */
export const FLOAT = 1;
export const INT64 = 7;
const INTS = 7;

export interface OnnxGraph {
  readonly nodes: readonly number[][];
  /** What `tensor` made. */
  readonly tensors: readonly number[][];
  /** What `value` made. */
  readonly inputs: readonly number[][];
  readonly output: number[];
}

/** The bytes of a model file. */
export function writeOnnx({ nodes, tensors, inputs, output }: OnnxGraph): Uint8Array {
  const graph = [
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, "test"),
    ...tensors.map((bytes) => field(5, bytes)),
    ...inputs.map((bytes) => field(11, bytes)),
    field(12, output),
  ];
  return Uint8Array.from([...field(1, 6), ...field(7, graph.flat()), ...field(8, [...field(1, ""), ...field(2, 11)])]);
}

/** One step of the graph: what `kind` makes of the inputs is called `output`. */
export function node(
  kind: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): number[] {
  const encoded = Object.entries(attributes).map(([name, given]) => {
    const content = typeof given === "number" ? field(3, given) : given.flatMap((item) => field(8, item));
    return field(5, [...field(1, name), ...content, ...field(20, typeof given === "number" ? 2 : INTS)]);
  });
  return [...inputs.flatMap((input) => field(1, input)), ...field(2, output), ...field(4, kind), ...encoded.flat()];
}

/** Numbers that the model brings along. */
export function tensor(
  name: string,
  shape: readonly number[],
  values: readonly number[],
  type: typeof FLOAT | typeof INT64 = FLOAT,
): number[] {
  const typed = type === FLOAT ? Float32Array.from(values) : BigInt64Array.from(values, BigInt);
  const raw = [...new Uint8Array(typed.buffer)];
  return [...shape.flatMap((length) => field(1, length)), ...field(2, type), ...field(8, name), ...field(9, raw)];
}

/** An input or the output: name, type and the names of its lengths, all of which are left open. */
export function value(name: string, type: number, lengths: readonly string[] = ["batch", "length"]): number[] {
  const shape = lengths.flatMap((length) => field(1, field(2, length)));
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
