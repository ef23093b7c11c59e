import type { ChatResponse } from "../../http/contract.ts";
import { coverageText, notesText } from "../shared/answer-notes.ts";
import type { AnswerEvent } from "../shared/api-client.ts";
import { answerBadges } from "../shared/badges.ts";
import { markerName } from "../shared/citation-text.ts";
import { countDown } from "../shared/count-down.ts";
import { cutSourceLine } from "../shared/cut-source-line.ts";
import { button, element } from "../shared/element.ts";
import { parseMarkdown } from "../shared/markdown.ts";
import { blockNodes, inlineNodes } from "../shared/markdown-nodes.ts";
import { takeLead } from "../shared/take-lead.ts";
import { createSourceList } from "./source-list.ts";

export interface TurnActions {
  readonly onAsk: (question: string) => void;
  readonly address: (path: string) => string;
}

export interface Retry {
  readonly onPress: () => void;
  /** How long it would be in vain; undefined for no time. */
  readonly afterSeconds: number | undefined;
  /** The time is over. */
  readonly onReady: () => void;
}

export interface Turn {
  readonly node: HTMLElement;
  /** Where reading goes on without a keyboard. */
  focus(): void;
  show(event: AnswerEvent): void;
  /** Says that it takes longer than usual. */
  wait(): void;
  /** The answer will not come: why, and a way to ask again where that can help. */
  fail(message: string, retry?: Retry): void;
}

/** One question with its answer, in the width of a phone. */
export function createTurn(question: string, actions: TurnActions): Turn {
  const body = element("div", { class: "body" });
  const progress = element("p", { class: "progress" }, "正在理解问题…");
  const answer = element("div", { class: "answer", "aria-busy": "true" }, progress, body);
  const [asked, ...unfold] = questionNodes(question);
  const node = element("article", { class: "turn" }, asked, ...unfold, answer);
  let told = "";

  const finish = (response: ChatResponse) => {
    const { citations } = response;
    const sources = createSourceList(citations, actions.address);
    const markerButton = (marker: number) => {
      const citation = citations.find((candidate) => candidate.marker === marker);
      if (citation === undefined) return null;
      const attributes = { class: "marker", "aria-label": markerName(citation) };
      // In brackets: copied, a bare number would be one more digit of the figure before it.
      return button(`[${marker}]`, attributes, () => sources?.show(marker));
    };
    const { lead, rest } = takeLead(response.lead, cutSourceLine(parseMarkdown(response.answer)));
    body.replaceChildren(...blockNodes(rest, markerButton));
    const parts = [
      element("p", { class: "badges" }, ...answerBadges(response)),
      element("p", { class: "lead" }, ...inlineNodes(lead, markerButton)),
      note(notesText(response)),
      rest.length > 0 && body,
      note(coverageText(response)),
      sources?.node,
      followUps(response, actions.onAsk),
    ];
    answer.removeAttribute("aria-busy");
    answer.replaceChildren(...parts.filter((part) => part instanceof Node));
  };

  return {
    node,
    focus: () => asked.focus({ preventScroll: true }),
    show(event) {
      switch (event.event) {
        case "status":
          progress.textContent = `${event.data.message}…`;
          return;
        case "citations":
          return;
        case "delta":
          told += event.data.text;
          // Markers stay text until their sources are there to be opened.
          body.replaceChildren(...blockNodes(parseMarkdown(told), () => null));
          return;
        case "done":
          return finish(event.data);
      }
    },
    wait() {
      progress.textContent = "服务比平时慢，还在等回答。可以继续等，也可以停止后再问。";
    },
    fail(message, retry) {
      progress.remove();
      answer.removeAttribute("aria-busy");
      const told = element("p", {}, message);
      const again = retry && button("重试", { class: "retry" }, retry.onPress);
      answer.append(element("div", { class: "failure" }, told, again));
      if (again === undefined || retry?.afterSeconds === undefined) return;
      again.disabled = true;
      countDown(retry.afterSeconds, (left) => {
        told.textContent = left > 0 ? message.replace(/\d+ 秒/, `${left} 秒`) : "现在可以重试了。";
        if (left > 0) return;
        again.disabled = false;
        retry.onReady();
      });
    },
  };
}

/** About three lines of the box; more would push the answer out of sight. */
const MOST_QUESTION_CHARS = 60;

function questionNodes(question: string): [HTMLElement, ...HTMLElement[]] {
  const text = element("h3", { class: "question", tabindex: "-1" }, question);
  if (question.length <= MOST_QUESTION_CHARS && question.split("\n").length <= 3) return [text];
  text.classList.add("is-folded");
  const unfold = button("显示整个问题", { class: "unfold", "aria-expanded": "false" }, () => {
    const folded = text.classList.toggle("is-folded");
    unfold.setAttribute("aria-expanded", String(!folded));
    unfold.textContent = folded ? "显示整个问题" : "收起问题";
  });
  return [text, unfold];
}

const note = (text: string) => text !== "" && element("p", { class: "notes" }, text);

function followUps({ followUps: questions, outcome }: ChatResponse, onAsk: TurnActions["onAsk"]): HTMLElement | null {
  if (questions.length === 0) return null;
  const title = outcome === "abstained" ? "可以改问" : "接着问";
  // No name of its own: regions of one name in every turn would tell a screen reader nothing.
  return element("section", {}, element("h4", {}, title), questionList(questions, onAsk));
}

/** Questions that are asked by one press. */
export function questionList(questions: readonly string[], onAsk: TurnActions["onAsk"]): HTMLElement {
  const items = questions.map((question) =>
    element(
      "li",
      {},
      button(question, { class: "suggestion" }, () => onAsk(question)),
    ),
  );
  return element("ul", { class: "suggestions" }, ...items);
}
