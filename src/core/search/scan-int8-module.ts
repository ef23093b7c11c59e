/**
 * A WebAssembly module of one function, put together here because JavaScript has no way to multiply sixteen numbers
 * at once. In WebAssembly's own text format:
 *
 * ```wat
 * (memory (import "m" "m") 0)
 * (func (export "scan") (param $row i32) (param $end i32) (param $width i32) (param $query i32) (param $out i32)
 *   (local $at i32) (local $stop i32) (local $x v128) (local $low v128) (local $high v128)
 *   (loop $rows
 *     $at = $query; $stop = $row + $width; $low = $high = 0
 *     (loop $columns
 *       $x = 16 × i8 at $row
 *       $low  += pairwise sums of (first 8 of $x) × (8 × i16 at $at)
 *       $high += pairwise sums of (last 8 of $x) × (8 × i16 at $at + 16)
 *       $row += 16; $at += 32
 *       again while $row < $stop)
 *     i32 at $out = sum of the lanes of $low + $high
 *     $out += 4
 *     again while $row < $end))
 * ```
 *
 * Binary format and opcodes: WebAssembly Core Specification 2.0, chapter 5.
 */
export function encodeScanModule(): Uint8Array<ArrayBuffer> {
  const [i32, v128, empty] = [0x7f, 0x7b, 0x40];
  const [row, end, width, query, out, at, stop, x, low, high] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const get = (local: number) => [0x20, local];
  const set = (local: number) => [0x21, local];
  const constant = (value: number) => [0x41, value];
  const add = [0x6a];
  const increase = (local: number, by: number) => [...get(local), ...constant(by), ...add, ...set(local)];
  const loopWhileLess = (a: number, b: number, body: readonly number[]) => {
    const again = [...get(a), ...get(b), 0x49, 0x0d, 0];
    return [0x03, empty, ...body, ...again, 0x0b];
  };
  const zeros = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)];
  const load = (address: number, offset: number) => [...get(address), 0xfd, 0x00, 0, offset];
  const [extendLow, extendHigh, dot, addLanes] = [
    [0xfd, 0x87, 0x01],
    [0xfd, 0x88, 0x01],
    [0xfd, 0xba, 0x01],
    [0xfd, 0xae, 0x01],
  ];
  const lane = (index: number) => [...get(low), 0xfd, 0x1b, index];

  const columns = [
    ...[...load(row, 0), ...set(x)],
    ...[...get(x), ...extendLow, ...load(at, 0), ...dot, ...get(low), ...addLanes, ...set(low)],
    ...[...get(x), ...extendHigh, ...load(at, 16), ...dot, ...get(high), ...addLanes, ...set(high)],
    ...increase(row, 16),
    ...increase(at, 32),
  ];
  const rows = [
    ...[...get(query), ...set(at), ...get(row), ...get(width), ...add, ...set(stop)],
    ...[...zeros, ...set(low), ...zeros, ...set(high)],
    ...loopWhileLess(row, stop, columns),
    ...[...get(low), ...get(high), ...addLanes, ...set(low)],
    ...[...get(out), ...lane(0), ...lane(1), ...add, ...lane(2), ...add, ...lane(3), ...add, 0x36, 2, 0],
    ...increase(out, 4),
  ];
  const locals = [2, 2, i32, 3, v128];
  const body = [...locals, ...loopWhileLess(row, end, rows), 0x0b];
  const name = (text: string) => [text.length, ...Array.from(text, (character) => character.charCodeAt(0))];
  const section = (id: number, content: readonly number[]) => [id, ...encodeLength(content.length), ...content];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 5, i32, i32, i32, i32, i32, 0]),
    ...section(2, [1, ...name("m"), ...name("m"), 0x02, 0x00, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("scan"), 0x00, 0]),
    ...section(10, [1, ...encodeLength(body.length), ...body]),
  ]);
}

/** Unsigned LEB128, up to 16,383. */
function encodeLength(length: number): number[] {
  return length < 128 ? [length] : [(length & 127) | 128, length >> 7];
}
