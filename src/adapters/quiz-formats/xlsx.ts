import { tabulateItems } from "./item-table.ts";
import { describePaper } from "./item-words.ts";
import type { QuizWriter } from "./quiz-writer.ts";
import { findCellFault, writeSheet, XLSX_MIME } from "./sheet.ts";

const WIDE = 40;
const NARROW = 14;
const WIDE_HEADS = new Set(["题干", "解析", "引文"]);

/** The neutral table as a workbook. */
export const xlsxFormat: QuizWriter = {
  id: "xlsx",
  name: "Excel 表格",
  description: "通用表格，一题一行，含选项、答案、解析和出处，便于筛选、改题、存档",
  extension: "xlsx",
  mimeType: XLSX_MIME,
  findFault: (item) => findCellFault(tabulateItems([item], "").flat()),
  async write(paper) {
    const rows = tabulateItems(paper.items, describePaper(paper));
    const widths = (rows[0] ?? []).map((head) => (WIDE_HEADS.has(head) ? WIDE : NARROW));
    return await writeSheet(rows, { name: "题目", widths, head: 0 });
  },
};
