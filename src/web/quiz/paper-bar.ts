import { button, element } from "../shared/element.ts";
import { ITEM_TYPES, TYPE_NAMES } from "./item-text.ts";
import { countReviewed, type Draft } from "./quiz-draft.ts";

interface Options {
  readonly onTitle: (title: string) => void;
  readonly onMarkAll: (reviewed: boolean) => void;
  readonly onUndo: () => void;
  readonly onKeysShown: (shown: boolean) => void;
  readonly onClear: () => void;
}

export interface PaperBar {
  readonly node: HTMLElement;
  show(draft: Draft, canUndo: boolean): void;
  focus(): void;
}

/** What a paper is called, what it holds, what is missing, and what can be done to all of it. */
export function createPaperBar(options: Options): PaperBar {
  const heading = element("h2", { id: "paper-title", tabindex: "-1" });
  const facts = element("p", { class: "paper-facts" });
  const missing = element("div", { class: "shortfall" });
  const title = element("input", { type: "text", id: "paper-name", maxlength: "200", autocomplete: "off" });
  title.addEventListener("input", () => options.onTitle(title.value));
  const shown = element("input", { type: "checkbox", checked: true });
  shown.addEventListener("change", () => options.onKeysShown(shown.checked));
  let allReviewed = false;
  const mark = button("", { class: "quiet" }, () => options.onMarkAll(!allReviewed));
  const undo = button("撤销", { class: "quiet" }, options.onUndo);
  const printing = button("打印", { class: "quiet" }, () => print());
  const clear = button("清空", { class: "quiet" }, () => {
    asking.hidden = false;
    asking.querySelector("button")?.focus();
  });
  const asking = element(
    "div",
    { class: "asking", role: "group", "aria-label": "清空这份卷子", hidden: true },
    element("p", {}, "这份卷子和改动只存在这台设备上，清空后不能恢复。"),
    button("确定清空", { class: "quiet" }, options.onClear),
    button("不清空", { class: "quiet" }, () => {
      asking.hidden = true;
      clear.focus();
    }),
  );
  const node = element(
    "div",
    { class: "paper-bar" },
    heading,
    facts,
    missing,
    element("div", { class: "field paper-name" }, element("label", { for: "paper-name" }, "卷名"), title),
    element(
      "div",
      { class: "actions" },
      element("label", { class: "check" }, shown, "显示答案和解析"),
      ...[mark, undo, printing, clear],
    ),
    asking,
  );
  return {
    node,
    show(draft, canUndo) {
      heading.textContent = draft.title.trim() === "" ? "测验" : draft.title;
      if (document.activeElement !== title) title.value = draft.title;
      const reviewed = countReviewed(draft);
      facts.textContent = `${draft.items.length} 题（${describeTypes(draft)}），已审 ${reviewed} 题。卷号 ${draft.seed}。改动只存在这台设备上。`;
      allReviewed = draft.items.length > 0 && reviewed === draft.items.length;
      mark.textContent = allReviewed ? "取消全部已审" : "全部标为已审";
      undo.hidden = !canUndo;
      const lines = draft.shortfall.map(({ type, wanted, made, reason }) =>
        element("li", {}, `${TYPE_NAMES[type]}要 ${wanted} 题，出了 ${made} 题：${reason}`),
      );
      missing.hidden = lines.length === 0;
      missing.replaceChildren(element("p", {}, "题没有出够："), element("ul", {}, ...lines));
    },
    focus: () => heading.focus(),
  };
}

function describeTypes({ items }: Draft): string {
  const parts = ITEM_TYPES.map((type) => [type, items.filter(({ item }) => item.type === type).length] as const);
  const told = parts.filter(([, count]) => count > 0).map(([type, count]) => `${TYPE_NAMES[type]} ${count}`);
  return told.length === 0 ? "空卷" : told.join("，");
}
