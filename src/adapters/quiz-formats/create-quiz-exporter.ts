import { FawenError } from "../../core/model/errors.ts";
import type { QuizItem, QuizPaper } from "../../core/model/quiz.ts";
import type { LeftOutItem, QuizExporter, QuizFile } from "../../core/ports/quiz-exporter.ts";
import { ankiFormat } from "./anki.ts";
import { cleanPaper } from "./clean-paper.ts";
import { csvFormat } from "./csv.ts";
import { docxFormat } from "./docx.ts";
import { examTxtFormat } from "./exam-txt.ts";
import { examXlsxFormat } from "./exam-xlsx.ts";
import { findGeneralFault } from "./find-general-fault.ts";
import { giftFormat } from "./gift.ts";
import { jsonFormat } from "./json.ts";
import { kahootFormat } from "./kahoot.ts";
import { markdownFormat } from "./markdown.ts";
import { moodleXmlFormat } from "./moodle-xml.ts";
import { nameFile } from "./name-file.ts";
import type { QuizWriter } from "./quiz-writer.ts";
import { xlsxFormat } from "./xlsx.ts";

/** In the order in which people are shown them. */
export const QUIZ_FORMATS: readonly QuizWriter[] = [
  ...[docxFormat, markdownFormat, xlsxFormat, examXlsxFormat, examTxtFormat, csvFormat],
  ...[moodleXmlFormat, giftFormat, kahootFormat, ankiFormat, jsonFormat],
];

/** Reasons shown when nothing fits. */
const MAX_REASONS = 3;
const MAX_ID_CHARS = 40;

/** Every format of this folder; the packages that write Office files are loaded when first needed. */
export function createQuizExporter(): QuizExporter {
  return {
    formats: QUIZ_FORMATS,
    async export(paper, formatId, options = {}): Promise<QuizFile> {
      const format = findFormat(formatId);
      if (paper.items.length === 0) {
        throw new FawenError("bad-request", "这份卷子没有题目：请先出题再导出", { field: "items" });
      }
      const { fitting, leftOut } = leaveOut(format, format.verbatim ? paper : cleanPaper(paper));
      if (fitting.items.length === 0) throw nothingFits(format, leftOut);
      const bytes = await format.write(fitting, options);
      return { format, fileName: nameFile(paper.title, format.extension), bytes, leftOut };
    },
  };
}

function findFormat(id: string): QuizWriter {
  const format = QUIZ_FORMATS.find((known) => known.id === id);
  if (format !== undefined) return format;
  const known = QUIZ_FORMATS.map((one) => `${one.id}（${one.name}）`).join("、");
  const message = `没有“${[...id].slice(0, MAX_ID_CHARS).join("")}”这种格式；可以用的有：${known}`;
  throw new FawenError("bad-request", message, { field: "format" });
}

function leaveOut(format: QuizWriter, paper: QuizPaper) {
  const fitting: QuizItem[] = [];
  const leftOut: LeftOutItem[] = [];
  for (const item of paper.items) {
    const reason = findGeneralFault(item) ?? format.findFault?.(item);
    if (reason === undefined) fitting.push(item);
    else leftOut.push({ itemId: item.id, stem: item.stem, reason });
  }
  return { fitting: { ...paper, items: fitting }, leftOut };
}

function nothingFits({ name }: QuizWriter, leftOut: readonly LeftOutItem[]): FawenError {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))].slice(0, MAX_REASONS).join("；");
  const message = `这份卷子的 ${leftOut.length} 道题都放不进“${name}”：${reasons}。请换一种格式，或换题型再出`;
  return new FawenError("bad-request", message, { field: "format" });
}
