/** What the first bytes of a file give away, whatever its name says. */
export type SniffedFormat = "pdf" | "docx" | "doc" | "html" | "rtf" | "office" | "archive" | "picture";

/** A page's first tag may follow a mark, comments and a declaration. */
const HTML_HEAD = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i;
const HEAD_BYTES = 1024;
/** Where a zip names its parts: local headers at the front, the directory at the end. */
const ZIP_TAIL_BYTES = 64 * 1024;

const MARKS: readonly (readonly [string, SniffedFormat])[] = [
  ["%PDF-", "pdf"],
  ["\u00d0\u00cf\u0011\u00e0", "doc"],
  ["{\\rtf", "rtf"],
  ["Rar!\u001a", "archive"],
  ["7z\u00bc\u00af", "archive"],
  ["\u001f\u008b", "archive"],
  ["\u00ff\u00d8\u00ff", "picture"],
  ["\u0089PNG\r\n", "picture"],
  ["GIF8", "picture"],
  ["II*\u0000", "picture"],
  ["MM\u0000*", "picture"],
];

/** The format that the bytes are in, where their beginning says so for certain; null for everything else. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat | null {
  const head = latin1(bytes.subarray(0, HEAD_BYTES));
  if (head.startsWith("PK\u0003\u0004")) {
    const parts = head + latin1(bytes.subarray(-ZIP_TAIL_BYTES));
    if (parts.includes("word/")) return "docx";
    return /(?:xl|ppt)\/[\w]+\.xml/.test(parts) ? "office" : "archive";
  }
  const marked = MARKS.find(([mark]) => head.startsWith(mark));
  if (marked !== undefined) return marked[1];
  return HTML_HEAD.test(head.replace(/^\u00ef\u00bb\u00bf/, "")) ? "html" : null;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
