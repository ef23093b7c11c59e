import type { ScriptConverter } from "../../ports/script-converter.ts";
import type { Edit } from "../offset-map.ts";
import { type GbkTable, gbkTable } from "./gbk-table.ts";
import type { RepairStep } from "./repair-step.ts";

/** A question mark in the middle of Chinese text: maybe a lost byte. */
const LOST_BYTE = /\?(?<=[\u3000-\u9fff\uff00-\uffef”’)%\d\u00ad\u200b-\u200d\ufeff]\?)(?=[^\s?\w]|[A-Z])/g;
/** The ASCII character that brings the bytes back into step is the second byte of a Chinese character. */
const BACK_IN_STEP = /[@-~](?=[\u3000-\u9fff\uff00-\uffef“”(（\d\s,;:\u00ad\u200b-\u200d]|$)/g;
const MAX_STRETCH = 40;
/** Characters of other scripts that bytes out of step turn into. */
const OUT_OF_PLACE =
  /[\u3100-\u312f\u3040-\u30ff\u0370-\u03ff\u0400-\u04ff\u2500-\u257f\u2160-\u217f\u2460-\u249b\ue000-\uf8ff]/;
/** Marks of which the first byte is lost most easily, because a word splitter cuts beside them. */
const MARKS = "。，、；：！？”》）“《（…—";

/**
 * GBK text that lost one byte and was then read out of step: `獎。《“法治護` became `獎?!丁胺ㄖ巫o`.
 *
 *     A1 A3 | A1 B6 | A1 B0 | B7 A8 | D6 CE | D7 6F      。《“法治護
 *     (A1)  A3 A1 | B6 A1 | B0 B7 | A8 D6 | CE D7 | 6F   ?！丁胺ㄖ巫o
 *
 * The characters are turned back into bytes, the lost byte is tried, and the bytes are read again. It is done
 * only where the result is made of characters that this text or ordinary writing uses while the damaged
 * stretch is not; all else stays and is marked as suspect.
 */
export const shiftedBytes: RepairStep = {
  name: "shifted-bytes",
  label: "还原错位的 GBK 编码",
  findEdits(text, { converter }) {
    const edits: Edit[] = [];
    for (const { index: start } of text.matchAll(LOST_BYTE)) {
      if (start < (edits.at(-1)?.end ?? 0)) continue;
      const stretch = text.slice(start + 1, start + 1 + MAX_STRETCH).replace(/[\s?].*$/s, "");
      for (const { 0: letter, index } of stretch.matchAll(BACK_IN_STEP)) {
        const restored = restore(stretch.slice(0, index), letter, { text, start, converter });
        if (restored === undefined) continue;
        edits.push({ start, end: start + index + 2, text: restored });
        break;
      }
    }
    return edits;
  },
};

interface Surroundings {
  readonly text: string;
  readonly start: number;
  readonly converter: ScriptConverter;
}

/** What the garbled stretch and the letter behind it were, or undefined where they are no damage. */
function restore(garbled: string, letter: string, around: Surroundings): string | undefined {
  const table = gbkTable();
  if (table === undefined || garbled.length < 2) return undefined;
  const codes = [...garbled].map((character) => table.toCode.get(widen(character)));
  if (codes.some((code) => code === undefined)) return undefined;
  const bytes = codes.flatMap((code = 0) => [code >> 8, code & 0xff]);
  const rest = readPairs([...bytes.slice(1), letter.charCodeAt(0)], table);
  const isOrdinary = (character: string): boolean =>
    MARKS.includes(character) ||
    isCommon(around.converter.toSimplified(character), table) ||
    standsElsewhere(around.text, character, around.start, garbled.length + 2);
  if (rest === undefined || ![...rest].every(isOrdinary)) return undefined;
  // Text that could be meant as it stands is not touched: a question mark before Latin letters is no damage.
  if (!OUT_OF_PLACE.test(garbled) && [...garbled].every(isOrdinary)) return undefined;
  const first = findFirst(bytes[0] ?? 0, rest, around.text, table);
  return first === undefined ? undefined : first + rest;
}

/** Half-width marks were full width before a machine narrowed them; only those have two bytes. */
function widen(character: string): string {
  const unit = character.charCodeAt(0);
  return unit > 0x20 && unit < 0x7f ? String.fromCharCode(unit + 0xfee0) : character;
}

function readPairs(bytes: readonly number[], table: GbkTable): string | undefined {
  let text = "";
  for (let place = 0; place < bytes.length; place += 2) {
    const character = table.toCharacter.get((bytes[place] ?? 0) * 256 + (bytes[place + 1] ?? 0));
    if (character === undefined) return undefined;
    text += character;
  }
  return text;
}

/** The 3,755 most used characters: level 1 of GB 2312, lead bytes B0 to D7. */
function isCommon(character: string, table: GbkTable): boolean {
  const code = table.toCode.get(character) ?? 0;
  return code >= 0xb0a1 && code <= 0xd7f9 && (code & 0xff) >= 0xa1;
}

function standsElsewhere(text: string, character: string, start: number, length: number): boolean {
  const before = text.lastIndexOf(character, start - 1);
  return (before >= 0 && start > 0) || text.indexOf(character, start + length) >= 0;
}

/** The character whose first byte was lost: a mark, or a character that this text puts before the next one. */
function findFirst(trail: number, rest: string, text: string, table: GbkTable): string | undefined {
  const candidates: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const character = table.toCharacter.get(lead * 256 + trail);
    if (character !== undefined) candidates.push(character);
  }
  const mark = candidates.find((one) => MARKS.includes(one));
  if (mark !== undefined) return mark;
  const known = candidates.filter((one) => text.includes(one + rest.slice(0, 1)));
  return known.length === 1 ? known[0] : undefined;
}
