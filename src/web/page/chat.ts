import type { ChatRequest, ChatResponse, CitationBody, ReportList } from "../../http/contract.ts";
import { askQuestion, RequestFailed } from "../shared/api-client.ts";
import { element } from "../shared/element.ts";
import type { Composer } from "./composer.ts";
import { coveredRegions, shortCoverage } from "./coverage-text.ts";
import { SIDE_BY_SIDE, type SourcePanel } from "./source-panel.ts";
import { createTurnView, type TurnView } from "./turn-view.ts";

interface Options {
  readonly conversation: HTMLElement;
  readonly composer: () => Composer;
  readonly panel: SourcePanel;
  readonly announce: (message: string) => void;
  readonly reports: () => ReportList | undefined;
}

export interface Chat {
  ask(question: string): void;
  stop(): void;
}

/** Earlier turns sent along, so that 那2022年呢 is understood; more would only slow the answer. */
const REMEMBERED_TURNS = 6;

/** The conversation: one question at a time, its answer as it comes, and what goes wrong on the way. */
export function createChat(options: Options): Chat {
  const { conversation, panel, announce } = options;
  const finished: { question: string; answer: string }[] = [];
  let underWay: AbortController | undefined;
  let rows = 0;

  const actions = {
    onOpenSource: (citation: CitationBody, opener: HTMLElement) => panel.open(citation, opener),
    onAsk: (question: string) => ask(question),
    coverage: (withRegions: boolean) => coverageNode(options.reports(), withRegions),
  };

  const complete = (question: string, view: TurnView, response: ChatResponse) => {
    finished.push({ question, answer: response.answer });
    announce(`回答完成：${response.lead}`);
    const first = response.citations[0];
    if (first !== undefined && matchMedia(SIDE_BY_SIDE).matches) panel.open(first);
    else if (first === undefined) panel.close();
    view.node.scrollIntoView({ block: "start" });
  };

  const run = async (question: string, view: TurnView, signal: AbortSignal) => {
    const history = finished
      .slice(-REMEMBERED_TURNS)
      .flatMap(({ question: content, answer }): ChatRequest["messages"] => [
        { role: "user", content },
        { role: "assistant", content: answer },
      ]);
    for await (const event of askQuestion([...history, { role: "user", content: question }], signal)) {
      view.show(event);
      if (event.event === "done") complete(question, view, event.data);
    }
  };

  const ask = (question: string) => {
    if (underWay !== undefined) return;
    const control = new AbortController();
    underWay = control;
    document.body.classList.add("has-conversation");
    const view = createTurnView(question, ++rows, actions);
    conversation.append(view.node);
    view.node.scrollIntoView({ block: "start" });
    options.composer().setBusy(true);
    options.composer().afterAsk();
    run(question, view, control.signal)
      .catch((error: unknown) => {
        const message = control.signal.aborted ? "已停止。" : failureMessage(error);
        view.fail(message, () => {
          if (underWay !== undefined) return;
          view.node.remove();
          ask(question);
        });
        announce(message);
      })
      .finally(() => {
        underWay = undefined;
        options.composer().setBusy(false);
      });
  };

  return { ask, stop: () => underWay?.abort() };
}

function failureMessage(error: unknown): string {
  if (error instanceof RequestFailed) return error.message;
  // A fault of our own: the console tells the developer, the reader needs to know what to do.
  console.error(error);
  return "页面出了差错，请重试；如一直如此，请刷新页面。";
}

function coverageNode(reports: ReportList | undefined, withRegions: boolean): HTMLElement | null {
  if (reports === undefined) return null;
  const regions = withRegions ? `${coveredRegions(reports).join("、")}。` : "";
  return element("p", { class: "answer-coverage" }, `${regions}本站${shortCoverage(reports)}。`);
}
