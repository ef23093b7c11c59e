import { FawenError } from "../../../core/model/errors.ts";
import { decodeText } from "./decode-text.ts";
import { htmlToLines } from "./html-lines.ts";
import type { LoadedText } from "./loaded-text.ts";

/** Bytes in which a page names its encoding, as browsers look for it. */
const DECLARATION_BYTES = 1024;
/** Below this share of the page's text, the "main text" found is a mistake and the whole page is taken. */
const MIN_MAIN_SHARE = 0.2;

/** An HTML page: its title and main text, without menus, share buttons and footers. */
export async function loadHtml(bytes: Uint8Array): Promise<LoadedText> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, DECLARATION_BYTES));
  const { text, warnings } = await decodeText(bytes, /charset=["']?([\w-]+)/i.exec(head)?.[1]);
  return { text: await mainText(text), warnings };
}

/** Body of HTML that has no page around it (Word documents, converted): everything counts. */
export async function fragmentText(html: string): Promise<string> {
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`);
  return joinLines(htmlToLines(document.body));
}

async function mainText(html: string): Promise<string> {
  const [{ parseHTML }, { Readability }] = await Promise.all([import("linkedom"), import("@mozilla/readability")]);
  const { document } = parseHTML(html);
  if (!document.body) throw new FawenError("bad-input-file", "网页里没有正文");
  const title = pageTitle(document);
  const whole = htmlToLines(document.body);
  // Readability takes the document apart; `serializer` gives the element itself instead of text to parse again.
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const main = article?.content ? htmlToLines(article.content) : [];
  const lines = countChars(main) >= countChars(whole) * MIN_MAIN_SHARE ? main : whole;
  if (lines.length === 0) throw new FawenError("bad-input-file", "网页里没有正文；内容若由脚本载入，请另存为文本");
  const titled = title !== "" && !lines.slice(0, 5).some((line) => sameWords(line, title));
  return joinLines(titled ? [title, ...lines] : lines);
}

/** `ArticleTitle` is the meta tag that Chinese government sites are told to carry; the site's name is cut off. */
function pageTitle(document: Document): string {
  const named = [...document.querySelectorAll("meta")].find(
    (meta) => meta.getAttribute("name")?.toLowerCase() === "articletitle",
  );
  const title = named?.getAttribute("content") ?? document.querySelector("title")?.textContent ?? "";
  return (title.split(/\s*[_|]\s*|\s+[-–—]\s+/)[0] ?? "").trim();
}

function sameWords(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/\s/g, "");
  return bare(one).includes(bare(other)) || bare(other).includes(bare(one));
}

function countChars(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
