import type { Answer } from "../core/model/answer.ts";
import type { ChatResponse, CitationBody } from "./contract.ts";
import { nameSource } from "./name-source.ts";

/** Begins what stands under an answer; an earlier answer that a client sends back is cut here. */
const FOOTNOTES = "\n\n---\n\n**出处**\n\n";

const LABELS: Readonly<Record<Answer["label"], string>> = {
  原文摘录: "原文摘录",
  由多份报告计算: "由多份报告计算",
  "AI 生成": "AI 生成：文字由大模型改写，每句都已与所引原文核对",
};

/** The answer's own text: the lead first, unless the text says it already. */
export function writeBody({ lead, answer }: Pick<Answer, "lead" | "answer">): string {
  return saysLead(answer, lead) ? answer : `${lead}\n\n${answer}`;
}

/** What is left to say when `told` has been streamed: the lead where it was not told, or a text that came out otherwise. */
export function writeRest(told: string, { lead, answer }: Pick<Answer, "lead" | "answer">): string {
  const rest = answer.startsWith(told.trimEnd()) ? answer.slice(told.length) : `\n\n${answer}`;
  return saysLead(answer, lead) ? rest : `${rest}\n\n结论：${lead}`;
}

/**
 * What stands under the text: what its reader must know, where each marker leads, and how the answer was made. It goes
 * wherever the text is copied to; rules on generated content ask that for the label.
 */
export function writeFootnotes(answer: Pick<ChatResponse, "citations" | "label" | "notes">): string {
  const { citations, label, notes = [] } = answer;
  const remark = notes.length === 0 ? "" : `\n\n说明：${notes.join("")}`;
  const sources = citations.length === 0 ? "" : `${FOOTNOTES}${citations.map(writeFootnote).join("\n\n")}`;
  // What says that there is nothing is no excerpt.
  return citations.length === 0 && label === "原文摘录" ? remark : `${remark}${sources}\n\n（${LABELS[label]}）`;
}

/** An earlier answer without what was put under it. */
export function cutFootnotes(text: string): string {
  const at = text.lastIndexOf(FOOTNOTES);
  return at === -1 ? text : text.slice(0, at);
}

/** Like `[1] 《某市2023年…报告》（某省某市，2023年）二、行政复议：“…”`. */
function writeFootnote(citation: CitationBody): string {
  return `[${citation.marker}] ${escapeMarkdown(nameSource(citation))}：“${escapeMarkdown(citation.quote.trim())}”${remarks(citation)}`;
}

/** What of the quote differs from the report as a whole: a part of the year, another year, a plan. */
function remarks({ year, context }: CitationBody): string {
  const other = context.year !== null && context.year !== year ? `所述为${context.year}年` : "";
  const notes = [context.period ?? "", other, context.plan ? "计划" : ""].filter((note) => note !== "");
  return notes.length === 0 ? "" : `（${notes.join("，")}）`;
}

/** Reports are data: none of their characters may become a link, an image or HTML in somebody's chat window. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, "\\$&").replace(/\s+/g, " ");
}

function saysLead(text: string, lead: string): boolean {
  return bare(text).includes(bare(lead));
}

/** Without markers, emphasis, spaces, and the dots of a shortened lead. */
function bare(text: string): string {
  return text.replace(/\[\d+\]|[\s*>]|^…+|…+$/g, "");
}
