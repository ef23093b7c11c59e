import { FawenError } from "../../../core/model/errors.ts";
import { decodeText } from "./decode-text.ts";
import type { LoadedText } from "./loaded-text.ts";
import { type SniffedFormat, sniffFormat } from "./sniff-format.ts";

/** `charset` is what a server says of the bytes: a hint. */
type Loader = (bytes: Uint8Array, charset?: string) => Promise<LoadedText>;

/** Raise when a loader gives another text for the same bytes, so that unchanged files are read again. */
export const LOADERS_VERSION = "4";

/** One small file a format; heavy packages are loaded when the first file of their format comes. */
const LOADERS = {
  text: async () => decodeText,
  markdown: async () => (await import("./load-markdown.ts")).loadMarkdown,
  html: async () => (await import("./load-html.ts")).loadHtml,
  pdf: async () => (await import("./load-pdf.ts")).loadPdf,
  docx: async () => (await import("./load-docx.ts")).loadDocx,
  doc: async () => (await import("./load-doc.ts")).loadDoc,
} satisfies Record<string, () => Promise<Loader>>;

type Format = keyof typeof LOADERS;

const FORMAT_OF_ENDING: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".text": "text",
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".shtml": "html",
  ".xhtml": "html",
  ".pdf": "pdf",
  ".docx": "docx",
  ".doc": "doc",
};

const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  text: "文本",
  markdown: " Markdown",
  html: "网页",
  pdf: " PDF",
  docx: " Word 文件（.docx）",
  doc: "旧版 Word 文件（.doc）",
};
/** What the bytes may be that is not read, and what helps. */
const UNREADABLE: Readonly<Record<Exclude<SniffedFormat, Format>, string>> = {
  rtf: " RTF 文件；请用 WPS 或 Word 另存为 .docx",
  office: "表格或演示文稿；请把其中的内容连同表头放进 .docx 或 .html",
  archive: "压缩包；请先解压",
  picture: "图片；请先做文字识别（OCR）",
};

/** Endings of files that hold one document each, with the dot. */
export const DOCUMENT_ENDINGS: readonly string[] = Object.keys(FORMAT_OF_ENDING);

/**
 * Bytes of one document → text. The bytes decide where they say what they are (a page saved as `.txt`, a `.docx` named
 * `.doc`), otherwise the ending of the name does (lower case, with the dot); without an ending it is a text.
 * Throws `bad-input-file` with the reason; the file's name is the caller's to add.
 */
export async function loadFile(bytes: Uint8Array, ending: string, charset?: string): Promise<LoadedText> {
  const named = FORMAT_OF_ENDING[ending === "" ? ".txt" : ending];
  if (named === undefined)
    throw new FawenError("bad-input-file", `不支持的格式 ${ending}；可用 .txt .md .html .pdf .docx .doc .jsonl`);
  if (bytes.length === 0) throw new FawenError("bad-input-file", "文件是空的");
  const format = pickFormat(sniffFormat(bytes), named);
  const load: Loader = await LOADERS[format]();
  const loaded = await load(bytes, charset);
  if (format === named || ending === "") return loaded;
  const warning = `扩展名是 ${ending}，内容其实是${FORMAT_NAMES[format]}，已照内容读取`;
  return { ...loaded, warnings: [warning, ...loaded.warnings] };
}

function pickFormat(sniffed: SniffedFormat | null, named: Format): Format {
  // A broken archive under a Word name is a broken Word file.
  if (sniffed === null || (sniffed === "archive" && named === "docx")) return named;
  if (isReadable(sniffed)) return sniffed;
  throw new FawenError("bad-input-file", `内容其实是${UNREADABLE[sniffed]}`);
}

function isReadable(format: SniffedFormat): format is SniffedFormat & Format {
  return format in LOADERS;
}
