import type { ChatResponse, CitationBody } from "../../http/contract.ts";
import { coverageText, notesText } from "../shared/answer-notes.ts";
import { answerBadges } from "../shared/badges.ts";
import { circumstances, explanation, placeAndYear } from "../shared/citation-text.ts";
import { button, element } from "../shared/element.ts";
import { indicatorsLink } from "../shared/page-links.ts";
import { sourceKey } from "../shared/source-key.ts";

/** The direct answer, big, over it what kind of answer it is, of where and when; under it what has to be known of it. */
export function answerHead(response: ChatResponse, lead: readonly Node[]): HTMLElement {
  const places = [...new Set(response.citations.map(placeAndYear))].filter((place) => place !== "");
  const place = places.length > 1 ? `${places.length} 份报告` : places.join("");
  return element(
    "header",
    { class: "answer-head" },
    element("p", { class: "badges" }, ...answerBadges(response), place !== "" && element("span", {}, place)),
    element("p", { class: "lead" }, ...lead),
    notesLine(response),
  );
}

function notesLine(response: ChatResponse): HTMLElement | null {
  const text = notesText(response);
  return text === "" ? null : element("p", { class: "answer-notes" }, text);
}

/** How much was looked at for the answer, unless it says so itself. */
export function coverageLine(response: ChatResponse): HTMLElement | null {
  const text = coverageText(response);
  return text === "" ? null : element("p", { class: "answer-coverage" }, text);
}

/** `opener` gets the focus back. */
export type OpenSource = (citation: CitationBody, opener: HTMLElement) => void;

/** Where the answer stands, one entry a section of a report; words that the answer has said are not said again. */
export function sourceList(response: ChatResponse, onOpen: OpenSource): HTMLElement | null {
  if (response.citations.length === 0) return null;
  const answer = squeeze(response.answer);
  const isSaid = (citation: CitationBody) => answer.includes(squeeze(citation.quote));
  const items = groupBySection(response.citations).map((group) => {
    const [first, ...others] = group;
    const about = [
      element("span", { class: "source-title" }, first.title),
      first.section.length > 0 && element("span", { class: "source-path" }, first.section.join(" › ")),
      others.length === 0 &&
        circumstances(first) !== "" &&
        element("span", { class: "source-path" }, circumstances(first)),
      explanation(group) !== "" && element("span", { class: "source-path" }, explanation(group)),
    ];
    if (others.length === 0)
      return element("li", {}, sourceButton(first, onOpen, isSaid(first) ? about : [...about, quoteNode(first)]));
    const said = group.filter(isSaid).map((citation) => sourceButton(citation, onOpen, []));
    const unsaid = group.filter((citation) => !isSaid(citation));
    return element(
      "li",
      { class: "source-group" },
      element("p", { class: "source-about" }, ...about),
      said.length > 0 && element("div", { class: "source-numbers" }, ...said),
      ...unsaid.map((citation) => sourceButton(citation, onOpen, [quoteNode(citation)])),
    );
  });
  return element(
    "section",
    // No name of its own: a region of the same name in every turn would tell a screen reader nothing.
    { class: "sources" },
    element("h3", {}, "出处"),
    element("ol", {}, ...items),
  );
}

/** Citations of the same section of the same report, in the order of their first. */
function groupBySection(citations: readonly CitationBody[]): [CitationBody, ...CitationBody[]][] {
  const groups = new Map<string, [CitationBody, ...CitationBody[]]>();
  for (const citation of citations) {
    const key = JSON.stringify([citation.reportId, ...citation.section]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [citation]);
    else group.push(citation);
  }
  return [...groups.values()];
}

function sourceButton(citation: CitationBody, onOpen: OpenSource, about: readonly (Node | false)[]): HTMLElement {
  const attributes = {
    class: about.length > 0 ? "source-open" : "source-open is-bare",
    "data-source": sourceKey(citation),
    "aria-label": `查看出处 ${citation.marker} 的原文`,
  };
  const open = button("", attributes, () => onOpen(citation, open));
  open.append(element("span", { class: "source-number", "aria-hidden": "true" }, `[${citation.marker}]`));
  if (about.length > 0) open.append(element("span", { class: "source-about" }, ...about));
  return open;
}

function quoteNode(citation: CitationBody): HTMLElement {
  return element("span", { class: "source-quote" }, citation.quote);
}

/** Questions to go on with, and the same indicator over all places and years. */
export function followUps(response: ChatResponse, onAsk: (question: string) => void): HTMLElement | null {
  const indicators = response.outcome === "abstained" ? [] : response.understood.indicators;
  const [indicator] = indicators;
  if (response.followUps.length === 0 && indicator === undefined) return null;
  const title = response.outcome === "abstained" ? "可以改问" : "接着看";
  const items: HTMLElement[] = response.followUps.map((question) =>
    button(question, { class: "suggestion" }, () => onAsk(question)),
  );
  if (indicator !== undefined && indicators.length === 1) {
    const href = indicatorsLink({ name: indicator });
    items.push(element("a", { class: "suggestion", href }, `各地各年的“${indicator}”`));
  }
  return element(
    "section",
    { class: "follow-ups" },
    element("h3", {}, title),
    element("ul", {}, ...items.map((item) => element("li", {}, item))),
  );
}

/** Text without what the Markdown of an answer may have added around the very same words. */
function squeeze(text: string): string {
  return text.replace(/\[\d+\]|[\s*\\“”"「」]/g, "");
}
