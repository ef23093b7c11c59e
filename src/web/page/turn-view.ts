import type { ChatEvent, ChatResponse, CitationBody, Meta } from "../../http/contract.ts";
import { markerName } from "../shared/citation-text.ts";
import { cutSourceLine } from "../shared/cut-source-line.ts";
import { button, element } from "../shared/element.ts";
import { parseMarkdown } from "../shared/markdown.ts";
import { blockNodes, inlineNodes, type MarkerButton } from "../shared/markdown-nodes.ts";
import type { AskedQuestion } from "../shared/page-links.ts";
import { sourceKey } from "../shared/source-key.ts";
import { takeLead } from "../shared/take-lead.ts";
import { answerHead, coverageLine, followUps, type OpenSource, sourceList } from "./answer-parts.ts";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";
import { questionHeading } from "./long-question.ts";
import { type Retry, retryButton } from "./retry-button.ts";
import { turnTools } from "./turn-tools.ts";
import { type UnderstoodActions, understoodBar } from "./understood-bar.ts";

const MOST_LEAD_CHARS = 80;
const MOST_REGIONS = 8;

export interface TurnActions extends UnderstoodActions {
  /** A reader wants to see where a sentence stands; `opener` gets the focus back. */
  readonly onOpenSource: (citation: CitationBody, citations: readonly CitationBody[], opener: HTMLElement) => void;
  /** Goes on with the conversation. */
  readonly onFollow: (question: string) => void;
  readonly announce: (message: string) => void;
}

export interface TurnView {
  readonly node: HTMLElement;
  show(event: Exclude<ChatEvent, { event: "error" }>): void;
  /** Says that it takes longer than usual. */
  wait(): void;
  /** The answer will not come: says why, with a way on. */
  fail(message: string, retry: Retry): void;
}

/** One question with its answer, from the first word of progress to the finished answer. */
export function createTurnView(asked: AskedQuestion, row: number, actions: TurnActions): TurnView {
  const body = element("div", { class: "answer-body" });
  const progress = element("p", { class: "progress" }, "正在理解问题…");
  const answer = element("div", { class: "answer", "aria-busy": "true" }, progress, body);
  const id = `question-${row}`;
  // Keeps the room of what will stand here, so that nothing moves under the reader's eyes.
  const understood = element("div", { class: "understood" });
  const heading = questionHeading(asked.question, id);
  const node = element("article", { class: "turn", "aria-labelledby": id }, ...heading, understood, answer);
  let told = "";
  let citations: readonly CitationBody[] = [];

  const openSource: OpenSource = (citation, opener) => actions.onOpenSource(citation, citations, opener);
  const markerButton = (marker: number): HTMLElement | null => {
    const citation = citations.find((candidate) => candidate.marker === marker);
    return citation === undefined ? null : createMarker(citation, openSource);
  };
  const finish = (response: ChatResponse) => {
    citations = response.citations;
    const { lead, rest } = takeLead(response.lead, cutSourceLine(parseMarkdown(response.answer)));
    body.replaceChildren(...blockNodes(rest, markerButton));
    const abstained = response.outcome === "abstained";
    const meta = actions.meta();
    const parts = [
      answerHead(response, inlineNodes(lead, markerButton)),
      rest.length > 0 ? body : null,
      coverageLine(response),
      sourceList(response, openSource),
      abstained && meta !== undefined ? siteCoverage(meta, rest.length === 0) : null,
      followUps(response, actions.onFollow),
      turnTools(asked, response, { announce: actions.announce, feedback: meta?.feedback ?? true, turn: node }),
    ];
    answer.classList.toggle("is-abstained", abstained);
    answer.removeAttribute("aria-busy");
    answer.replaceChildren(...parts.filter((part) => part !== null));
    understood.replaceWith(understoodBar(asked, response, actions) ?? "");
  };

  return {
    node,
    show(event) {
      switch (event.event) {
        case "status":
          progress.textContent = `${event.data.message}…`;
          return;
        case "citations":
          citations = event.data.citations;
          return;
        case "delta":
          told += event.data.text;
          body.replaceChildren(...tellingNodes(told, markerButton));
          return;
        case "done":
          return finish(event.data);
      }
    },
    wait() {
      progress.textContent = "比平时慢，还在等回答。可以继续等，也可以停止后再问。";
    },
    fail(message, retry) {
      progress.remove();
      understood.remove();
      answer.removeAttribute("aria-busy");
      answer.append(element("div", { class: "failure" }, element("p", {}, message), retryButton(retry)));
    },
  };
}

/** An answer that is still coming: its first line as big as it will be. */
function tellingNodes(told: string, markerButton: MarkerButton): HTMLElement[] {
  const nodes = blockNodes(parseMarkdown(told), markerButton);
  const [first] = nodes;
  if (first?.localName === "p" && (first.textContent?.length ?? 0) <= MOST_LEAD_CHARS) first.className = "lead";
  return nodes;
}

/** What this site covers, under an honest "no answer"; with regions where the answer names none. */
function siteCoverage(meta: Meta, withRegions: boolean): HTMLElement {
  const regions = withRegions ? `${coveredRegions(meta, MOST_REGIONS).join("、")}。` : "";
  return element("p", { class: "answer-coverage" }, `${regions}本站${shortCoverage(meta)}。`);
}

function createMarker(citation: CitationBody, onOpen: OpenSource): HTMLElement {
  const node = button(
    // In brackets: copied or printed, a bare number would be one more digit of the figure before it.
    `[${citation.marker}]`,
    { class: "marker", "aria-label": markerName(citation), "data-source": sourceKey(citation) },
    () => onOpen(citation, node),
  );
  return node;
}
