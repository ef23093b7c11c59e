import type { VectorTable } from "../model/library.ts";
import { encodeScanModule } from "./scan-int8-module.ts";

/** Rows of a table in eight bits a number, an eighth of the work of scoring them in full. */
export interface Int8Rows {
  /**
   * Scores every row: `sums[row] × scales[row] × scale` differs from the true inner product by at most `errors[row] ×
   * errorScale + extraError`. The arrays are used again by the next call.
   */
  score(query: Float32Array): Int8Scores;
}

export interface Int8Scores {
  readonly sums: Int32Array;
  readonly scales: Float32Array;
  readonly scale: number;
  readonly errors: Float32Array;
  readonly errorScale: number;
  readonly extraError: number;
}

/** What a WebAssembly register holds. */
const LANES = 16;
const PAGE_BYTES = 65_536;
const MAX_INT8 = 127;
const MAX_INT16 = 32_767;
const MAX_INT32 = 2 ** 31 - 1;
/** Far above what rounding in 64-bit floats adds, far below what tells rows apart. */
const ROUNDING = 1e-6;

/** Numbers copied before other work may get its turn: about 5 ms. */
const NUMBERS_A_TURN = 500_000;

/**
 * Copies a table in eight bits, each row with its own scale, and pauses now and then: 100,000 rows × 256 take a quarter
 * of a second.
 *
 * @param compiled the module of `encodeScanModule`, for hosts that compile ahead and forbid it later; compiled here when
 *   left out
 * @returns null where WebAssembly may not be compiled from bytes (some hosts forbid it) or has no vectors of numbers,
 *   and where the memory for the copy is not to be had
 */
export function* prepareInt8Rows(
  { dimensions, values }: VectorTable,
  compiled?: WebAssembly.Module,
): Generator<void, Int8Rows | null, void> {
  const rows = dimensions === 0 ? 0 : values.length / dimensions;
  if (rows === 0) return null;
  const width = Math.ceil(dimensions / LANES) * LANES;
  // Layout of the memory: the query, the sums, the rows.
  const sumsAt = width * 2;
  const rowsAt = Math.ceil((sumsAt + rows * 4) / LANES) * LANES;
  const opened = openModule(rowsAt + rows * width, compiled);
  if (opened === null) return null;
  const { memory, scan } = opened;
  const query16 = new Int16Array(memory, 0, width);
  const sums = new Int32Array(memory, sumsAt, rows);
  const { scales, errors, longest } = yield* quantise(values, dimensions, new Int8Array(memory, rowsAt), width);
  // So that no sum overflows, whatever the row.
  const range = Math.min(MAX_INT16, Math.floor(MAX_INT32 / (MAX_INT8 * width)));
  return {
    score(query) {
      const { scale, error } = quantiseQuery(query, query16, range);
      scan(rowsAt, rowsAt + rows * width, width, 0, sumsAt);
      return { sums, scales, scale, errors, errorScale: lengthOf(query), extraError: longest * error + ROUNDING };
    },
  };
}

type Scan = (row: number, end: number, width: number, query: number, out: number) => void;

function openModule(bytes: number, compiled?: WebAssembly.Module): { memory: ArrayBuffer; scan: Scan } | null {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const module = compiled ?? new WebAssembly.Module(encodeScanModule());
    const instance = new WebAssembly.Instance(module, { m: { m: memory } });
    // Safe: the module exports this one function.
    return { memory: memory.buffer, scan: instance.exports.scan as Scan };
  } catch {
    // Forbidden, not supported or no memory: whoever asks computes in full.
    return null;
  }
}

/**
 * Fills `target` with rows of `width` numbers, zeros at their end.
 *
 * @returns for each row the value of one step and the length of what rounding took away; the greatest length of a row
 */
function* quantise(values: Float32Array, dimensions: number, target: Int8Array, width: number) {
  const rows = values.length / dimensions;
  const [scales, errors] = [new Float32Array(rows), new Float32Array(rows)];
  const rowsATurn = Math.ceil(NUMBERS_A_TURN / dimensions);
  let longest = 0;
  for (let row = 0, from = 0, to = 0; row < rows; row++, from += dimensions, to += width) {
    let largest = 0;
    for (let i = from; i < from + dimensions; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
    // As it is stored: the error below must be that of the rounded scale.
    const scale = Math.fround(largest / MAX_INT8);
    const steps = scale === 0 ? 0 : 1 / scale;
    let lost = 0;
    let length = 0;
    for (let i = 0; i < dimensions; i++) {
      const value = values[from + i] ?? 0;
      // Rounds to the nearest; much faster than Math.round.
      const step = Math.min(MAX_INT8, ((value * steps + 128.5) | 0) - 128);
      target[to + i] = step;
      lost += (value - step * scale) ** 2;
      length += (step * scale) ** 2;
    }
    scales[row] = scale;
    // A little more, for storing it in 32 bits.
    errors[row] = Math.sqrt(lost) * (1 + ROUNDING);
    longest = Math.max(longest, Math.sqrt(length));
    if (row % rowsATurn === rowsATurn - 1) yield;
  }
  return { scales, errors, longest };
}

/** By a loop: with few rows, `Math.hypot(...query)` takes as long as scoring them. */
function lengthOf(query: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < query.length; i++) squares += (query[i] ?? 0) ** 2;
  return Math.sqrt(squares);
}

function quantiseQuery(query: Float32Array, target: Int16Array, range: number): { scale: number; error: number } {
  let largest = 0;
  for (let i = 0; i < query.length; i++) largest = Math.max(largest, Math.abs(query[i] ?? 0));
  const scale = largest / range;
  let lost = 0;
  for (let i = 0; i < query.length; i++) {
    const value = query[i] ?? 0;
    const step = scale === 0 ? 0 : Math.round(value / scale);
    target[i] = step;
    lost += (value - step * scale) ** 2;
  }
  return { scale, error: Math.sqrt(lost) };
}
