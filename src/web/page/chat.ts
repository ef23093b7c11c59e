import type { ChatRequest, ChatResponse, Meta } from "../../http/contract.ts";
import { askQuestion, RequestFailed } from "../shared/api-client.ts";
import { type AskedQuestion, chatLink } from "../shared/page-links.ts";
import { watchSilence } from "../shared/watch-silence.ts";
import type { Composer } from "./composer.ts";
import { SIDE_BY_SIDE, type SourcePanel } from "./source-panel.ts";
import { createTurnView, type TurnView } from "./turn-view.ts";

interface Options {
  readonly conversation: HTMLElement;
  readonly composer: () => Composer;
  readonly panel: SourcePanel;
  readonly announce: (message: string) => void;
  readonly meta: () => Meta | undefined;
  /** Every question that is asked, in the words it is asked in. */
  readonly onAsked: (asked: AskedQuestion) => void;
  /** What the question is narrowed to is there no more: the next one must not be. */
  readonly onReportGone: () => void;
  /** Goes on with the conversation, narrowed as the reader has it now. */
  readonly onFollow: (question: string) => void;
}

export interface Chat {
  /** Asks within the conversation, so that 那2022年呢 is understood. */
  ask(asked: AskedQuestion): void;
  /** Asks a question that stands by itself. */
  askAlone(asked: AskedQuestion): void;
  /** Whether there was anything to stop. */
  stop(): boolean;
}

/** Moved further by the reader, the page stays where the reader is. */
const STAYED_PX = 40;
const STOPPED = new RequestFailed("已停止。", "stopped");
const SILENT = new RequestFailed("等了很久没有回音，请重试。", "silent");

/** Earlier turns sent along; more would only slow the answer. */
const REMEMBERED_TURNS = 6;

/** The conversation: one question at a time, its answer as it comes, and what goes wrong on the way. */
export function createChat(options: Options): Chat {
  const { conversation, panel, announce } = options;
  const finished: { question: string; answer: string }[] = [];
  let underWay: AbortController | undefined;
  let rows = 0;

  const actions = {
    ...options,
    onOpenSource: panel.open,
    onReask: (asked: AskedQuestion) => start(asked, []),
    onEdit(question: string) {
      options.composer().edit(question);
      announce("请在提问框里改好后再提问");
    },
  };

  const complete = (asked: AskedQuestion, view: TurnView, response: ChatResponse, startedAt: number) => {
    const stayed = Math.abs(scrollY - startedAt) < STAYED_PX;
    finished.push({ question: asked.question, answer: response.answer });
    const question = response.understood.rewritten ?? asked.question;
    // The address always asks for the last answer: copied, kept as a bookmark or come back to.
    history.replaceState(null, "", chatLink({ ...asked, question }));
    document.title = `${question} · 法问`;
    announce(`回答完成：${response.lead}`);
    // The nearest passage under "no answer" is no source of one: it is opened only when asked for.
    const first = response.outcome === "abstained" ? undefined : response.citations[0];
    if (first !== undefined && matchMedia(SIDE_BY_SIDE).matches) panel.open(first, response.citations);
    else if (first === undefined) panel.close();
    if (stayed) view.node.scrollIntoView({ block: "start" });
  };

  const run = async (
    asked: AskedQuestion,
    earlier: ChatRequest["messages"],
    view: TurnView,
    control: AbortController,
  ) => {
    const messages: ChatRequest["messages"] = [...earlier, { role: "user", content: asked.question }];
    const request = { messages, filters: filtersOf(asked) };
    const startedAt = scrollY;
    const watch = watchSilence(
      () => {
        view.wait();
        announce("比平时慢，还在等回答");
      },
      () => control.abort(SILENT),
    );
    try {
      for await (const event of askQuestion(request, control.signal)) {
        watch.heard();
        view.show(event);
        if (event.event === "done") complete(asked, view, event.data, startedAt);
      }
    } finally {
      watch.end();
    }
  };

  const start = (asked: AskedQuestion, earlier: ChatRequest["messages"]) => {
    // Whatever is pressed wins over what is still under way.
    underWay?.abort(STOPPED);
    const control = new AbortController();
    underWay = control;
    document.body.classList.add("has-conversation");
    options.onAsked(asked);
    const view = createTurnView(asked, ++rows, actions);
    conversation.append(view.node);
    view.node.scrollIntoView({ block: "start", behavior: "instant" });
    options.composer().setBusy(true);
    options.composer().afterAsk();
    run(asked, earlier, view, control)
      .catch((error: unknown) => {
        const reason: unknown = control.signal.aborted ? control.signal.reason : error;
        const again = (changed: AskedQuestion) => {
          view.node.remove();
          start(changed, earlier);
        };
        if (isReportGone(reason, asked)) {
          const message = "筛选的报告已不在收录范围里，可能换过编号或已撤下。";
          const onPress = () => {
            options.onReportGone();
            again({ ...asked, reports: [] });
          };
          view.fail(message, { label: "不限这份报告重问", onPress });
          return announce(message);
        }
        const message = failureMessage(reason);
        const afterSeconds = reason instanceof RequestFailed ? reason.retryAfterSeconds : undefined;
        view.fail(message, { label: "重试", afterSeconds, onPress: () => again(asked) });
        announce(message);
      })
      .finally(() => {
        if (underWay !== control) return;
        underWay = undefined;
        options.composer().setBusy(false);
      });
  };

  const remembered = () =>
    finished.slice(-REMEMBERED_TURNS).flatMap(({ question: content, answer }): ChatRequest["messages"] => [
      { role: "user", content },
      { role: "assistant", content: answer },
    ]);

  return {
    ask: (asked) => start(asked, remembered()),
    askAlone: (asked) => start(asked, []),
    stop() {
      underWay?.abort(STOPPED);
      return underWay !== undefined;
    },
  };
}

/** A link or a question kept on the device may be narrowed to a report that is there no more. */
function isReportGone(error: unknown, { reports }: AskedQuestion): boolean {
  return error instanceof RequestFailed && error.code === "bad-request" && reports.length > 0;
}

function failureMessage(error: unknown): string {
  if (error instanceof RequestFailed) return error.message;
  // A fault of our own: the console tells the developer, the reader needs to know what to do.
  console.error(error);
  return "页面出了差错，请重试；如一直如此，请刷新页面。";
}

/** Undefined where the question is narrowed to nothing. */
function filtersOf({ regions, years, reports }: AskedQuestion): ChatRequest["filters"] {
  if (regions.length + years.length + reports.length === 0) return undefined;
  return {
    ...(regions.length > 0 ? { regions: [...regions] } : {}),
    ...(years.length > 0 ? { years: [...years] } : {}),
    ...(reports.length > 0 ? { reports: [...reports] } : {}),
  };
}
