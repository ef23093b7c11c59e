import type { IParagraphOptions, IRunOptions, Paragraph, ParagraphChild } from "docx";
import type { QuizItem, QuizOption } from "../../core/model/quiz.ts";
import { describeKey, describeOrigin, describeSources, optionLetter, splitAtGaps } from "./item-words.ts";
import { type NumberedItem, takesBracket } from "./paper-layout.ts";

/** Long enough to write a figure in. */
const GAP = "________";
const BRACKET = "（    ）";
/** Below a question that is answered in sentences: five lines to write on. */
const ROOM = 1800;
const HEITI = { ascii: "Arial", hAnsi: "Arial", eastAsia: "黑体" };
const GREY = "595959";
/** Between the margins, in twentieths of a point. */
const TEXT_WIDTH = 9070;
const INDENT = 420;
const LINE = { line: 360, before: 60 };

/** A text of a Word paper; line breaks become line breaks of Word. */
interface Piece {
  readonly text: string;
  readonly bold?: boolean;
  readonly grey?: boolean;
}

/** The paragraphs that a Word paper is built of. `docx` is passed in because it is loaded late. */
export function createBlocks(docx: typeof import("docx")) {
  const runs = (pieces: readonly Piece[]): ParagraphChild[] =>
    pieces.flatMap(({ text, bold, grey }) =>
      text.split("\n").map((line, place) => {
        const style: IRunOptions = { ...(bold ? { bold } : {}), ...(grey ? { color: GREY, size: 18 } : {}) };
        return new docx.TextRun({ ...style, text: flatten(line), ...(place > 0 ? { break: 1 } : {}) });
      }),
    );
  const paragraph = (pieces: readonly Piece[], options: IParagraphOptions = {}): Paragraph =>
    new docx.Paragraph({ spacing: LINE, ...options, children: runs(pieces) });
  const heading = (text: string, size: number, options: IParagraphOptions): Paragraph =>
    new docx.Paragraph({ ...options, children: [new docx.TextRun({ text, font: HEITI, size, bold: true })] });

  const optionRows = (options: readonly QuizOption[], more: IParagraphOptions): Paragraph[] => {
    const perRow = optionsPerRow(options);
    const width = (TEXT_WIDTH - INDENT) / perRow;
    const tabStops = Array.from({ length: perRow - 1 }, (_, place) => ({
      type: docx.TabStopType.LEFT,
      position: Math.round(INDENT + width * (place + 1)),
    }));
    const texts = options.map(({ text }, place) => `${optionLetter(place)}. ${flatten(text)}`);
    const rows = Array.from({ length: Math.ceil(texts.length / perRow) }, (_, row) =>
      texts.slice(row * perRow, (row + 1) * perRow),
    );
    return rows.map((row, place) => {
      const children = row.map(
        (text, column) => new docx.TextRun({ children: column > 0 ? [new docx.Tab(), text] : [text] }),
      );
      const layout = { spacing: LINE, tabStops, indent: { left: INDENT }, keepNext: place < rows.length - 1 };
      return new docx.Paragraph({ ...layout, ...more, children });
    });
  };

  return {
    title: (text: string) =>
      heading(text, 36, {
        heading: docx.HeadingLevel.TITLE,
        alignment: docx.AlignmentType.CENTER,
        spacing: { after: 200 },
      }),

    nameLine: () =>
      paragraph([{ text: "单位：______________　姓名：____________　得分：__________" }], {
        alignment: docx.AlignmentType.CENTER,
      }),

    notice: (text: string) => paragraph([{ text, grey: true }], { alignment: docx.AlignmentType.CENTER }),

    groupHeading: (text: string, hint: string) =>
      new docx.Paragraph({
        ...{ heading: docx.HeadingLevel.HEADING_1, keepNext: true, spacing: { before: 320, after: 80 } },
        children: [
          new docx.TextRun({ text, font: HEITI, size: 24, bold: true, color: "000000" }),
          new docx.TextRun({ text: hint, size: 21, color: "000000" }),
        ],
      }),

    question({ number, item }: NumberedItem, withRoom: boolean): Paragraph[] {
      const stem = item.type === "fill" ? splitAtGaps(item.stem).join(GAP) : item.stem;
      const options = "options" in item ? item.options : [];
      const spacing = item.type === "short" && withRoom ? { ...LINE, after: ROOM } : LINE;
      const text = `${number}. ${stem}${takesBracket(item) ? BRACKET : ""}`;
      return [
        paragraph([{ text }], {
          ...{ keepLines: true, keepNext: options.length > 0, spacing },
          indent: { left: INDENT, hanging: INDENT },
        }),
        ...optionRows(options, { keepLines: true }),
      ];
    },

    /** Key, label, explanation and sources of an item; `number` where the item itself is far. */
    key(item: QuizItem, number?: number): Paragraph[] {
      const indent = { left: INDENT };
      const lead = number === undefined ? "" : `${number}. `;
      const origin = { text: `　〔${describeOrigin(item)}〕`, grey: true };
      return [
        paragraph([{ text: `${lead}答案：`, bold: true }, { text: describeKey(item) }, origin], {
          ...{
            indent: number === undefined ? indent : { left: INDENT, hanging: INDENT },
            keepNext: true,
            keepLines: true,
          },
        }),
        ...(item.explanation === ""
          ? []
          : [paragraph([{ text: "解析：", bold: true }, { text: item.explanation }], { indent })]),
        paragraph([{ text: `出处：${describeSources(item)}`, grey: true }], { indent }),
      ];
    },

    keysTitle: () =>
      heading("参考答案与解析", 30, {
        ...{ pageBreakBefore: true, alignment: docx.AlignmentType.CENTER, spacing: { after: 200 } },
      }),

    footer() {
      const { CURRENT, TOTAL_PAGES } = docx.PageNumber;
      const children = [new docx.TextRun({ children: ["第 ", CURRENT, " 页　共 ", TOTAL_PAGES, " 页"], size: 18 })];
      return new docx.Footer({ children: [new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, children })] });
    },
  };
}

/** A tab is kept for columns; an option stands on one line. */
const flatten = (text: string): string => text.replace(/[\t\n]+/gu, " ");

/** Four short options stand in one row, two middling ones; a wide character counts two. */
function optionsPerRow(options: readonly QuizOption[]): 1 | 2 | 4 {
  const widest = Math.max(0, ...options.map(({ text }) => measure(text)));
  if (widest <= 14 && options.length > 2) return 4;
  return widest <= 34 ? 2 : 1;
}

const measure = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? 2 : 1), 0);
