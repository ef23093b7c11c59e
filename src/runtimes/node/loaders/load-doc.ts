import { FawenError } from "../../../core/model/errors.ts";
import { loadLangChainDocuments } from "./langchain-documents.ts";
import type { LoadedText } from "./loaded-text.ts";
import { tableToLines } from "./table-lines.ts";

/** The part that holds a new Word document (.docx) which was given a password: it is packed in the old container. */
const ENCRYPTED_PART = Buffer.from("EncryptedPackage", "utf16le");

/**
 * An old Word document (.doc, 97–2003), by the loader of @langchain/community. It ends each cell of a table with a tab
 * and each row with another; from these the rows are put together again.
 */
export async function loadDoc(bytes: Uint8Array): Promise<LoadedText> {
  if (Buffer.from(bytes).includes(ENCRYPTED_PART))
    throw new FawenError("bad-input-file", "Word 文件设有密码；请去掉密码后再放入");
  const { DocxLoader } = await import("@langchain/community/document_loaders/fs/docx");
  const loader = new DocxLoader(new Blob([new Uint8Array(bytes)]), { type: "doc" });
  const documents = await loadLangChainDocuments(loader).catch((cause) => {
    throw new FawenError("bad-input-file", "不是完好的 .doc 文件，或加了密码；请另存为 .docx 后再放入", { cause });
  });
  const text = documents.map((document) => restoreTables(document.text)).join("");
  if (text.trim() === "") throw new FawenError("bad-input-file", "文件里没有文字；若是扫描件，请先做文字识别（OCR）");
  return { text, warnings: [] };
}

function restoreTables(body: string): string {
  const lines = body.replaceAll("\t\t", "\n").split("\n");
  const output: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const width = countCells(lines[at]);
    let end = at + 1;
    while (width > 1 && countCells(lines[end]) === width) end++;
    const rows = lines
      .slice(at, end)
      .map((line) => line.split("\t").map((text) => ({ text: text.trim(), header: false })));
    if (rows.length > 1) output.push(...tableToLines(rows));
    else output.push((lines[at] ?? "").replaceAll("\t", " "));
    at = end;
  }
  return output.map((line) => `${line}\n`).join("");
}

function countCells(line: string | undefined): number {
  return line === undefined ? 0 : line.split("\t").length;
}
