import { editMatches, type RepairStep } from "./repair-step.ts";

/**
 * Zero-width characters, soft hyphens, direction marks, variation selectors, private-use code points of every plane
 * (icons of web fonts), tags and control characters other than line feed and tab.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of these characters goes by itself.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ue000-\uf8ff]+/g;
/** The same beyond the basic plane. */
const INVISIBLE_PAIR = /(?:[\udb80-\udbff][\udc00-\udfff]|\udb40[\udc00-\uddef])+/g;

export const invisibleCharacters: RepairStep = {
  name: "invisible-characters",
  label: "去掉零宽字符和控制字符",
  triggers:
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ue000-\uf8ff\udb40-\udbff",
  findEdits(text) {
    const edits = editMatches(text, INVISIBLE, () => "");
    const pairs = editMatches(text, INVISIBLE_PAIR, () => "");
    return pairs.length === 0 ? edits : [...edits, ...pairs].sort((a, b) => a.start - b.start);
  },
};
