import { editMatches, type RepairStep } from "./repair-step.ts";

const TRIGGERS = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000";
const WIDE = "[\\u2018-\\u201d\\u2e80-\\u9fff\\uff01-\\uff60…—]";
const SPACE = "[ \\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]";
/** White space at a line's ends, beside a Chinese character or mark, and between a number and its %. */
const NEEDLESS = new RegExp(`${SPACE}+(?:(?=${WIDE}|[%‰]|$)|(?<=(?:${WIDE}|^)${SPACE}+))`, "gm");
const OTHER = new RegExp(`${SPACE}{2,}|[\\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]`, "g");

/**
 * Chinese is written without spaces: 15 个专题, 通过 “平台”. Between two Latin words or numbers one space stays,
 * because 2023 2024 must not become one number.
 */
export const spaces: RepairStep = {
  name: "spaces",
  label: "去掉汉字、数字、标点之间的空格",
  triggers: TRIGGERS,
  findEdits: (text) => editMatches(text, NEEDLESS, () => ""),
};

/** What is left of tabs and runs of spaces after `spaces`. */
export const spaceRuns: RepairStep = {
  name: "space-runs",
  label: "合并连续空格",
  triggers: TRIGGERS,
  findEdits: (text) => editMatches(text, OTHER, () => " "),
};
