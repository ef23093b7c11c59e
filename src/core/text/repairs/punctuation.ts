import type { Edit } from "../offset-map.ts";
import { editUnits, type RepairStep } from "./repair-step.ts";

const HAN = "\\u3400-\\u9fff";
const WIDE = `${HAN}\\u2018-\\u201d\\u3001-\\u301f\\uff01-\\uff1f…—`;
const NEAR_WIDE = new RegExp(`[${WIDE}]`);
const HAS_HAN = new RegExp(`[${HAN}]`);
/** Brackets round a number, a year, a date or letters keep their half width: (2023-2025年), (GDP). */
const PLAIN_CONTENT = /^[^\u3400-\u9fff]*$|^[\d\s.\-—–~～至年月日号]+$/;
const FULL_WIDTH: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "?": "？",
  "!": "！",
  ".": "。",
};
const MARK = /[,;:?!]|\.(?<=[\u3400-\u9fff”’》）%％].)(?![\w.])/g;

const BRACKET = /[()\n]/g;

/** Brackets first: whether a comma behind one becomes full width depends on it. */
export const brackets: RepairStep = {
  name: "brackets",
  label: "半角括号改为全角",
  triggers: "(",
  findEdits: widenBrackets,
};

/**
 * Half-width , ; : ? ! in Chinese text become the full-width form that readers expect.
 *
 * What belongs to a number, a time, an address or Latin text stays: 1,000 · 98.82% · 9:30 · https:// · (GDP).
 */
export const punctuation: RepairStep = {
  name: "punctuation",
  label: "半角标点改为全角",
  triggers: ",;:?!.",
  findEdits: (text) => editUnits(text, MARK, (_mark, place) => widen(text, place)),
};

function widen(text: string, place: number): string | null {
  const mark = text[place] ?? "";
  const before = text[place - 1] ?? "\n";
  const after = text[place + 1] ?? "\n";
  if (NEAR_WIDE.test(before)) return FULL_WIDTH[mark] ?? null;
  if (mark === "," || mark === ";")
    return isInsideLatin(text, place, before, after) ? null : (FULL_WIDTH[mark] ?? null);
  return NEAR_WIDE.test(after) && /[\w%)]/.test(before) && after !== "/" ? (FULL_WIDTH[mark] ?? null) : null;
}

/** True for the comma of 1,000 and of Latin text. */
function isInsideLatin(text: string, place: number, before: string, after: string): boolean {
  if (/\d/.test(before) && /\d/.test(after)) {
    const left = /\d+$/.exec(text.slice(Math.max(0, place - 8), place))?.[0] ?? "";
    const right = /^\d+/.exec(text.slice(place + 1, place + 9))?.[0] ?? "";
    return left.length <= 3 && right.length === 3;
  }
  if (NEAR_WIDE.test(after)) return false;
  if (/[A-Za-z]/.test(before) && /[A-Za-z\s]/.test(after)) return true;
  return !lineHasHan(text, place);
}

function lineHasHan(text: string, place: number): boolean {
  const end = text.indexOf("\n", place);
  return HAS_HAN.test(text.slice(text.lastIndexOf("\n", place) + 1, end < 0 ? text.length : end));
}

/** Pairs of half-width brackets on one line round anything but plain numbers and Latin text. */
function widenBrackets(text: string): Edit[] {
  const edits: Edit[] = [];
  const open: number[] = [];
  BRACKET.lastIndex = 0;
  while (BRACKET.test(text)) {
    const place = BRACKET.lastIndex - 1;
    const mark = text[place];
    if (mark === "\n") open.length = 0;
    else if (mark === "(") open.push(place);
    else {
      const start = open.pop();
      if (start === undefined || PLAIN_CONTENT.test(text.slice(start + 1, place))) continue;
      edits.push({ start, end: start + 1, text: "（" }, { start: place, end: place + 1, text: "）" });
    }
  }
  return edits.sort((a, b) => a.start - b.start);
}
