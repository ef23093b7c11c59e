import { FawenError } from "../../../core/model/errors.ts";
import { decodeText } from "./decode-text.ts";
import type { LoadedText } from "./loaded-text.ts";

type Loader = (bytes: Uint8Array) => Promise<LoadedText>;

/** Raise when a loader gives another text for the same bytes, so that unchanged files are read again. */
export const LOADERS_VERSION = "1";

/** One small file a format; heavy packages are loaded when the first file of their format comes. */
const LOADERS: Readonly<Record<string, () => Promise<Loader>>> = {
  ".txt": async () => decodeText,
  ".md": async () => (await import("./load-markdown.ts")).loadMarkdown,
  ".html": async () => (await import("./load-html.ts")).loadHtml,
  ".htm": async () => (await import("./load-html.ts")).loadHtml,
  ".pdf": async () => (await import("./load-pdf.ts")).loadPdf,
  ".docx": async () => (await import("./load-docx.ts")).loadDocx,
  ".doc": async () => (await import("./load-doc.ts")).loadDoc,
};

/** Endings of files that hold one document each, with the dot. */
export const DOCUMENT_ENDINGS: readonly string[] = Object.keys(LOADERS);

/**
 * Bytes of one document → text, by the ending of its name (lower case, with the dot).
 * Throws `bad-input-file` with the reason; the file's name is the caller's to add.
 */
export async function loadFile(bytes: Uint8Array, ending: string): Promise<LoadedText> {
  const open = LOADERS[ending];
  if (open === undefined)
    throw new FawenError("bad-input-file", `不支持的格式 ${ending}；可用 ${DOCUMENT_ENDINGS.join(" ")} .jsonl`);
  if (bytes.length === 0) throw new FawenError("bad-input-file", "文件是空的");
  const load = await open();
  return load(bytes);
}
