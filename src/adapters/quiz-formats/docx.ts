import type { Paragraph } from "docx";
import type { QuizPaper } from "../../core/model/quiz.ts";
import type { QuizExportOptions } from "../../core/ports/quiz-exporter.ts";
import { createBlocks } from "./docx-blocks.ts";
import { describePaper } from "./item-words.ts";
import { groupByType, orderByType } from "./paper-layout.ts";
import type { QuizWriter } from "./quiz-writer.ts";

/** A4 with the margins of Chinese official papers, in twentieths of a point. */
const PAGE = { size: { width: 11_906, height: 16_838 }, margin: { top: 1440, bottom: 1440, left: 1418, right: 1418 } };

/** 五号, in half points. */
const BODY_SIZE = 21;
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "宋体" };

export const docxFormat: QuizWriter = {
  id: "docx",
  name: "Word 试卷",
  description: "可以打印的试卷：按题型分组，有姓名和得分栏；答案、解析、出处放在最后、每题后面或不放",
  extension: "docx",
  mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  async write(paper, options) {
    const docx = await import("docx");
    const blocks = createBlocks(docx);
    const document = new docx.Document({
      title: paper.title,
      creator: "法问",
      styles: { default: { document: { run: { font: FONT, size: BODY_SIZE, language: { eastAsia: "zh-CN" } } } } },
      sections: [
        {
          properties: { page: PAGE },
          footers: { default: blocks.footer() },
          children: layOut(orderByType(paper), options, blocks),
        },
      ],
    });
    return new Uint8Array(await (await docx.Packer.toBlob(document)).arrayBuffer());
  },
};

function layOut(
  paper: QuizPaper,
  { keys = "end" }: QuizExportOptions,
  blocks: ReturnType<typeof createBlocks>,
): Paragraph[] {
  const groups = groupByType(paper);
  const body = groups.flatMap(({ heading, hint, items }) => [
    blocks.groupHeading(heading, `（${hint}，每题____分）`),
    ...items.flatMap((one) => [
      ...blocks.question(one, keys !== "after"),
      ...(keys === "after" ? blocks.key(one.item) : []),
    ]),
  ]);
  const end = groups.flatMap(({ heading, items }) => [
    blocks.groupHeading(heading, ""),
    ...items.flatMap((one) => blocks.key(one.item, one.number)),
  ]);
  return [
    ...[blocks.title(paper.title), blocks.nameLine(), blocks.notice(describePaper(paper)), ...body],
    ...(keys === "end" ? [blocks.keysTitle(), ...end] : []),
  ];
}
