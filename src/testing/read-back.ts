import { read, utils, type WorkSheet } from "@e965/xlsx";
import { parseHTML } from "linkedom";
import { createQuizExporter } from "../adapters/quiz-formats/create-quiz-exporter.ts";
import type { QuizItem, QuizPaper } from "../core/model/quiz.ts";
import type { LeftOutItem, QuizExportOptions } from "../core/ports/quiz-exporter.ts";

/** What an independent reader must find of an item in a file. */
export interface ReadItem {
  readonly stem: string;
  /** Empty where the item has none. */
  readonly options: readonly string[];
  /** Letters of correct options, `正确` or `错误`, the answers gap by gap, the points. */
  readonly key: readonly string[];
}

/**
 * Spaces of any kind count as one, as in every program that shows a text; control characters and halves of
 * characters do not count; a gap is one
 * however long it is drawn.
 */
export function flat(text: string): string {
  return text
    .replace(/[\r\n\t\u0085\u2028\u2029]/gu, " ")
    .replace(/[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu, "")
    .replace(/_{4,}/gu, "____")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The item as it should come back. */
export function expectItem(item: QuizItem): ReadItem {
  const stem = flat(item.stem);
  switch (item.type) {
    case "single":
    case "multiple": {
      const options = item.options.map(({ text }) => flat(text));
      const key = item.options.flatMap(({ correct }, place) => (correct ? ["ABCDEFGH"[place] ?? "?"] : []));
      return { stem, options, key };
    }
    case "judge":
      return { stem, options: [], key: [item.correct ? "正确" : "错误"] };
    case "fill":
      return { stem, options: [], key: item.answers.flat().map(flat) };
    case "short":
      return { stem, options: [], key: item.points.map(flat) };
  }
}

export interface Written {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly leftOut: readonly LeftOutItem[];
  /** The items that are in the file. */
  readonly items: readonly QuizItem[];
}

export async function writePaper(paper: QuizPaper, format: string, options?: QuizExportOptions): Promise<Written> {
  const { bytes, leftOut } = await createQuizExporter().export(paper, format, options);
  const gone = new Set(leftOut.map(({ itemId, stem }) => `${itemId}${flat(stem)}`));
  const items = paper.items.filter(({ id, stem }) => !gone.has(`${id}${flat(stem)}`));
  return { bytes, leftOut, items, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
}

/** The text that HTML shows, a line break for each `<br>`. */
export function htmlText(html: string): string {
  const { document } = parseHTML("<html><body></body></html>");
  document.body.innerHTML = html.replaceAll("<br>", "\n");
  return document.body.textContent ?? "";
}

/** Rows of the first sheet as SheetJS reads them; throws when a cell is anything but a plain text or number. */
export function readRows(bytes: Uint8Array): string[][] {
  const book = read(bytes, { type: "array" });
  const sheet: WorkSheet | undefined = book.Sheets[book.SheetNames[0] ?? ""];
  if (sheet === undefined) throw new Error("no sheet");
  for (const [place, cell] of Object.entries(sheet)) {
    if (place.startsWith("!")) continue;
    if (cell.f !== undefined || (cell.t !== "s" && cell.t !== "n")) throw new Error(`${place} is no plain cell`);
  }
  // The first row may be empty.
  sheet["!ref"] = `A1:${sheet["!ref"]?.split(":").at(-1)}`;
  return utils.sheet_to_json<string[]>(sheet, { header: 1, defval: "", raw: true, blankrows: true });
}
