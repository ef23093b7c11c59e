import { editMatches, type RepairStep } from "./repair-step.ts";

const LINE_END = /[\r\v\f\u0085\u2028\u2029\ufeff]/g;

/** Byte order mark, CRLF, lone CR, form feed and the Unicode line and paragraph separators. */
export const lineEnds: RepairStep = {
  name: "line-ends",
  label: "统一换行并去掉文件头标记",
  triggers: "\ufeff\r\v\f\u0085\u2028\u2029",
  findEdits: (text) =>
    editMatches(text, LINE_END, ({ 0: mark, index }) => {
      if (mark === "\ufeff") return index === 0 ? "" : null;
      return mark === "\r" && text[index + 1] === "\n" ? "" : "\n";
    }),
};
