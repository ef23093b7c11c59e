import { RequestFailed } from "../shared/api-client.ts";
import { element } from "../shared/element.ts";
import { watchSilence } from "../shared/watch-silence.ts";
import { createQuestionBox, type QuestionBox } from "./question-box.ts";
import { createTurn, questionList, type Turn } from "./turn.ts";
import type { WidgetClient } from "./widget-client.ts";
import type { WidgetOptions } from "./widget-options.ts";
import { isTouchScreen } from "./window-scale.ts";

export interface Conversation {
  /** What was asked and answered, and the questions to begin with. */
  readonly log: HTMLElement;
  readonly questionBox: QuestionBox;
  /** Why nothing has come of a press; empty where there is no reason. */
  readonly wait: HTMLElement;
  /** Told to screen readers; stands where all of the others stand. */
  readonly status: HTMLElement;
  /** The visitor turns to the box: from now on the service is spoken to. */
  begin(): void;
  greet(options: Pick<WidgetOptions, "greeting" | "questions">): void;
  stop(): void;
}

/** Earlier turns sent along, so that 那2022年呢 is understood; more would only slow the answer. */
const REMEMBERED_TURNS = 6;
const MOST_EXAMPLES = 3;
const GAP_PX = 12;
/** Asking again cannot help the visitor. */
const FINAL = new Set(["site-not-allowed", "widget-off", "bad-request", "too-large"]);

export function createConversation(client: WidgetClient): Conversation {
  const greeting = element("p", { class: "greeting" });
  const starters = element("div", { class: "starters" });
  const turns = element("div", { class: "turns" });
  // Its text may be long: the keyboard must be able to scroll it.
  const log = element("div", { class: "log", tabindex: "0", role: "region", "aria-label": "问答" });
  log.append(greeting, starters, turns);
  const wait = element("p", { class: "wait" });
  const status = element("p", { class: "visually-hidden", role: "status" });
  const finished: { question: string; answer: string }[] = [];
  let underWay: AbortController | undefined;
  let begun = false;
  let ownQuestions: readonly string[] = [];
  let examples: readonly string[] = [];

  const showStarters = () => {
    const questions = ownQuestions.length > 0 ? ownQuestions : examples.slice(0, MOST_EXAMPLES);
    starters.replaceChildren(...(questions.length > 0 ? [questionList(questions, (question) => ask(question))] : []));
  };
  const announce = (message: string) => {
    status.textContent = message;
  };

  const run = async (question: string, turn: Turn, control: AbortController) => {
    const history = finished.slice(-REMEMBERED_TURNS).flatMap(({ question: content, answer }) => [
      { role: "user" as const, content },
      { role: "assistant" as const, content: answer },
    ]);
    const watch = watchSilence(
      () => turn.wait(),
      () => control.abort(new RequestFailed("等了很久没有回音，请稍后重试。", "silent")),
    );
    try {
      const messages = [...history, { role: "user" as const, content: question }];
      for await (const event of client.ask(messages, control.signal)) {
        watch.heard();
        turn.show(event);
        if (event.event !== "done") continue;
        finished.push({ question, answer: event.data.answer });
        announce(`回答完成：${event.data.lead}`);
      }
    } finally {
      watch.end();
    }
  };

  /** Tells whether a question is under way, which has to end first. */
  const isBusy = () => {
    if (underWay === undefined) return false;
    wait.textContent = BUSY;
    announce(BUSY);
    return true;
  };
  const ask = (question: string) => {
    if (isBusy()) return;
    const control = new AbortController();
    underWay = control;
    const turn = createTurn(question, { onAsk: ask, address: client.address });
    starters.replaceChildren();
    turns.append(turn.node);
    questionBox.setBusy(true);
    // On a touch screen the keyboard would cover the answer; what was pressed may be gone by now.
    if (isTouchScreen()) turn.focus();
    else questionBox.focus();
    const revealedAt = reveal(turn.node);
    run(question, turn, control)
      .catch((error: unknown) => {
        const { message, final, afterSeconds } = describeFailure(
          control.signal.aborted ? control.signal.reason : error,
        );
        const onPress = () => {
          if (isBusy()) return;
          turn.node.remove();
          ask(question);
        };
        turn.fail(message, final ? undefined : { onPress, afterSeconds, onReady: () => announce("现在可以重试了。") });
        announce(message);
      })
      .finally(() => {
        underWay = undefined;
        wait.textContent = "";
        questionBox.setBusy(false);
        // Who has scrolled away is reading something else.
        if (Math.abs(scroller().scrollTop - revealedAt) < GAP_PX) reveal(turn.node);
      });
  };
  /** In a low window all of the box scrolls, not the log in it. */
  const scroller = () => (getComputedStyle(log).overflowY === "visible" ? (log.closest("dialog") ?? log) : log);
  /** Scrolls the box alone, never the page around it; gives how far it is scrolled then. */
  const reveal = (node: HTMLElement): number => {
    const scrolled = scroller();
    scrolled.scrollTop += node.getBoundingClientRect().top - scrolled.getBoundingClientRect().top - GAP_PX;
    return scrolled.scrollTop;
  };

  const questionBox = createQuestionBox({ onAsk: ask, isBusy, onStop: () => underWay?.abort(STOPPED) });

  return {
    log,
    questionBox,
    wait,
    status,
    begin() {
      if (begun) return;
      begun = true;
      client.begin().then(
        (session) => {
          examples = session.examples;
          if (turns.childElementCount === 0) showStarters();
        },
        (error: unknown) => {
          begun = false;
          // Anything else may have passed when a question is asked.
          if (!(error instanceof RequestFailed) || !FINAL.has(error.code) || turns.childElementCount > 0) return;
          starters.replaceChildren(element("p", { class: "failure" }, error.message));
          announce(error.message);
        },
      );
    },
    greet(options) {
      greeting.textContent = options.greeting;
      ownQuestions = options.questions;
      if (turns.childElementCount === 0) showStarters();
    },
    stop: () => underWay?.abort(STOPPED),
  };
}

const BUSY = "还在回答上一个问题，请等它答完，或先按“停止”。";
const STOPPED = new RequestFailed("已停止。", "stopped");

function describeFailure(error: unknown) {
  if (error instanceof RequestFailed)
    return { message: error.message, final: FINAL.has(error.code), afterSeconds: error.retryAfterSeconds };
  // A fault of our own: the console tells the makers, the visitor needs to know what to do.
  console.warn("[法问]", error);
  return { message: "出了差错，请重试；如一直如此，请刷新页面。", final: false, afterSeconds: undefined };
}
