import { findMatches } from "../matches.ts";
import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

const SPACE = "[ \\u00a0\\u2002-\\u200a\\u202f\\u3000]";
const HAN = "[\\u3400-\\u9fff]";
const BEFORE = "[\\u3400-\\u9fff，、；：“（]";
/** What has decimals. 1 .15个部门 is an item and its text: nobody counts a fraction of a department. */
const HAS_DECIMALS = `\\d{1,4}${SPACE}*(?:[%％‰万亿元倍米吨亩]|个百分点|平方|立方|公里|公顷|小时|[，。；、）\\n]|$)`;
/** Spaces beside the point, the dash or the sign of a figure. `1. 2023年` is an item, and ` - ` alone an empty cell. */
const LOOSE = [
  `${SPACE}+(?=\\.${SPACE}*${HAS_DECIMALS})(?<=\\d${SPACE}+)`,
  `${SPACE}+(?=${HAS_DECIMALS})(?<=\\d${SPACE}+\\.${SPACE}+)`,
  `${SPACE}+(?=\\d{1,2}${SPACE}*[%％‰])(?<=${BEFORE}${SPACE}*\\d+\\.${SPACE}+)`,
  `${SPACE}+(?=\\d{1,4}${SPACE}*[万亿])(?<=${BEFORE}${SPACE}*\\d+\\.${SPACE}+)`,
  `${SPACE}+(?=[-–~～]${SPACE}*\\d+${SPACE}*[年月日%％])(?<=\\d${SPACE}+)`,
  `${SPACE}+(?=\\d+${SPACE}*[年月日%％])(?<=\\d${SPACE}*[-–~～]${SPACE}+)`,
  `${SPACE}+(?=\\d)(?<=${HAN}${SPACE}*[+-]${SPACE}+)`,
].join("|");
/** 1 234 · 1, 234 · 12，345: three digits and three digits, with a Chinese character on either side. */
const UNIT = `(?=(?:\\.\\d+)?${SPACE}*(?:${HAN}|[%％]))`;
/** What cuts the groups, looked for first because most figures have only one. */
const GAP = `(?=${SPACE}|[,，])`;
const GROUPED = [
  `[1-9]\\d{0,2}${GAP}(?<=${HAN}${SPACE}*\\d+)(?:${SPACE}?[,，]${SPACE}?\\d{3})+${UNIT}`,
  `[1-9]\\d{0,2}${GAP}(?<=${BEFORE}${SPACE}*\\d+)(?:${SPACE}?,${SPACE}?\\d{3}|${SPACE}\\d{3}){1,3}${UNIT}`,
].join("|");
const BROKEN = new RegExp(`${GROUPED}|${LOOSE}`, "g");
/** Without one of these nothing is broken, and telling so costs a tenth of looking for it. */
const MAY_BREAK = new RegExp(`，(?<=\\d.)(?=\\d{3}(?!\\d))|${SPACE}(?:(?=[-–.,~～\\d])|(?<=[-–.,~～\\d+].))`);
const GAPS = /\D+/g;
const NEEDS_REPAIR = new RegExp(`${SPACE}|，`);
/** Between these words and the end of the clause several numbers may stand side by side. */
const LIST = /(?:分别|依次)[^。；\n]{0,40}$|(?:第|各为?)\s*$/;
/** A line without any is a row of a table, whose numbers are cells of their own. */
const IN_SENTENCE = /[，、。；！？,;]/;

/**
 * Figures that spaces or a full-width comma cut in two: 98 . 5 %, 1 - 11 月, 1 234 件, 12，345 件. Read as they
 * stand they would give another figure (345 件).
 */
export const brokenFigures: RepairStep = {
  name: "broken-figures",
  label: "接合被空格或全角逗号断开的数字",
  triggers: " \u00a0\u2002-\u200a\u202f\u3000，",
  findEdits(text) {
    if (!MAY_BREAK.test(text)) return [];
    const edits: Edit[] = [];
    for (const { 0: found, index } of findMatches(text, BROKEN)) {
      if (!/\d/.test(found)) edits.push({ start: index, end: index + found.length, text: "" });
      else if (isOneFigure(text, index, found))
        for (const { 0: gap, index: place } of findMatches(found, GAPS))
          if (gap !== ",")
            edits.push({
              start: index + place,
              end: index + place + gap.length,
              text: /[,，]/.test(gap) ? "," : "",
            });
    }
    return edits;
  },
};

/** True for groups of three digits that are no list and no cells of a table. */
function isOneFigure(text: string, start: number, found: string): boolean {
  if (!NEEDS_REPAIR.test(found) || LIST.test(text.slice(Math.max(0, start - 50), start))) return false;
  return /[,，]/.test(found) || isInSentence(text, start, found.length);
}

function isInSentence(text: string, start: number, length: number): boolean {
  const from = text.lastIndexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  return IN_SENTENCE.test(text.slice(from, start) + text.slice(start + length, end < 0 ? text.length : end));
}
