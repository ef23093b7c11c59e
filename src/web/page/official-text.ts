import type { ChatResponse, CitationBody } from "../../http/contract.ts";
import { circumstances, webAddress } from "../shared/citation-text.ts";
import { cutSourceLine } from "../shared/cut-source-line.ts";
import { type Block, type Inline, parseMarkdown } from "../shared/markdown.ts";

/** How an answer came about, as a sentence that travels with its text wherever it is pasted. */
const LABELS: Readonly<Record<ChatResponse["label"], string>> = {
  原文摘录: "以上内容为报告原文摘录，引用前请核对原文。",
  "AI 生成": "以上内容由人工智能（AI）根据报告生成，引用前请核对原文。",
  由多份报告计算: "以上内容由多份报告的数据计算得出，引用前请核对原文。",
};

/** Told by the page, which knows the clock and its own address. */
export interface Occasion {
  /** 2026年1月5日 */
  readonly day: string;
  /** Permanent link of the answer. */
  readonly link: string;
}

type Answered = Pick<ChatResponse, "answer" | "citations" | "label" | "notes">;

/**
 * The answer as it goes into an official document: plain text, full-width punctuation, markers as 〔1〕, its sources
 * with title, section and words, and how it was made. Figures stay exactly as they are.
 */
export function officialText(response: Answered, occasion: Occasion): string {
  const body = cutSourceLine(parseMarkdown(response.answer)).flatMap(blockLines);
  const sources = response.citations.map(sourceLine);
  return [
    ...body,
    ...(sources.length === 0 ? [] : ["", "出处：", ...sources]),
    "",
    [LABELS[response.label], ...(response.notes ?? [])].join(""),
    `（法问，${occasion.day}，${occasion.link}）`,
  ].join("\n");
}

function blockLines(block: Block): string[] {
  switch (block.type) {
    case "list":
      return block.items.map((item, row) => (block.ordered ? `${row + 1}．` : "") + inlineText(item));
    case "table":
      return [block.head, ...block.rows].map((row) => row.map((cell) => inlineText(cell)).join("\t"));
    default:
      return [inlineText(block.content)];
  }
}

function inlineText(content: readonly Inline[]): string {
  const text = content.map((part) => (part.type === "marker" ? `〔${part.marker}〕` : part.text)).join("");
  return fullWidth(text.replace(/ *\n */g, "").replace(/ +(?=〔)/g, ""));
}

function sourceLine(citation: CitationBody): string {
  const title = /^《.*》$/.test(citation.title) ? citation.title : `《${citation.title}》`;
  const about = [citation.issuer || citation.region, citation.year === null ? "" : `${citation.year}年`];
  const where = [
    `${title}（${about.filter((part) => part !== "").join("，")}）`,
    ...citation.section.map((heading) => `“${heading}”`),
    circumstances(citation),
  ];
  const address = webAddress(citation.url);
  const words = `${fullWidth(where.filter((part) => part !== "").join("，"))}：“${fullWidth(citation.quote.trim())}”`;
  return `〔${citation.marker}〕${words}${address === undefined ? "" : ` ${address}`}`;
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "?": "？",
  "!": "！",
  "(": "（",
  ")": "）",
};
const HAN = "\\p{Script=Han}，。；：？！、（）《》“”〔〕％";
/** A mark that a Han character or Chinese mark stands beside; 1,234 and 10:30 and (a) have none. */
const HALF_WIDTH = new RegExp(`(?<=[${HAN}])\\s*[,;:?!()]|[,;:?!()](?=\\s*[${HAN}])`, "gu");

/** Chinese text with its punctuation in full width; digits, figures and words of other scripts stay as they are. */
export function fullWidth(text: string): string {
  const mended = text.replace(HALF_WIDTH, (mark) => FULL_WIDTH[mark.trim()] ?? mark);
  return mended.replace(/(?<=[，；：？！（）]) +/g, "").replace(/(?<=[\p{Script=Han}%])\.(?=$|\s)/gu, "。");
}
