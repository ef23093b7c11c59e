import type { StructuredTextItem } from "unpdf";
import { FawenError } from "../../../core/model/errors.ts";
import type { LoadedText } from "./loaded-text.ts";
import { pdfPagesToLines } from "./pdf-lines.ts";

/** Pages named in a message; more would not help anybody. */
const MAX_NAMED_PAGES = 10;

const BROKEN = "不是完好的 PDF 文件；请重新下载或另存";
/** pdf.js's names for what can be wrong with a file; anything else is a fault of the program. */
const REASONS: Readonly<Record<string, string>> = {
  PasswordException: "PDF 设有密码；请先解密后再放入",
  InvalidPDFException: BROKEN,
  FormatError: BROKEN,
  XRefParseException: BROKEN,
  XRefEntryException: BROKEN,
  MissingDataException: BROKEN,
  UnknownErrorException: BROKEN,
};

/** A PDF: paragraphs put together again from their printed lines, tables as rows, page numbers left out. */
export async function loadPdf(bytes: Uint8Array): Promise<LoadedText> {
  const pages = await readPages(bytes);
  const blank = pages.flatMap((items, at) => (items.some((item) => item.str.trim() !== "") ? [] : [at + 1]));
  const lines = pdfPagesToLines(pages);
  // Scanning programs print page numbers onto the pictures.
  if (lines.length === 0)
    throw new FawenError("bad-input-file", "PDF 里没有文字层（多为扫描件）；请先做文字识别（OCR）后再放入");
  const named = blank.slice(0, MAX_NAMED_PAGES).join("、");
  const warning = `第 ${named} ${blank.length > MAX_NAMED_PAGES ? "等页" : "页"}没有文字层（可能是扫描页），需先做文字识别（OCR）`;
  return { text: lines.map((line) => `${line}\n`).join(""), warnings: blank.length > 0 ? [warning] : [] };
}

async function readPages(bytes: Uint8Array): Promise<StructuredTextItem[][]> {
  const { extractTextItems, getDocumentProxy } = await import("unpdf");
  try {
    // pdf.js takes over the memory it is given and takes no Buffer: it gets its own copy. `verbosity: 0` keeps it quiet.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    try {
      return (await extractTextItems(document)).items;
    } finally {
      await document.destroy();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? REASONS[cause.name] : undefined;
    if (reason === undefined) throw cause;
    throw new FawenError("bad-input-file", reason, { cause });
  }
}
