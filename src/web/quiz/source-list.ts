import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";

type Source = QuizItemBody["sources"][number];

/** Where an item comes from: report, section, the way there, and the exact words unless the 解析 has told them. */
export function sourceList({ sources, explanation }: Pick<QuizItemBody, "sources" | "explanation">): HTMLElement {
  const nodes = sources.map((source) => sourceNode(source, !explanation.includes(source.quote.trim())));
  return element("ul", { class: "quiz-sources" }, ...nodes);
}

function sourceNode(source: Source, withQuote: boolean): HTMLElement {
  const { reportId, start, end, title, section, quote } = source;
  const link = element(
    "a",
    // A new window: what is being edited stays where it is.
    { href: reportLink({ reportId, start, end, quote }), target: "_blank", rel: "noopener" },
    title,
    element("span", { class: "visually-hidden" }, "，看原文（在新窗口打开）"),
  );
  return element(
    "li",
    {},
    element("p", { class: "source-name" }, link, section.length > 0 && ` › ${section.join(" › ")}`),
    withQuote && element("blockquote", {}, quote.trim()),
  );
}
