import type { CitationBody } from "../../http/contract.ts";
import { circumstances, explanation, placeAndYear } from "../shared/citation-text.ts";
import { element } from "../shared/element.ts";
import { reportLink } from "../shared/page-links.ts";

export interface SourceList {
  readonly node: HTMLElement;
  /** Unfolds a citation and takes the reader there. */
  show(marker: number): void;
}

/** The citations of an answer, folded: title, section, the very words, and the way into the whole report. */
export function createSourceList(
  citations: readonly CitationBody[],
  address: (path: string) => string,
): SourceList | null {
  if (citations.length === 0) return null;
  const entries = new Map(citations.map((citation) => [citation.marker, sourceEntry(citation, citations, address)]));
  // One source alone is shown at once: there is nothing to choose.
  if (entries.size === 1) for (const entry of entries.values()) entry.open = true;
  const items = [...entries.values()].map((entry) => element("li", {}, entry));
  const node = element("section", { class: "sources" }, element("h4", {}, "出处"));
  node.append(element("ol", {}, ...items));
  return {
    node,
    show(marker) {
      const entry = entries.get(marker);
      if (entry === undefined) return;
      entry.open = true;
      entry.querySelector("summary")?.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest" });
    },
  };
}

function sourceEntry(
  citation: CitationBody,
  citations: readonly CitationBody[],
  address: (path: string) => string,
): HTMLDetailsElement {
  const { marker, title, section, quote } = citation;
  const about = [section.join(" › "), circumstances(citation), explanation([citation])].filter((line) => line !== "");
  const place = placeAndYear(citation);
  const link = element(
    "a",
    { href: address(reportLink(citation, citations)), target: "_blank", rel: "noopener noreferrer" },
    "在报告原文中查看",
    element("span", { class: "hint" }, "（新窗口打开）"),
  );
  return element(
    "details",
    {},
    element(
      "summary",
      {},
      element("span", { class: "number" }, element("span", { class: "visually-hidden" }, "出处 "), String(marker)),
      element("span", { class: "title" }, title, place !== "" && element("span", { class: "place" }, place)),
    ),
    ...about.map((line) => element("p", { class: "path" }, line)),
    element("blockquote", {}, quote),
    element("p", {}, link),
  );
}
