import type { ChatResponse, CitationBody } from "../../http/contract.ts";
import { placeAndYear } from "./citation-text.ts";
import { button, element } from "./element.ts";
import { sourceKey } from "./source-key.ts";

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
  const place = places.length > 2 ? `${places.length} 处报告` : places.join("；");
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

function coverageLine({ coverage, figures }: ChatResponse): HTMLElement | null {
  const unverified = figures.filter((figure) => !figure.verified).map((figure) => figure.text);
  const lines = [
    coverage && `查了 ${coverage.reports} 份报告：${coverage.disclosed} 份有数据，${coverage.undisclosed} 份未披露。`,
    unverified.length > 0 && `这些数字没能在引文中逐字核对上，请以原文为准：${unverified.join("、")}。`,
  ].filter((line): line is string => typeof line === "string");
  return lines.length === 0 ? null : element("p", { class: "answer-notes" }, lines.join(""));
}

type OpenSource = (citation: CitationBody, opener: HTMLElement) => void;

/** Where the answer stands: one entry a citation, its own words unless the answer has said them already. */
export function sourceList(response: ChatResponse, onOpen: OpenSource): HTMLElement | null {
  if (response.citations.length === 0) return null;
  const answer = squeeze(response.answer);
  const items = response.citations.map((citation) => {
    const open = button(
      "",
      { class: "source-open", "data-source": sourceKey(citation), "aria-label": `查看出处 ${citation.marker} 的原文` },
      () => onOpen(citation, open),
    );
    open.append(
      element("span", { class: "source-number", "aria-hidden": "true" }, String(citation.marker)),
      element(
        "span",
        { class: "source-about" },
        element("span", { class: "source-title" }, citation.title),
        element("span", { class: "source-path" }, citation.section.join(" › ")),
        !answer.includes(squeeze(citation.quote)) && element("span", { class: "source-quote" }, citation.quote),
      ),
    );
    return element("li", {}, open);
  });
  return element(
    "section",
    { class: "sources", "aria-label": "出处" },
    element("h3", {}, "出处"),
    element("ol", {}, ...items),
  );
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
