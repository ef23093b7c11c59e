/** Numbers in files are little-endian and lie where their size divides, so that most machines read them in place. */

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float32Array | Float64Array;

export interface NumbersType<T extends Numbers> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, start: number, count: number): T;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** `count` numbers from byte `start` on: a view of the bytes where memory allows it, otherwise a copy. */
export function readNumbers<T extends Numbers>(
  type: NumbersType<T>,
  bytes: Uint8Array,
  start: number,
  count: number,
): T {
  const size = type.BYTES_PER_ELEMENT;
  const at = bytes.byteOffset + start;
  if (LITTLE_ENDIAN && at % size === 0) return new type(bytes.buffer, at, count);
  // Of its own: a Buffer's `slice` is a view.
  const copy = Uint8Array.from(bytes.subarray(start, start + count * size));
  return new type(LITTLE_ENDIAN ? copy.buffer : swap(copy, size).buffer, 0, count);
}

/** The bytes of numbers: a view on little-endian machines. */
export function numberBytes(numbers: Numbers): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return LITTLE_ENDIAN ? bytes : swap(Uint8Array.from(bytes), numbers.BYTES_PER_ELEMENT);
}

/** The header of a binary file: 32-bit numbers. */
export function headerBytes(numbers: readonly number[]): Uint8Array {
  return numberBytes(Uint32Array.from(numbers));
}

/** Turns each number of `size` bytes round, in place. */
function swap(bytes: Uint8Array, size: number): Uint8Array {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}
