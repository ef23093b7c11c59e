import type { Edit } from "../offset-map.ts";
import type { RepairStep } from "./repair-step.ts";

/** Paragraphs end with exactly one line feed. */
export const blankLines: RepairStep = {
  name: "blank-lines",
  label: "去掉空行",
  findEdits(text) {
    const edits: Edit[] = [];
    const cut = (start: number): number => {
      let end = start;
      while (text[end] === "\n") end++;
      if (end > start) edits.push({ start, end, text: "" });
      return end;
    };
    let end = cut(0);
    for (let feed = text.indexOf("\n\n", end); feed >= 0; feed = text.indexOf("\n\n", end)) end = cut(feed + 1);
    return edits;
  },
};

/** The last paragraph too. */
export const lastLineEnd: RepairStep = {
  name: "last-line-end",
  label: "补上文末的换行",
  findEdits: (text) =>
    text === "" || text.endsWith("\n") ? [] : [{ start: text.length, end: text.length, text: "\n" }],
};
