import type { Span } from "../model/offsets.ts";

const ENDERS = "。！？!?";
const CLOSERS = "”’》）)」』】";
const OPENERS: Readonly<Record<string, string>> = {
  "“": "”",
  "‘": "’",
  "《": "》",
  "（": "）",
  "(": ")",
  "「": "」",
  "【": "】",
};

/** What a code unit may do; most do nothing and are passed over. */
const ENDS = 1;
const OPENS = 2;
const CLOSES = 4;
/** A semicolon, or a full-width comma. */
const PARTS = 8;
const ROLES = new Uint8Array(0x10000);
for (const [marks, role] of [
  [ENDERS, ENDS],
  [Object.keys(OPENERS).join(""), OPENS],
  [CLOSERS, CLOSES],
  ["，；;", PARTS],
] as const)
  for (const mark of marks) ROLES[mark.charCodeAt(0)] = role;

function roleAt(text: string, place: number): number {
  return ROLES[text.charCodeAt(place)] ?? 0;
}

/** The closing mark of each opening one, as code units. */
const CLOSING = new Uint16Array(0x10000);
for (const [opener, closer] of Object.entries(OPENERS)) CLOSING[opener.charCodeAt(0)] = closer.charCodeAt(0);
const NO_PAIRS: ReadonlyMap<number, number> = new Map();

/** After a full stop inside a quotation the sentence goes on where one of these follows the closing mark. */
const GOES_ON = "，、；：,;:的等和与及或为是在中之了并而也";
/** 一是 … 二是 …, （一）, 1. and ① open an item of a list. */
const ITEM =
  /^(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}[，、])/;
const LATER_ITEM = "二三四五六七八九十";
/** A quotation longer than this has most likely lost its closing mark. */
const MAX_QUOTATION = 120;
/** From this length on a semicolon ends a sentence even without a list. */
const LONG_SENTENCE = 120;

/**
 * Sentences of `text` between `start` and `end`, in order, white space trimmed, empty ones left out.
 *
 * A line end always ends a sentence, so a heading is a sentence of its own and a lost full stop costs at most
 * one paragraph. A full stop inside “…” or 《…》 ends nothing while the sentence goes on after the closing mark.
 * A semicolon ends a sentence before the next item of a list (一是…；二是…) and in very long sentences.
 */
export function splitSentences(text: string, start = 0, end = text.length): Span[] {
  const spans: Span[] = [];
  let lineStart = start;
  while (lineStart < end) {
    const found = text.indexOf("\n", lineStart);
    const lineEnd = found < 0 || found > end ? end : found;
    splitLine(text, lineStart, lineEnd, spans);
    lineStart = lineEnd + 1;
  }
  return spans;
}

/** Clauses of `[start, end)`: sentences cut further at ；and ，outside of quotations. White space trimmed. */
export function splitClauses(text: string, start = 0, end = text.length): Span[] {
  const spans: Span[] = [];
  for (const sentence of splitSentences(text, start, end)) {
    const closings = pairQuotations(text, findMarks(text, sentence.start, sentence.end));
    let from = sentence.start;
    for (let place = sentence.start; place < sentence.end; place++) {
      const closing = closings.get(place);
      if (closing !== undefined) place = closing;
      else if (isClauseEnd(text, place)) {
        pushTrimmed(text, from, place + 1, spans);
        from = place + 1;
      }
    }
    pushTrimmed(text, from, sentence.end, spans);
  }
  return spans;
}

function isClauseEnd(text: string, place: number): boolean {
  const mark = text[place] ?? "";
  if (mark === ",") return !/\d/.test(text[place - 1] ?? "") || !/\d/.test(text[place + 1] ?? "");
  return "，；;".includes(mark);
}

function splitLine(text: string, start: number, end: number, spans: Span[]): void {
  const marks = findMarks(text, start, end);
  const closings = pairQuotations(text, marks);
  let from = start;
  let next = start;
  for (const place of marks) {
    if (place < next) continue;
    const closing = closings.get(place);
    if (closing !== undefined) {
      next = closing + 1;
      if (!endsSentenceWithQuotation(text, closing, end)) continue;
    } else if (!endsSentence(text, from, place, end)) continue;
    let stop = (closing ?? place) + 1;
    while (stop < end && (roleAt(text, stop) & (CLOSES | ENDS)) !== 0) stop++;
    pushTrimmed(text, from, stop, spans);
    from = stop;
    next = stop;
  }
  pushTrimmed(text, from, end, spans);
}

/** The places in `[start, end)` at which anything is decided. */
function findMarks(text: string, start: number, end: number): readonly number[] {
  const places: number[] = [];
  for (let place = start; place < end; place++) if (roleAt(text, place) !== 0) places.push(place);
  return places;
}

/** A full stop, or a comma or semicolon before the next item of a list. */
function endsSentence(text: string, from: number, place: number, end: number): boolean {
  const role = roleAt(text, place);
  if (role !== PARTS) return role === ENDS;
  if (text[place] !== "，")
    return place - from >= LONG_SENTENCE || ITEM.test(text.slice(place + 1, Math.min(end, place + 7)));
  // 一是 …，二是 …: the full stop between the items was lost.
  return place - from >= 20 && text[place + 2] === "是" && LATER_ITEM.includes(text[place + 1] ?? "是");
}

/** True for “……。” with nothing of the same sentence behind it. */
function endsSentenceWithQuotation(text: string, closing: number, end: number): boolean {
  if (roleAt(text, closing - 1) !== ENDS) return false;
  const next = text[closing + 1];
  return closing + 1 >= end || next === undefined || !(GOES_ON + CLOSERS + ENDERS).includes(next);
}

/** Opening place → closing place of the outermost pairs among the marks of a line; unpaired ones are left out. */
function pairQuotations(text: string, marks: readonly number[]): ReadonlyMap<number, number> {
  let pairs: Map<number, number> | undefined;
  const open: number[] = [];
  for (const place of marks) {
    const role = roleAt(text, place);
    if (role === OPENS) open.push(place);
    if (role !== CLOSES) continue;
    const unit = text.charCodeAt(place);
    const row = open.findLastIndex((opened) => CLOSING[text.charCodeAt(opened)] === unit);
    const opened = open[row];
    if (opened === undefined) continue;
    open.length = row;
    if (place - opened > MAX_QUOTATION) continue;
    pairs ??= new Map();
    pairs.set(opened, place);
  }
  return pairs ?? NO_PAIRS;
}

function pushTrimmed(text: string, start: number, end: number, spans: Span[]): void {
  let from = start;
  let to = end;
  while (from < to && isSpace(text, from)) from++;
  while (to > from && isSpace(text, to - 1)) to--;
  if (from < to) spans.push({ start: from, end: to });
}

function isSpace(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return (
    unit <= 0x20 ||
    (unit >= 0xa0 && (unit < 0x2e80 || unit === 0x3000 || unit === 0xfeff) && /\s/.test(text[place] ?? ""))
  );
}
