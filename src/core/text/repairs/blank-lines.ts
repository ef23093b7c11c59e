import type { Edit } from "../offset-map.ts";
import { editMatches, type RepairStep } from "./repair-step.ts";

/** Paragraphs end with exactly one line feed, the last one included. */
export const blankLines: RepairStep = {
  name: "blank-lines",
  label: "去掉空行",
  findEdits(text) {
    const edits: Edit[] = editMatches(text, /^\n+|(?<=\n)\n+/g, () => "");
    if (text !== "" && !text.endsWith("\n")) edits.push({ start: text.length, end: text.length, text: "\n" });
    return edits;
  },
};
