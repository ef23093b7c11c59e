import type { Edit } from "../offset-map.ts";
import { editMatches, type RepairStep, readUnits } from "./repair-step.ts";

/**
 * Zero-width characters, soft hyphens, direction marks, variation selectors, private-use code points of every plane
 * (icons of web fonts), tags and control characters other than line feed and tab.
 */
const INVISIBLE =
  "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ue000-\uf8ff";
/** 1 for each of them: a look-up is several times as fast as a class of so many ranges. */
const IS_INVISIBLE = new Uint8Array(0x10000);
for (const unit of readUnits(INVISIBLE)) IS_INVISIBLE[unit] = 1;
/** The same beyond the basic plane, and what it begins with. */
const INVISIBLE_PAIR = /(?:[\udb80-\udbff][\udc00-\udfff]|\udb40[\udc00-\uddef])+/g;
const PAIR_BEGINS = /[\udb40\udb80-\udbff]/;

export const invisibleCharacters: RepairStep = {
  name: "invisible-characters",
  label: "去掉零宽字符和控制字符",
  triggers: `${INVISIBLE}\udb40-\udbff`,
  findEdits(text) {
    const edits = cutInvisible(text);
    if (!PAIR_BEGINS.test(text)) return edits;
    return [...edits, ...editMatches(text, INVISIBLE_PAIR, () => "")].sort((a, b) => a.start - b.start);
  },
};

/** One edit for each stretch of them. */
function cutInvisible(text: string): Edit[] {
  const edits: Edit[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!isInvisible(text, start)) continue;
    let end = start + 1;
    while (end < text.length && isInvisible(text, end)) end++;
    edits.push({ start, end, text: "" });
    start = end;
  }
  return edits;
}

function isInvisible(text: string, place: number): boolean {
  return IS_INVISIBLE[text.charCodeAt(place)] === 1;
}
