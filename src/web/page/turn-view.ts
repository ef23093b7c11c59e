import type { ChatEvent, ChatResponse, CitationBody } from "../../http/contract.ts";
import { markerName } from "../shared/citation-text.ts";
import { button, element } from "../shared/element.ts";
import { parseMarkdown } from "../shared/markdown.ts";
import { blockNodes, inlineNodes } from "../shared/markdown-nodes.ts";
import { sourceKey } from "../shared/source-key.ts";
import { takeLead } from "../shared/take-lead.ts";
import { answerFooter, answerHead, sourceList } from "./answer-parts.ts";

export interface TurnActions {
  /** A reader wants to see where a sentence stands; `opener` gets the focus back. */
  readonly onOpenSource: (citation: CitationBody, opener: HTMLElement) => void;
  readonly onAsk: (question: string) => void;
  /** What this site covers, shown under an honest "no answer"; with regions where the answer names none. */
  readonly coverage: (withRegions: boolean) => HTMLElement | null;
}

export interface TurnView {
  readonly node: HTMLElement;
  show(event: Exclude<ChatEvent, { event: "error" }>): void;
  /** The answer will not come: says why, with a way to ask again. */
  fail(message: string, onRetry: () => void): void;
}

/** One question with its answer, from the first word of progress to the finished answer. */
export function createTurnView(question: string, row: number, actions: TurnActions): TurnView {
  const body = element("div", { class: "answer-body" });
  const progress = element("p", { class: "progress" }, "正在理解问题…");
  const answer = element("div", { class: "answer", "aria-busy": "true" }, progress, body);
  const heading = element("h2", { class: "question", id: `question-${row}` }, question);
  const node = element("article", { class: "turn", "aria-labelledby": heading.id }, heading, answer);
  let told = "";
  let citations: readonly CitationBody[] = [];

  const markerButton = (marker: number): HTMLElement | null => {
    const citation = citations.find((candidate) => candidate.marker === marker);
    return citation === undefined ? null : createMarker(citation, actions);
  };
  const finish = (response: ChatResponse) => {
    citations = response.citations;
    const { lead, rest } = takeLead(response.lead, parseMarkdown(response.answer));
    body.replaceChildren(...blockNodes(rest, markerButton));
    const abstained = response.outcome === "abstained";
    const parts = [
      answerHead(response, inlineNodes(lead, markerButton)),
      rest.length > 0 ? body : null,
      sourceList(response, actions.onOpenSource),
      abstained ? actions.coverage(rest.length === 0) : null,
      answerFooter(response, actions.onAsk),
    ];
    answer.classList.toggle("is-abstained", abstained);
    answer.removeAttribute("aria-busy");
    answer.replaceChildren(...parts.filter((part) => part !== null));
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
          body.replaceChildren(...blockNodes(parseMarkdown(told), markerButton));
          return;
        case "done":
          return finish(event.data);
      }
    },
    fail(message, onRetry) {
      progress.remove();
      answer.removeAttribute("aria-busy");
      const retry = button("重试", { class: "retry" }, onRetry);
      answer.append(element("div", { class: "failure" }, element("p", {}, message), retry));
    },
  };
}

function createMarker(citation: CitationBody, actions: TurnActions): HTMLElement {
  const node = button(
    String(citation.marker),
    { class: "marker", "aria-label": markerName(citation), "data-source": sourceKey(citation) },
    () => actions.onOpenSource(citation, node),
  );
  return node;
}
