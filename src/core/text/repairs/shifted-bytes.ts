import type { ScriptConverter } from "../../ports/script-converter.ts";
import { findMatches } from "../matches.ts";
import type { Edit } from "../offset-map.ts";
import {
  charactersBeginningWith,
  charactersEndingIn,
  type GbkTable,
  gbkTable,
  isCommonCharacter,
} from "./gbk-table.ts";
import type { RepairStep } from "./repair-step.ts";

/** What is written for a byte that was lost. */
const LOST = "?？\\ufffd";
/** Such a mark in the middle of Chinese text, forms of radicals (⼈) included. */
const LOST_BYTE = new RegExp(
  `[${LOST}](?<=[\\u2e80-\\u9fff\\uff00-\\uffef”’)%\\d\\u00ad\\u200b-\\u200d\\ufeff].)(?=[^\\s${LOST}\\w]|[A-Z])`,
  "g",
);
/** The ASCII character that brings the bytes back into step is the second byte of a Chinese character. */
const BACK_IN_STEP = /[@-~](?=[\u2e80-\u9fff\uff00-\uffef“”(（\d\s,;:\u00ad\u200b-\u200d]|$)/g;
const UNTIL_GAP = new RegExp(`^[^\\s${LOST}]*`);
const UNTIL_ASCII = /^[^\w@-~]*/;
const MAX_STRETCH = 200;
/** A stretch whose end was lost too must be this long: nothing but its characters tells that it is damage. */
const MIN_OPEN = 5;
/** Characters of other scripts that bytes out of step turn into. */
const OUT_OF_PLACE =
  /[\u3100-\u312f\u3040-\u30ff\u0370-\u03ff\u0400-\u04ff\u2500-\u257f\u2160-\u217f\u2460-\u249b\ue000-\uf8ff]/;
/** Marks of which the first byte is lost most easily, because a word splitter cuts beside them. */
const MARKS = "。，、；：！？”》）“《（…—";
/** Stands where a character cannot be brought back; it is marked as suspect. */
const UNKNOWN = "\ufffd";

/**
 * GBK text that lost one byte and was then read out of step: `獎。《“法治護` became `獎?!丁胺ㄖ巫o`.
 *
 *     A1 A3 | A1 B6 | A1 B0 | B7 A8 | D6 CE | D7 6F      。《“法治護
 *     (A1)  A3 A1 | B6 A1 | B0 B7 | A8 D6 | CE D7 | 6F   ?！丁胺ㄖ巫o
 *
 * The characters are turned back into bytes, the lost byte is tried, and the bytes are read again. It is done
 * only where the result is made of characters that this text or ordinary writing uses while the damaged
 * stretch is not; all else stays and is marked as suspect. Where no letter brings the bytes back into step, as in
 * text of GB 2312, the damage goes on to the end of the line or the next lost byte, and the last character is lost
 * like the first.
 */
export const shiftedBytes: RepairStep = {
  name: "shifted-bytes",
  label: "还原错位的 GBK 编码",
  triggers: "?？\ufffd",
  findEdits(text, { converter }) {
    const edits: Edit[] = [];
    for (const { index: start } of findMatches(text, LOST_BYTE)) {
      if (start < (edits.at(-1)?.end ?? 0)) continue;
      const edit = restoreAt({ text, start, converter });
      if (edit !== undefined) edits.push(edit);
    }
    return edits;
  },
};

interface Place {
  readonly text: string;
  readonly start: number;
  readonly converter: ScriptConverter;
}

function restoreAt(place: Place): Edit | undefined {
  const { text, start } = place;
  const table = gbkTable();
  if (table === undefined) return undefined;
  const stretch = UNTIL_GAP.exec(text.slice(start + 1, start + 1 + MAX_STRETCH))?.[0] ?? "";
  // Most question marks are questions: what follows them is ordinary up to the next letter.
  const open = UNTIL_ASCII.exec(stretch)?.[0] ?? "";
  if (isPlain(open, place.converter)) return undefined;
  for (const { 0: letter, index } of findMatches(stretch, BACK_IN_STEP)) {
    const restored = restore(stretch.slice(0, index), letter, place, table);
    if (restored !== undefined) return { start, end: start + index + 2, text: restored };
  }
  const next = text[start + 1 + open.length] ?? "\n";
  if (open.length < MIN_OPEN || !(next === "\n" || next === "\r" || LOST.includes(next) || next === UNKNOWN))
    return undefined;
  const restored = restore(open, "", place, table);
  const end = start + 1 + open.length + (next === "\n" || next === "\r" ? 0 : 1);
  return restored === undefined ? undefined : { start, end, text: restored };
}

/** What the garbled stretch and the letter behind it were, or undefined where they are no damage. */
function restore(garbled: string, letter: string, place: Place, table: GbkTable): string | undefined {
  if (garbled.length < 2) return undefined;
  const bytes = bytesOf(garbled, table);
  if (bytes === undefined) return undefined;
  const isOpen = letter === "";
  const rest = readPairs(
    [...bytes.slice(1, isOpen ? -1 : undefined), ...(isOpen ? [] : [letter.charCodeAt(0)])],
    table,
  );
  const isUsual = (character: string): boolean => isUsualIn(character, place.converter);
  const isOrdinary = (character: string): boolean =>
    isUsual(character) || standsElsewhere(place.text, character, place.start, garbled.length + 2);
  if (rest === undefined || ![...rest].every(isOpen ? isUsual : isOrdinary)) return undefined;
  // Text that could be meant as it stands is not touched: a question mark before Latin letters is no damage.
  if (isOpen ? [...garbled].filter((one) => !isUsual(widen(one))).length < 2 : couldBeMeant(garbled, isOrdinary))
    return undefined;
  const first = findFirst(bytes[0] ?? 0, rest, place.text);
  if (isOpen) return (first ?? UNKNOWN) + rest + (findLast(bytes.at(-1) ?? 0, rest, place) ?? UNKNOWN);
  return first === undefined ? undefined : first + rest;
}

/** 1 for every code unit that is usual, 2 for every one that is not; 0 until it is asked for. */
const known = new WeakMap<ScriptConverter, Uint8Array>();

/** A mark, or a character that is common in Simplified text. */
function isUsualIn(character: string, converter: ScriptConverter): boolean {
  let units = known.get(converter);
  if (units === undefined) {
    units = new Uint8Array(0x10000);
    known.set(converter, units);
  }
  const unit = character.charCodeAt(0);
  if (units[unit] === 0) {
    const isUsual = MARKS.includes(character) || isCommonCharacter(converter.toSimplified(character));
    units[unit] = isUsual ? 1 : 2;
  }
  return units[unit] === 1;
}

function isPlain(text: string, converter: ScriptConverter): boolean {
  for (const character of text) if (!isUsualIn(widen(character), converter)) return false;
  return true;
}

function couldBeMeant(garbled: string, isOrdinary: (character: string) => boolean): boolean {
  return !OUT_OF_PLACE.test(garbled) && [...garbled].every(isOrdinary);
}

/** Half-width marks were full width before a machine narrowed them; only those have two bytes. */
function widen(character: string): string {
  const unit = character.charCodeAt(0);
  return unit > 0x20 && unit < 0x7f ? String.fromCharCode(unit + 0xfee0) : character;
}

function bytesOf(text: string, table: GbkTable): number[] | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = table.toCode.get(widen(character));
    if (code === undefined) return undefined;
    bytes.push(code >> 8, code & 0xff);
  }
  return bytes;
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

function standsElsewhere(text: string, character: string, start: number, length: number): boolean {
  const before = text.lastIndexOf(character, start - 1);
  return (before >= 0 && start > 0) || text.indexOf(character, start + length) >= 0;
}

/** The character whose first byte was lost: a mark, or a character that this text puts before the next one. */
function findFirst(trail: number, rest: string, text: string): string | undefined {
  const candidates = charactersEndingIn(trail);
  const mark = candidates.find((one) => MARKS.includes(one));
  if (mark !== undefined) return mark;
  const known = candidates.filter((one) => text.includes(one + rest.slice(0, 1)));
  return known.length === 1 ? known[0] : undefined;
}

/** The character whose second byte was lost: the one that this text puts behind the last one. */
function findLast(lead: number, rest: string, { text }: Place): string | undefined {
  const known = charactersBeginningWith(lead).filter((one) => text.includes(rest.slice(-1) + one));
  return known.length === 1 ? known[0] : undefined;
}
