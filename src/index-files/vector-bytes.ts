import { FawenError } from "../core/model/errors.ts";

/**
 * `vectors.bin`: a header of four little-endian 32-bit numbers (magic, version, dimensions, rows), then
 * `rows × dimensions` little-endian 32-bit floats, row after row.
 */
const MAGIC = 0x5657_4146; // "FAWV" read as little-endian
const VERSION = 1;
const HEADER_BYTES = 16;

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The file in pieces: the header, then a view of the values (no copy on little-endian machines). */
export function* encodeVectors(values: Float32Array, dimensions: number): Generator<Uint8Array, void, void> {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, VERSION, true);
  header.setUint32(8, dimensions, true);
  header.setUint32(12, values.length / dimensions, true);
  yield new Uint8Array(header.buffer);
  if (LITTLE_ENDIAN) yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  else yield new Uint8Array(swapped(values).buffer);
}

/** The values of a file, sharing its memory where possible. Throws `index-corrupt` when header and size disagree. */
export function decodeVectors(bytes: Uint8Array): { readonly dimensions: number; readonly values: Float32Array } {
  const corrupt = (what: string): FawenError =>
    new FawenError("index-corrupt", `索引的向量文件已损坏（${what}）；请运行 npm run ingest 重建索引`);
  if (bytes.byteLength < HEADER_BYTES) throw corrupt("文件过短");
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (header.getUint32(0, true) !== MAGIC || header.getUint32(4, true) !== VERSION) throw corrupt("文件头不符");
  const dimensions = header.getUint32(8, true);
  const count = dimensions * header.getUint32(12, true);
  if (dimensions === 0 || bytes.byteLength !== HEADER_BYTES + count * 4) throw corrupt("长度不符");
  const start = bytes.byteOffset + HEADER_BYTES;
  const aligned = start % 4 === 0;
  const values = aligned
    ? new Float32Array(bytes.buffer, start, count)
    : new Float32Array(bytes.slice(HEADER_BYTES).buffer);
  return { dimensions, values: LITTLE_ENDIAN ? values : swapped(values) };
}

/** The same values in the other byte order. */
function swapped(values: Float32Array): Float32Array {
  const source = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const target = new DataView(new ArrayBuffer(values.byteLength));
  for (let at = 0; at < values.byteLength; at += 4) target.setUint32(at, source.getUint32(at, true), false);
  return new Float32Array(target.buffer);
}
