import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { button, element } from "../shared/element.ts";
import { DIFFICULTY_NAMES, keyText, optionLetter, TYPE_NAMES } from "./item-text.ts";
import type { DraftItem } from "./quiz-draft.ts";
import { sourceList } from "./source-list.ts";
import { stemNodes } from "./stem-nodes.ts";

/** What can be done with an item; each by its button. */
export type ItemAction = "up" | "down" | "edit" | "replace" | "remove" | "restore" | "review";

const ACTION_NAMES: Readonly<Record<ItemAction, string>> = {
  review: "标为已审",
  edit: "编辑",
  replace: "换一题",
  up: "上移",
  down: "下移",
  remove: "删除",
  restore: "恢复原题",
};

export interface ItemPlace {
  /** From 0. */
  readonly at: number;
  readonly count: number;
  readonly act: (action: ItemAction) => void;
}

/** An item as a trainer looks at it: stem, options, key, 解析, sources, and what can be done with it. */
export function itemView(kept: DraftItem, { at, count, act }: ItemPlace): HTMLElement {
  const { item, original, warnings } = kept;
  const number = `第 ${at + 1} 题`;
  const heading = element("h3", { tabindex: "-1", id: `item-${item.id}` }, number);
  const tool = (action: ItemAction, off = false) => {
    const attributes = { class: "quiet", "data-action": action, "aria-label": `${ACTION_NAMES[action]}：${number}` };
    return button(ACTION_NAMES[action], { ...attributes, disabled: off }, () => act(action));
  };
  const isReviewed = item.review === "reviewed";
  const reviewName = isReviewed ? "已审" : ACTION_NAMES.review;
  const reviewed = button(
    reviewName,
    {
      ...{ class: "quiet", "data-action": "review", "aria-label": `${reviewName}：${number}` },
      "aria-pressed": String(isReviewed),
    },
    () => act("review"),
  );
  return element(
    "article",
    { class: "quiz-item", "data-item": item.id, "aria-labelledby": heading.id },
    element("div", { class: "item-head" }, heading, ...badges(item)),
    element("p", { class: "stem" }, ...stemNodes(item.stem)),
    optionList(item),
    element("div", { class: "grounds" }, ...keyNodes(item), ...warningNodes(warnings), groundsNode(item)),
    element(
      "div",
      { class: "tools", role: "group", "aria-label": `${number}的操作` },
      ...[
        reviewed,
        tool("edit"),
        tool("replace"),
        tool("up", at === 0),
        tool("down", at === count - 1),
        tool("remove"),
      ],
      original !== undefined && tool("restore"),
    ),
  );
}

function badges(item: QuizItemBody): HTMLElement[] {
  const badge = (text: string, kind = "") => element("span", { class: `badge ${kind}` }, text);
  return [
    badge(TYPE_NAMES[item.type]),
    badge(DIFFICULTY_NAMES[item.difficulty], "badge-soft"),
    ...(item.edited ? [badge("已人工修改", "badge-partial")] : []),
    badge(item.label, item.label === "AI 生成" ? "badge-ai" : "badge-soft"),
  ];
}

function optionList(item: QuizItemBody): HTMLElement | false {
  if (item.type !== "single" && item.type !== "multiple") return false;
  const lines = item.options.map(({ text, correct }, place) =>
    element(
      "li",
      correct ? { class: "is-correct" } : {},
      element("span", { class: "letter" }, `${optionLetter(place)}.`),
      element("span", {}, text),
      correct && element("span", { class: "correct-mark" }, "正确"),
    ),
  );
  return element("ol", { class: "options" }, ...lines);
}

function keyNodes(item: QuizItemBody): HTMLElement[] {
  const name = element("strong", {}, "答案：");
  if (item.type !== "short") return [element("p", { class: "key" }, name, keyText(item))];
  const points = item.points.map((point) => element("li", {}, point));
  return [
    element("p", { class: "key" }, element("strong", {}, "答案要点：")),
    element("ol", { class: "points" }, ...points),
  ];
}

function warningNodes(warnings: readonly string[]): HTMLElement[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map((warning) => element("li", {}, warning));
  return [element("div", { class: "warnings" }, element("p", {}, "改过之后请核对："), element("ul", {}, ...lines))];
}

/** 解析 and sources; an edited item says that they are of before. */
function groundsNode(item: QuizItemBody): HTMLElement {
  const { explanation, edited } = item;
  return element(
    "div",
    { class: "explained" },
    explanation !== "" && element("p", { class: "explanation" }, element("strong", {}, "解析："), explanation),
    element("p", { class: "sources-title" }, element("strong", {}, edited ? "出处（改动之前的依据）：" : "出处：")),
    sourceList(item),
  );
}
