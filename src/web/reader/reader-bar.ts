import { button, element } from "../shared/element.ts";
import type { ViewName } from "./report-view.ts";

const VIEW_LABELS: readonly (readonly [ViewName, string])[] = [
  ["cleaned", "整理后"],
  ["raw", "原文"],
  ["compared", "对照"],
];

interface Actions {
  readonly onView: (view: ViewName) => void;
  /** One citation on or back. */
  readonly onCitation: (step: 1 | -1) => void;
  /** One sentence on or back. */
  readonly onSentence: (step: 1 | -1) => void;
  readonly onCopyLink: (pressed: HTMLButtonElement) => void;
  readonly onCopyQuote: (pressed: HTMLButtonElement) => void;
}

export interface ReaderBarState {
  readonly view: ViewName;
  /** Row of the citation shown and how many there are; undefined when a place of nobody's answer is shown. */
  readonly citation: { readonly at: number; readonly of: number; readonly marker: number } | undefined;
  readonly citations: number;
  /** Whether a place is lit; only then there is something to copy. */
  readonly lit: boolean;
}

export interface ReaderBar {
  readonly node: HTMLElement;
  show(state: ReaderBarState): void;
  /** Says something of what is lit, where it stays in sight; nothing with an empty text. */
  tell(notice: string): void;
  /** Puts the focus on the button that leads one citation on or back. */
  focusCitation(step: 1 | -1): void;
}

/** Which text, which citation, which sentence, and copying: the one row of things to press. */
export function createReaderBar(actions: Actions): ReaderBar {
  const views = VIEW_LABELS.map(([name, label]) => ({
    name,
    node: button(label, { class: "quiet", "aria-pressed": "false" }, () => actions.onView(name)),
  }));
  const where = element("span", { class: "citation-where" });
  const citationBack = button("上一处", { class: "quiet", "aria-label": "上一处引用" }, () => actions.onCitation(-1));
  const citationOn = button("下一处", { class: "quiet", "aria-label": "下一处引用" }, () => actions.onCitation(1));
  const citations = element(
    "div",
    { class: "bar-group", role: "group", "aria-label": "引用" },
    citationBack,
    where,
    citationOn,
  );
  const sentenceBack = button("上一句", { class: "quiet" }, () => actions.onSentence(-1));
  const sentenceOn = button("下一句", { class: "quiet" }, () => actions.onSentence(1));
  const copyLink = button("复制链接", { class: "quiet", title: "复制指向这一句的链接" }, () =>
    actions.onCopyLink(copyLink),
  );
  const copyQuote = button("复制引文", { class: "quiet", title: "连同出处一起复制" }, () =>
    actions.onCopyQuote(copyQuote),
  );
  const notice = element("p", { class: "notice reader-notice", hidden: true });
  const node = element(
    "div",
    { class: "reader-bar", role: "toolbar", "aria-label": "阅读" },
    notice,
    element(
      "div",
      { class: "bar-group view-choice", role: "group", "aria-label": "文字版本" },
      ...views.map((view) => view.node),
    ),
    citations,
    element("div", { class: "bar-group", role: "group", "aria-label": "逐句" }, sentenceBack, sentenceOn),
    element("div", { class: "bar-group", role: "group", "aria-label": "复制" }, copyLink, copyQuote),
  );
  return {
    node,
    tell(text) {
      notice.textContent = text;
      notice.hidden = text === "";
    },
    focusCitation: (step) => (step === 1 ? citationOn : citationBack).focus({ preventScroll: true }),
    show({ view, citation, citations: count, lit }) {
      for (const { name, node: choice } of views) choice.setAttribute("aria-pressed", String(name === view));
      citations.hidden = count === 0 || (count === 1 && citation !== undefined);
      where.textContent = citation === undefined ? `引用共 ${count} 处` : `引用 ${citation.at + 1}/${citation.of}`;
      // Kept focusable: a button that vanishes under the finger takes the focus away with it.
      citationBack.setAttribute("aria-disabled", String(citation?.at === 0));
      citationOn.setAttribute("aria-disabled", String(citation !== undefined && citation.at === citation.of - 1));
      for (const copy of [copyLink, copyQuote]) copy.setAttribute("aria-disabled", String(!lit));
    },
  };
}
