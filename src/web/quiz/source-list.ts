import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";

type Source = QuizItemBody["sources"][number];

/** Where an item comes from: report, section, the way there, and the exact words unless the 解析 has told them. */
export function sourceList({ sources, explanation }: Pick<QuizItemBody, "sources" | "explanation">): HTMLElement {
  const told = lettersOf(explanation);
  const nodes = sources.map((source, row) =>
    sourceNode(source, !told.includes(lettersOf(source.quote)), source.reportId === sources[row - 1]?.reportId),
  );
  return element("ul", { class: "quiz-sources" }, ...nodes);
}

/** Quotation marks within a quotation are written differently. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

/** `isSameReport`: its title stands above; the last heading is enough. */
function sourceNode(source: Source, withQuote: boolean, isSameReport: boolean): HTMLElement {
  const { reportId, start, end, title, section, quote } = source;
  const name = isSameReport ? (section.at(-1) ?? "同一份报告") : title;
  const path = isSameReport ? [] : section;
  const link = element(
    "a",
    // A new window: what is being edited stays where it is.
    { href: reportLink({ reportId, start, end, quote }), target: "_blank", rel: "noopener" },
    name,
    element("span", { class: "visually-hidden" }, "，看原文（在新窗口打开）"),
  );
  return element(
    "li",
    {},
    element("p", { class: "source-name" }, link, path.length > 0 && ` › ${path.join(" › ")}`),
    withQuote && element("blockquote", {}, quote.trim()),
  );
}
