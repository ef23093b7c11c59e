import { extname } from "node:path";
import { DOCUMENT_ENDINGS } from "./loaders/load-file.ts";

/** What is to be done with a file, by its name alone. */
export type FileRole = "read" | "facts" | "picture" | "ignored" | { readonly advice: string };

export const FACTS_NAME = "reports.json";
/** Endings of files that hold many documents. */
export const JSONL_ENDINGS: readonly string[] = [".jsonl", ".ndjson"];
const READ_ENDINGS = new Set([...DOCUMENT_ENDINGS, ...JSONL_ENDINGS]);

const PICTURE = /^\.(?:jpe?g|png|tiff?|bmp|webp|heic)$/;
/** Formats in which reports do come but are not read, with what helps. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^\.(?:wps|wpt|rtf|odt|docm|dotx?|pages)$/, "请用 WPS 或 Word 另存为 .docx"],
  [/^\.(?:et|xlsx?|xlsm|csv|ods)$/, "请把其中的内容连同表头放进 .docx 或 .html"],
  [/^\.(?:pptx?|dps|odp)$/, "请另存为 .pdf"],
  [/^\.(?:ofd|caj|ceb|xps|djvu|epub)$/, "请用阅读软件另存为 .pdf"],
  [/^\.(?:mht|mhtml|eml|msg)$/, "请打开后另存为 .html"],
  [/^\.(?:zip|rar|7z|tar|tgz|gz|bz2|xz)$/, "请先解压"],
  [PICTURE, "请先做文字识别（OCR）"],
  [/^\.(?:json|xml)$/, "多份报告请做成 .jsonl，一行一份"],
];
/** A dot with anything else behind it belongs to the name: `1.关于二〇二三年工作的报告`. */
const ENDING = /^\.[a-z0-9]{1,12}$/;
/** README files, and what Office and Windows leave lying about. */
const LEFTOVER = /^(?:readme|~\$|~wrl|thumbs\.db$|desktop\.ini$)/i;
/** Folders that programs make, no person. */
const PROGRAM_FOLDER = /^(?:node_modules|__macosx|\$recycle\.bin|system volume information|lost\+found)$/i;

/** The ending in lower case with its dot; empty where the name has none. */
export function endingOf(name: string): string {
  const ending = extname(name).toLowerCase();
  return ENDING.test(ending) ? ending : "";
}

export function roleOfFile(name: string): FileRole {
  if (name === FACTS_NAME) return "facts";
  if (name.startsWith(".") || name.endsWith("~") || LEFTOVER.test(name)) return "ignored";
  const ending = endingOf(name);
  if (READ_ENDINGS.has(ending)) return "read";
  if (PICTURE.test(ending)) return "picture";
  if (ending === "") return { advice: "没有扩展名，未读取；请按内容补上 .txt、.docx、.pdf 等扩展名" };
  const advice = adviceFor(ending);
  return advice === null ? "ignored" : { advice };
}

/** What to tell of a format that is not read; null where no report comes in it. */
export function adviceFor(ending: string): string | null {
  const advice = ADVICE.find(([endings]) => endings.test(ending))?.[1];
  return advice === undefined ? null : `不支持 ${ending} 格式，未读取；${advice}`;
}

/**
 * True for folders that are passed over with all that is in them. `siblings` tell a page's resources as a browser saves
 * them (`页面_files` beside `页面.html`) from somebody's folder.
 */
export function isFolderPassedOver(folder: string, siblings: ReadonlySet<string>): boolean {
  if (folder.startsWith(".") || PROGRAM_FOLDER.test(folder)) return true;
  const page = /^(.+)[._]files$/i.exec(folder)?.[1];
  return page !== undefined && (siblings.has(`${page}.html`) || siblings.has(`${page}.htm`));
}

/** A name as people see it: composed, and without characters that would move a terminal's cursor or turn its text round. */
export function shownName(name: string): string {
  return name.normalize("NFC").replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, "?");
}
