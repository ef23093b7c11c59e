/** One field of a protobuf message: a number, or the bytes of a string, a message or a packed list. */
export interface ProtobufField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** Wire types, protobuf.dev/programming-guides/encoding. */
const VARINT = 0;
const SIXTY_FOUR_BITS = 1;
const BYTES = 2;
const THIRTY_TWO_BITS = 5;
/** Ten bytes of seven bits hold every 64-bit number. */
const MAX_VARINT_BYTES = 10;

/**
 * The fields of a message in their order, copying nothing; numbers of fixed width are left out.
 *
 * @throws RangeError when `bytes` are not a message
 */
export function* readFields(bytes: Uint8Array): Generator<ProtobufField> {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const key = readVarint(bytes, cursor);
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    if (wireType === VARINT) yield { number, value: readVarint(bytes, cursor) };
    else if (wireType === BYTES) {
      const length = readVarint(bytes, cursor);
      yield { number, value: bytes.subarray(cursor.at, skip(bytes, cursor, length)) };
    } else if (wireType === SIXTY_FOUR_BITS) skip(bytes, cursor, 8);
    else if (wireType === THIRTY_TWO_BITS) skip(bytes, cursor, 4);
    else throw new RangeError(`wire type ${wireType} at byte ${cursor.at}`);
  }
}

/** A list of numbers, whether it is written packed or as one field each. Exact up to 2^53. */
export function readNumbers(field: ProtobufField): number[] {
  if (typeof field.value === "number") return [field.value];
  const numbers: number[] = [];
  const cursor = { at: 0 };
  while (cursor.at < field.value.length) numbers.push(readVarint(field.value, cursor));
  return numbers;
}

function readVarint(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let count = 0; count < MAX_VARINT_BYTES; count++) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw new RangeError("the message ends in the middle of a number");
    // Not `<<`, which knows 32 bits only.
    value += (byte & 0x7f) * 2 ** (7 * count);
    if (byte < 0x80) return value;
  }
  throw new RangeError(`a number of more than ${MAX_VARINT_BYTES} bytes at byte ${cursor.at}`);
}

/** Returns where the cursor stands afterwards. */
function skip(bytes: Uint8Array, cursor: { at: number }, length: number): number {
  cursor.at += length;
  if (cursor.at > bytes.length) throw new RangeError(`the message ends ${cursor.at - bytes.length} bytes early`);
  return cursor.at;
}
