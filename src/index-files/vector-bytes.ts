import { FawenError } from "../core/model/errors.ts";
import { headerBytes, numberBytes, readNumbers } from "./typed-bytes.ts";

/**
 * `vectors-….bin`: a header of four little-endian 32-bit numbers (magic, version, dimensions, rows), then
 * `rows × dimensions` little-endian 32-bit floats, row after row.
 */
const MAGIC = 0x5657_4146; // "FAWV" read as little-endian
const VERSION = 1;
const HEADER_NUMBERS = 4;
const HEADER_BYTES = HEADER_NUMBERS * 4;

/** The file in pieces: the header, then a view of the values (no copy on little-endian machines). */
export function* encodeVectors(values: Float32Array, dimensions: number): Generator<Uint8Array, void, void> {
  yield headerBytes([MAGIC, VERSION, dimensions, values.length / dimensions]);
  yield numberBytes(values);
}

/** The values of a file, sharing its memory where possible. Throws `index-corrupt` when header and size disagree. */
export function decodeVectors(bytes: Uint8Array): { readonly dimensions: number; readonly values: Float32Array } {
  const corrupt = (what: string): FawenError =>
    new FawenError("index-corrupt", `索引的向量文件已损坏（${what}）；请运行 npm run ingest 重建索引`);
  if (bytes.byteLength < HEADER_BYTES) throw corrupt("文件过短");
  const [magic, version, dimensions = 0, rows = 0] = readNumbers(Uint32Array, bytes, 0, HEADER_NUMBERS);
  if (magic !== MAGIC || version !== VERSION) throw corrupt("文件头不符");
  const count = dimensions * rows;
  if (dimensions === 0 || bytes.byteLength !== HEADER_BYTES + count * 4) throw corrupt("长度不符");
  return { dimensions, values: readNumbers(Float32Array, bytes, HEADER_BYTES, count) };
}
