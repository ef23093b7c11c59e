import { FawenError } from "../../../core/model/errors.ts";
import { checkNesting } from "./check-nesting.ts";
import { decodeText } from "./decode-text.ts";
import { markHiddenText } from "./hidden-text.ts";
import { htmlToLines } from "./html-lines.ts";
import type { LoadedText } from "./loaded-text.ts";

/** Bytes in which a page names its encoding, as browsers look for it. */
const DECLARATION_BYTES = 1024;
/** Below this share of the page's text, the "main text" found is a mistake and the whole page is taken. */
const MIN_MAIN_SHARE = 0.4;

/** A page with less text than this and scripts or frames gets its text from elsewhere. */
const MIN_SHELL_CHARS = 100;
const TAG = /<[a-z!/]/i;
/** An HTML page: its title and main text, without menus, share buttons and footers. */
export async function loadHtml(bytes: Uint8Array, charset?: string): Promise<LoadedText> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, DECLARATION_BYTES));
  const { text, warnings } = await decodeText(bytes, charset ?? /charset=["']?([\w-]+)/i.exec(head)?.[1]);
  return { text: TAG.test(text) ? await mainText(text) : text, warnings };
}

/** Body of HTML that has no page around it (Word documents, converted): everything counts. */
export async function fragmentText(html: string): Promise<string> {
  checkNesting(html);
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`);
  return joinLines(htmlToLines(document.body));
}

async function mainText(html: string): Promise<string> {
  checkNesting(html);
  const [{ parseHTML }, { Readability }] = await Promise.all([import("linkedom"), import("@mozilla/readability")]);
  // Parts of a page, as editors save them, need a page around them.
  const { document } = parseHTML(/<(?:html|body)\b/i.test(html) ? html : `<html><body>${html}</body></html>`);
  const title = pageTitle(document);
  markHiddenText(document);
  const whole = htmlToLines(document.body, { skipMenus: true });
  const isShell = document.querySelector("script, iframe, embed, object, frame") !== null;
  // Readability takes the document apart; `serializer` gives the element itself instead of text to parse again.
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const main = article?.content ? htmlToLines(article.content, { skipMenus: true }) : [];
  const lines = countChars(main) >= countChars(whole) * MIN_MAIN_SHARE ? main : whole;
  if (lines.length === 0 || (isShell && countChars(lines) < MIN_SHELL_CHARS))
    throw new FawenError(
      "bad-input-file",
      "网页里没有正文，多半由脚本或内嵌文件载入；请在浏览器里打开，另存为完整网页、文本，或下载其中的 PDF",
    );
  const titled = title !== "" && !lines.slice(0, 5).some((line) => saysTitle(line, title));
  return joinLines(titled ? [title, ...lines] : lines);
}

/**
 * `ArticleTitle` is the meta tag that Chinese government sites are told to carry. In `<title>` stand the column's and the
 * site's names as well; the part that names a report is taken, otherwise the first.
 */
function pageTitle(document: Document): string {
  const named = [...document.querySelectorAll("meta")].find(
    (meta) => meta.getAttribute("name")?.toLowerCase() === "articletitle",
  );
  const title = named?.getAttribute("content") || document.querySelector("title")?.textContent || "";
  const parts = title
    .split(/\s*[_|｜]\s*|\s+[-–—]\s+|[-–—]+(?=[^-–—]*(?:网|网站|门户|政府)$)/)
    .map((part) => part.trim());
  return parts.find((part) => /报告|总结|情况/.test(part) && !/网站?$/.test(part)) ?? parts[0] ?? "";
}

/** True where the line is the title, alone or in a longer line, or nearly all of it. */
function saysTitle(line: string, title: string): boolean {
  const [words, whole] = [line, title].map((text) => text.replace(/\s/g, ""));
  if (words === undefined || whole === undefined) return false;
  return words.includes(whole) || (whole.includes(words) && words.length * 2 > whole.length);
}

function countChars(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
