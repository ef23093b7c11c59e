import type { ScriptConverter } from "../../ports/script-converter.ts";
import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

/** Share of characters that the conversion changes from which a text, or a line, counts as Traditional. */
const TRADITIONAL_TEXT_SHARE = 0.03;
const TRADITIONAL_LINE_SHARE = 0.08;
/** One changed character is a name sooner than a script. */
const MIN_CHANGED = 2;

/**
 * Traditional → Simplified. A Simplified text keeps its single Traditional characters (於潜镇, 乾元): they are
 * names; only text, or a line of it, that is Traditional as a whole is converted.
 */
export const traditionalScript: RepairStep = {
  name: "traditional-script",
  label: "繁体转为简体",
  findEdits(text, { converter }) {
    const whole = converter.toSimplified(text);
    if (whole === text) return [];
    if (whole.length !== text.length) return convertLines(text, converter);
    const edits = diffSameLength(text, whole, 0);
    if (isTraditional(edits, text, 0, TRADITIONAL_TEXT_SHARE)) return edits;
    return convertLines(text, converter);
  },
};

function convertLines(text: string, converter: ScriptConverter): Edit[] {
  const edits: Edit[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const converted = converter.toSimplified(line);
    if (converted !== line) {
      const found =
        converted.length === line.length
          ? diffSameLength(line, converted, start)
          : convertClauses(line, start, converter);
      if (isTraditional(found, line, start, TRADITIONAL_LINE_SHARE)) edits.push(...found);
    }
    start += line.length + 1;
  }
  return edits;
}

/** Where lengths differ, the places are narrowed down clause by clause. */
function convertClauses(line: string, lineStart: number, converter: ScriptConverter): Edit[] {
  const edits: Edit[] = [];
  for (const match of line.matchAll(/[^，。；：、！？,.;:!?\s]+/g)) {
    const clause = match[0];
    const start = lineStart + match.index;
    const converted = converter.toSimplified(clause);
    if (converted.length === clause.length) edits.push(...diffSameLength(clause, converted, start));
    else if (converted !== clause) edits.push(diffEnds(clause, converted, start));
  }
  return edits;
}

/** One edit for each stretch that differs. */
function diffSameLength(before: string, after: string, offset: number): Edit[] {
  const edits: Edit[] = [];
  for (let place = 0; place < before.length; place++) {
    if (before.charCodeAt(place) === after.charCodeAt(place)) continue;
    const start = place;
    while (place < before.length && before.charCodeAt(place) !== after.charCodeAt(place)) place++;
    edits.push({ start: offset + start, end: offset + place, text: after.slice(start, place) });
  }
  return edits;
}

/** One edit between the common beginning and the common end. */
function diffEnds(before: string, after: string, offset: number): Edit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    start: offset + head,
    end: offset + before.length - tail,
    text: after.slice(head, after.length - tail),
  };
}

/** Characters that Simplified text has too, in names and words of their own: 乾务镇, 於潜镇, 昇腾, 慰藉, 瞭望, 宫商角徵羽. */
const ALSO_SIMPLIFIED = "乾於昇藉著瞭徵覆餘夥";

/** `text` begins at `offset` of the text that the edits are for. */
function isTraditional(edits: readonly Edit[], text: string, offset: number, minShare: number): boolean {
  let changed = 0;
  for (const { start, end } of edits)
    for (let place = start - offset; place < end - offset; place++)
      if (!ALSO_SIMPLIFIED.includes(text[place] ?? "")) changed++;
  return changed >= MIN_CHANGED && changed / text.length >= minShare;
}
