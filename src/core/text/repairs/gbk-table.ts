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

const byTrail = new Map<number, readonly string[]>();
const byLead = new Map<number, readonly string[]>();

/** The characters whose second byte this is, by lead byte; kept once found. */
export function charactersEndingIn(letter: string | number): readonly string[] {
  const trail = typeof letter === "number" ? letter : letter.charCodeAt(0);
  return remember(byTrail, trail, (lead) => lead * 256 + trail);
}

/** The characters whose first byte this is, by second byte; kept once found. */
export function charactersBeginningWith(lead: number): readonly string[] {
  return remember(byLead, lead, (trail) => lead * 256 + trail);
}

function remember(
  known: Map<number, readonly string[]>,
  key: number,
  codeOf: (byte: number) => number,
): readonly string[] {
  const found = known.get(key) ?? [];
  if (known.has(key)) return found;
  const characters: string[] = [];
  for (let byte = 0x40; byte <= 0xfe; byte++) {
    const character = gbkTable()?.toCharacter.get(codeOf(byte));
    if (character !== undefined) characters.push(character);
  }
  known.set(key, characters);
  return characters;
}

/** The 3,755 most used characters: level 1 of GB 2312, lead bytes B0 to D7. */
export function isCommonCharacter(character: string): boolean {
  const code = gbkTable()?.toCode.get(character) ?? 0;
  return code >= 0xb0a1 && code <= 0xd7f9 && (code & 0xff) >= 0xa1;
}
