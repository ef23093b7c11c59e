/**
 * The 3,755 commonest characters as GB/T 2312 orders them, by their pinyin: those that sound alike stand next to each
 * other. Read from the platform's own table, once.
 */
function readOrder(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder("gb18030");
  const order = new Map<string, number>();
  for (let high = 0xb0; high <= 0xd7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) order.set(decoder.decode(new Uint8Array([high, low])), order.size);
  return order;
}

/** Characters of one syllable are rarely further apart; those of the next one are taken for alike only at its edge. */
const NEAR = 8;
let order: ReadonlyMap<string, number> | undefined;

/** Whether one common character may have been typed for another that sounds like it; false for rare ones. */
export function soundsAlike(one: string, other: string): boolean {
  order ??= readOrder();
  const [a, b] = [order.get(one), order.get(other)];
  return a !== undefined && b !== undefined && a !== b && Math.abs(a - b) <= NEAR;
}
