import { writeCsvTable } from "../../core/text/csv-table.ts";
import { tabulateItems } from "./item-table.ts";
import { describePaper } from "./item-words.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** The neutral table as text. */
export const csvFormat: QuizWriter = {
  id: "csv",
  name: "CSV 表格",
  description: "通用表格（UTF-8，带 BOM），一题一行，含出处；Excel、WPS 和各种脚本都能读",
  extension: "csv",
  mimeType: "text/csv; charset=utf-8",
  async write(paper) {
    return encodeText(writeCsvTable(tabulateItems(paper.items, describePaper(paper))));
  },
};
