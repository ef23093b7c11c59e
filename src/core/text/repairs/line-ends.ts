import { editMatches, type RepairStep } from "./repair-step.ts";

/** Byte order mark, CRLF, lone CR, form feed and the Unicode line and paragraph separators. */
export const lineEnds: RepairStep = {
  name: "line-ends",
  label: "统一换行并去掉文件头标记",
  findEdits: (text) =>
    editMatches(text, /^\ufeff|\r\n?|\v|\f|[\u0085\u2028\u2029]/g, ([match]) => (match === "\ufeff" ? "" : "\n")),
};
