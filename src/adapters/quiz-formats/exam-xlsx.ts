import type { QuizItem } from "../../core/model/quiz.ts";
import { DIFFICULTY_NAME, describePaper, judgeWord, optionLetter, TYPE_NAME } from "./item-words.ts";
import { findGapSignFault, platformGrounds, platformKey } from "./platform-key.ts";
import type { QuizWriter } from "./quiz-writer.ts";
import { findCellFault, writeSheet, XLSX_MIME } from "./sheet.ts";

/** Columns that the template has for options. */
const OPTIONS = 8;

/** The columns of 考试宝's template; platforms with another one take the same columns, copied under their heads. */
const HEAD: readonly string[] = [
  ...["题干（必填）", "题型 （必填）", "选项 A", "选项 B", "选项 C", "选项 D"],
  ...["选项E\n(勿删)", "选项F\n(勿删)", "选项G\n(勿删)", "选项H\n(勿删)"],
  ...["正确答案\n（必填）", "解析\n（勿删）", "章节\n（勿删）", "难度"],
];
const WIDTHS: readonly number[] = [48, 10, ...Array<number>(OPTIONS).fill(16), 14, 48, 20, 8];

export const examXlsxFormat: QuizWriter = {
  id: "exam-xlsx",
  name: "考试平台 Excel",
  description: "题干、题型、选项 A–H、正确答案、解析、章节、难度，按考试宝模板的列；其他平台可照列复制到其模板",
  extension: "exam.xlsx",
  mimeType: XLSX_MIME,
  findFault(item) {
    if ("options" in item && item.options.length > OPTIONS) return `考试平台的模板最多 ${OPTIONS} 个选项`;
    return findGapSignFault(item) ?? findCellFault(writeRow(item, ""));
  },
  async write(paper) {
    const notice = describePaper(paper);
    // The template has no place for it but an explanation.
    const rows = paper.items.map((item, place) => writeRow(item, place === 0 ? `\n${notice}` : ""));
    return await writeSheet([HEAD, ...rows], { name: "试题内容", widths: WIDTHS, head: 0 });
  },
};

function writeRow(item: QuizItem, notice: string): string[] {
  const texts = optionTexts(item);
  const options = Array.from({ length: OPTIONS }, (_, place) => texts[place] ?? "");
  const key = item.type === "judge" ? optionLetter(item.correct ? 0 : 1) : platformKey(item);
  return [
    ...[item.stem, TYPE_NAME[item.type], ...options, key],
    ...[`${platformGrounds(item)}${notice}`, item.chapter, DIFFICULTY_NAME[item.difficulty]],
  ];
}

/** The template has the two words of a judge item as options, and a letter as its key. */
function optionTexts(item: QuizItem): readonly string[] {
  if (item.type === "judge") return [judgeWord(true), judgeWord(false)];
  return "options" in item ? item.options.map(({ text }) => text) : [];
}
