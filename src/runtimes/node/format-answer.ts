import type { Answer, Citation } from "../../core/model/answer.ts";
import type { SearchHit, SearchResult } from "../../core/model/search.ts";

/** An answer as it reads on a terminal: the answer first, then where each marker leads. */
export function formatAnswer(answer: Answer): string {
  const body = plainText(answer.answer);
  // The answer often begins with its lead; nobody wants to read it twice.
  const begins = stripMarkers(body).startsWith(stripMarkers(answer.lead));
  const blocks = begins ? [body] : [answer.lead, body];
  if (answer.citations.length > 0) blocks.push(["出处", ...answer.citations.map(formatCitation)].join("\n"));
  if (answer.followUps.length > 0)
    blocks.push(["还可以问", ...answer.followUps.map((question) => `  ${question}`)].join("\n"));
  blocks.push([...(answer.notes ?? []), `（${answer.label} · ${answer.backend}）`].join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

/** Passages as they read on a terminal, best first. */
export function formatHits(result: SearchResult): string {
  if (result.hits.length === 0) return "没有找到相关段落。\n";
  return result.hits.map((hit, place) => `${formatHit(hit, place)}\n`).join("\n");
}

function formatHit(hit: SearchHit, place: number): string {
  const score = hit.score.toFixed(3);
  return `${place + 1}. ${describeSource(hit)}　得分 ${score}\n${indent(hit.text.trim())}`;
}

function formatCitation(citation: Citation): string {
  const { period, year, plan } = citation.context;
  const other = year !== null && year !== citation.year ? `所述为${year}年` : "";
  const notes = [period ?? "", other, plan ? "计划" : ""].filter((note) => note !== "");
  const about = notes.length === 0 ? "" : `\n    （${notes.join("，")}）`;
  return `[${citation.marker}] ${describeSource(citation)}${about}\n${indent(`“${citation.quote.trim()}”`)}`;
}

function describeSource(source: Pick<Citation, "title" | "region" | "year" | "section" | "file">): string {
  const facts = [source.region, source.year === null ? "" : `${source.year}年`].filter((fact) => fact !== "");
  const where = facts.length > 0 ? `（${facts.join("，")}）` : "";
  const section = source.section.length > 0 ? `\n    ${source.section.join(" › ")}` : "";
  return `${source.title || source.file}${where}${section}`;
}

function indent(text: string): string {
  return printable(text)
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

/** Markdown marks that say nothing on a terminal. */
function plainText(markdown: string): string {
  return printable(markdown)
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/^>\s?/gm, "  ")
    .trim();
}

/** Reports are data: no byte of theirs may steer the terminal. */
function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, "");
}

function stripMarkers(text: string): string {
  return text.replace(/\[\d+\]|\s/g, "");
}
