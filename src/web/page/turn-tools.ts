import type { ChatResponse } from "../../http/contract.ts";
import { copyButton } from "../shared/copy-button.ts";
import { button, element } from "../shared/element.ts";
import { type AskedQuestion, chatLink } from "../shared/page-links.ts";
import { formatDay } from "./coverage-text.ts";
import { feedbackButtons } from "./feedback-form.ts";
import { officialText } from "./official-text.ts";

interface Options {
  readonly announce: (message: string) => void;
  /** Whether this site takes opinions. */
  readonly feedback: boolean;
  /** The turn, printed without the others. */
  readonly turn: HTMLElement;
}

/** What can be done with a finished answer: take it along, find it again, print it, judge it. */
export function turnTools(asked: AskedQuestion, response: ChatResponse, { announce, feedback, turn }: Options) {
  const link = permanentLink(asked, response);
  const today = formatDay(new Date().toISOString());
  const copyOfficial = copyButton("复制（公文格式）", {
    title: "全角标点，附出处和生成方式",
    text: () => officialText(response, { day: today, link }),
    announce,
  });
  const copyLink = copyButton("复制链接", { title: "打开链接会重新查一遍", text: () => link, announce });
  const judged = feedback ? feedbackButtons(asked.question, response, announce) : undefined;
  return element(
    "div",
    { class: "turn-tools" },
    element(
      "div",
      { class: "tool-row", role: "group", "aria-label": "这个回答" },
      response.citations.length > 0 && copyOfficial,
      copyLink,
      button("打印", { class: "quiet" }, () => printAlone(turn)),
      ...(judged?.buttons ?? []),
    ),
    judged?.form,
    element("p", { class: "small-print" }, "引用前请核对原文；不构成法律意见。"),
    element("p", { class: "print-only" }, `法问 · ${response.label} · ${today} · ${link}`),
  );
}

/** Asks the question as it was understood, so that the link says the same without the conversation before it. */
function permanentLink(asked: AskedQuestion, { understood }: ChatResponse): string {
  return location.origin + chatLink({ ...asked, question: understood.rewritten ?? asked.question });
}

function printAlone(turn: HTMLElement): void {
  turn.classList.add("is-printed");
  document.body.classList.add("prints-one");
  const undo = () => {
    turn.classList.remove("is-printed");
    document.body.classList.remove("prints-one");
  };
  addEventListener("afterprint", undo, { once: true });
  print();
}
