/** GBK as two look-ups. Both bytes of a code as one number: lead × 256 + trail. */
export interface GbkTable {
  readonly toCharacter: ReadonlyMap<number, string>;
  readonly toCode: ReadonlyMap<string, number>;
}

let table: GbkTable | undefined | null = null;

/**
 * The table of the platform's own decoder, made on first use. Undefined on a platform that decodes UTF-8 only;
 * there text with bytes out of step stays as it is and is marked as suspect instead of repaired.
 */
export function gbkTable(): GbkTable | undefined {
  if (table === null) table = buildTable();
  return table;
}

function buildTable(): GbkTable | undefined {
  const decoder = createDecoder();
  if (decoder === undefined) return undefined;
  const toCharacter = new Map<number, string>();
  const toCode = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length !== 1 || character === "\ufffd") continue;
      toCharacter.set(lead * 256 + trail, character);
      toCode.set(character, lead * 256 + trail);
    }
  return { toCharacter, toCode };
}

function createDecoder(): { decode(bytes: Uint8Array): string } | undefined {
  try {
    return new TextDecoder("gbk");
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
