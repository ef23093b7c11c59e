import { editUnits, type RepairStep } from "./repair-step.ts";

const LINE_END = /[\r\v\f\u0085\u2028\u2029\ufeff]/g;

/** Byte order mark, CRLF, lone CR, form feed and the Unicode line and paragraph separators. */
export const lineEnds: RepairStep = {
  name: "line-ends",
  label: "统一换行并去掉文件头标记",
  triggers: "\ufeff\r\v\f\u0085\u2028\u2029",
  findEdits: (text) =>
    editUnits(text, LINE_END, (mark, place) => {
      if (mark === "\ufeff") return place === 0 ? "" : null;
      return mark === "\r" && text[place + 1] === "\n" ? "" : "\n";
    }),
};
