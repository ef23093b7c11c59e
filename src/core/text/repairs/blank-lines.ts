import { editMatches, type RepairStep } from "./repair-step.ts";

/** Paragraphs end with exactly one line feed. */
export const blankLines: RepairStep = {
  name: "blank-lines",
  label: "去掉空行",
  findEdits: (text) =>
    text.includes("\n\n") || text.startsWith("\n") ? editMatches(text, /^\n+|(?<=\n)\n+/g, () => "") : [],
};

/** The last paragraph too. */
export const lastLineEnd: RepairStep = {
  name: "last-line-end",
  label: "补上文末的换行",
  findEdits: (text) =>
    text === "" || text.endsWith("\n") ? [] : [{ start: text.length, end: text.length, text: "\n" }],
};
