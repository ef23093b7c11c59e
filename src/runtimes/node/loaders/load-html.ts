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
/** A heading of a column (工作报告, 相关情况) is shorter than the title of a report, a paragraph in its place longer. */
const MIN_TITLE_CHARS = 6;
const MAX_TITLE_CHARS = 80;
const REPORT_NAME = /报告|总结|情况|汇报|公报|综述|白皮书/;
const NUMBERED = /^[（(]?[一二三四五六七八九十]{1,3}[）)、]/;
const SITE_NAME = /(?:网站?|门户)$/;
/** 发布时间：2025-01-15 来源：某某市司法局 */
const METADATA = /(?:日期|时间)[:：]\s*(?:19|20)\d\d|(?:来源|发布机构|发布单位|发文机关)[:：]\s*\S/;
const MAX_METADATA_CHARS = 120;
/** So far above the main text, with buttons for sharing and the size of letters between them. */
const LINES_ABOVE = 12;

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
  markHiddenText(document);
  const title = pageTitle(document);
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
  const titled =
    title !== "" && ![...lines.slice(0, 5), lines.slice(0, 3).join("")].some((line) => saysTitle(line, title));
  return joinLines([...(titled ? [title] : []), ...metadataAbove(lines, whole), ...lines]);
}

/** The lines of a page right above its main text that say when and by whom it was put up. */
function metadataAbove(main: readonly string[], whole: readonly string[]): readonly string[] {
  const start = main === whole ? 0 : whole.indexOf(main[0] ?? "");
  return whole
    .slice(Math.max(0, start - LINES_ABOVE), Math.max(0, start))
    .filter((line) => line.length <= MAX_METADATA_CHARS && METADATA.test(line) && !main.includes(line));
}

/**
 * `ArticleTitle` is the meta tag that Chinese government sites are told to carry. Then comes the one heading that
 * names a report: it may stand outside the main text. In `<title>` stand the column's and the site's names as well; the part
 * that names a report is taken, otherwise the first part or heading that is no site's name.
 */
function pageTitle(document: Document): string {
  const named = [...document.querySelectorAll("meta")].find(
    (meta) => meta.getAttribute("name")?.toLowerCase() === "articletitle",
  );
  const given = named?.getAttribute("content")?.trim();
  if (given) return partsOfTitle(given).find(namesReport) ?? partsOfTitle(given)[0] ?? "";
  const headings = [...document.querySelectorAll("h1")].map(lineOf).filter((words) => words !== "");
  const marked = [...document.querySelectorAll('[class*="title" i], [id*="title" i]')]
    .filter((element) => element.querySelector("a, p") === null && element.closest("a, li") === null)
    .map(lineOf);
  const parts = partsOfTitle(document.querySelector("title")?.textContent ?? "");
  // Several headings of the first degree are sections; those marked as titles may be too.
  const [only, ...others] = headings.filter(namesReport);
  return (
    [...(only !== undefined && others.length === 0 ? [only] : []), ...parts, ...headings, ...marked].find(
      namesReport,
    ) ??
    [...parts.slice(0, 1), ...headings].find((words) => !SITE_NAME.test(words)) ??
    parts[0] ??
    ""
  );
}

function partsOfTitle(title: string): string[] {
  return title
    .split(/\s*[_|｜]\s*|\s+[-–—]\s+|[-–—]+(?=[^-–—]*(?:网|网站|门户|政府)$)/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function namesReport(words: string): boolean {
  if (words.length < MIN_TITLE_CHARS || words.length > MAX_TITLE_CHARS || NUMBERED.test(words)) return false;
  return REPORT_NAME.test(words) && !SITE_NAME.test(words);
}

/** A heading in one line; a long one is broken by hand. */
function lineOf(element: Element): string {
  return htmlToLines(element).join("");
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
