import type { ChatResponse, CitationBody } from "../../http/contract.ts";
import { circumstances, explanation, placeAndYear } from "../shared/citation-text.ts";
import { button, element } from "../shared/element.ts";
import { sourceKey } from "../shared/source-key.ts";

/** Why there is no answer, in few words; the lead says it in full. */
const REASONS: Readonly<Record<NonNullable<ChatResponse["reason"]>, string>> = {
  no_evidence: "报告中没有找到",
  region_not_covered: "未收录该地区",
  year_not_covered: "未收录该年份",
  not_disclosed: "报告未披露",
  ambiguous: "请补充一点信息",
  out_of_scope: "不在问答范围",
  unsafe: "无法回答",
  personal_data: "不提供个人信息",
};

/** The direct answer, big, and under it what kind of answer it is, of where and when. */
export function answerHead(response: ChatResponse, lead: readonly Node[]): HTMLElement {
  const places = [...new Set(response.citations.map(placeAndYear))].filter((place) => place !== "");
  const place = places.length > 1 ? `${places.length} 份报告` : places.join("");
  const badges = element(
    "p",
    { class: "badges" },
    response.outcome !== "abstained" && element("span", { class: "badge badge-kind" }, response.label),
    response.outcome === "partial" && element("span", { class: "badge badge-partial" }, "只找到一部分"),
    response.outcome === "abstained" &&
      element("span", { class: "badge badge-none" }, REASONS[response.reason ?? "no_evidence"]),
    place !== "" && element("span", { class: "place" }, place),
  );
  return element(
    "header",
    { class: "answer-head" },
    badges,
    element("p", { class: "lead" }, ...lead),
    coverageLine(response),
  );
}

/** What has to be known of the answer: how much was looked at, what could not be verified, how it was made. */
function coverageLine({ coverage, figures, notes = [] }: ChatResponse): HTMLElement | null {
  const unverified = figures.filter((figure) => !figure.verified).map((figure) => figure.text);
  const lines = [
    coverage && `查了 ${coverage.reports} 份报告：${coverage.disclosed} 份有数据，${coverage.undisclosed} 份未披露。`,
    ...notes,
    unverified.length > 0 && `这些数字没能在引文中逐字核对上，请以原文为准：${unverified.join("、")}。`,
  ].filter((line): line is string => typeof line === "string");
  return lines.length === 0 ? null : element("p", { class: "answer-notes" }, lines.join(""));
}

type OpenSource = (citation: CitationBody, opener: HTMLElement) => void;

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
  open.append(element("span", { class: "source-number", "aria-hidden": "true" }, String(citation.marker)));
  if (about.length > 0) open.append(element("span", { class: "source-about" }, ...about));
  return open;
}

function quoteNode(citation: CitationBody): HTMLElement {
  return element("span", { class: "source-quote" }, citation.quote);
}

/** Questions to go on with. */
export function answerFooter(response: ChatResponse, onAsk: (question: string) => void): HTMLElement | null {
  if (response.followUps.length === 0) return null;
  const title = response.outcome === "abstained" ? "可以改问" : "接着问";
  const items = response.followUps.map((question) =>
    element(
      "li",
      {},
      button(question, { class: "suggestion" }, () => onAsk(question)),
    ),
  );
  return element(
    "section",
    { class: "follow-ups", "aria-label": title },
    element("h3", {}, title),
    element("ul", {}, ...items),
  );
}

/** Text without what the Markdown of an answer may have added around the very same words. */
function squeeze(text: string): string {
  return text.replace(/\[\d+\]|[\s*\\“”"「」]/g, "");
}
