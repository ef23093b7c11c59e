import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { button, element } from "../shared/element.ts";
import { answerFields } from "./answer-fields.ts";
import { keyInFull, keyText, TYPE_NAMES } from "./item-text.ts";
import { answerItem, countRight, currentItem, isRight, type Round, startRound, wrongItems } from "./practice-round.ts";
import { sourceList } from "./source-list.ts";
import { stemNodes } from "./stem-nodes.ts";

interface Options {
  readonly items: readonly QuizItemBody[];
  readonly announce: (message: string) => void;
  /** The learner wants other items. */
  readonly onLeave: () => void;
}

/** One item at a time; after each answer whether it was right, why, and where it says so; the score at the end. */
export function createPracticeView(holder: HTMLElement, { items, announce, onLeave }: Options): void {
  let round = startRound(items);

  const begin = (again: readonly QuizItemBody[]) => {
    round = startRound(again);
    showItem();
  };
  const showItem = () => {
    const item = currentItem(round);
    if (item === undefined) return showScore();
    const heading = element("h2", { tabindex: "-1" }, `第 ${round.results.length + 1} 题，共 ${round.items.length} 题`);
    const outcome = element("div", { class: "outcome" });
    const answered = (right: boolean, own: boolean) => {
      round = answerItem(round, right);
      const next = button(currentItem(round) === undefined ? "看得分" : "下一题", { class: "primary" }, showItem);
      outcome.replaceChildren(...outcomeNodes(item, right, own), element("div", { class: "actions" }, next));
      next.focus();
      announce(outcome.querySelector(".verdict")?.textContent ?? "");
    };
    const fields = answerFields(item, {
      onAnswer: (given) => answered(isRight(item, given), given.kind === "own"),
    });
    holder.replaceChildren(
      element(
        "article",
        { class: "quiz-item practice" },
        element(
          "div",
          { class: "item-head" },
          heading,
          element("span", { class: "badge" }, TYPE_NAMES[item.type]),
          item.edited && element("span", { class: "badge badge-partial" }, "已人工修改"),
        ),
        element("p", { class: "stem", id: "practice-stem" }, ...stemNodes(item.stem)),
        fields,
        outcome,
      ),
      element("div", { class: "actions" }, button("换别的题", { class: "quiet" }, onLeave), scoreSoFar(round)),
    );
    heading.focus();
  };
  const showScore = () => {
    const [right, all] = [countRight(round), round.items.length];
    const wrong = wrongItems(round);
    const heading = element(
      "h2",
      { tabindex: "-1" },
      `${all} 题答对 ${right} 题，得分 ${Math.round((100 * right) / all)}`,
    );
    const again = button("再做一遍错题", { class: "primary" }, () => begin(wrong));
    holder.replaceChildren(
      element(
        "section",
        { class: "quiz-item practice" },
        heading,
        wrong.length === 0
          ? element("p", {}, "全部答对。")
          : element("div", {}, element("p", {}, "答错的题："), wrongList(wrong)),
        element(
          "div",
          { class: "actions" },
          wrong.length > 0 && again,
          button("全部再做一遍", { class: "quiet" }, () => begin(items)),
          button("换别的题", { class: "quiet" }, onLeave),
        ),
      ),
    );
    heading.focus();
  };
  showItem();
}

function scoreSoFar({ results }: Round): HTMLElement {
  const right = results.filter(Boolean).length;
  return element("p", { class: "hint" }, results.length === 0 ? "" : `已答 ${results.length} 题，答对 ${right} 题。`);
}

function outcomeNodes(item: QuizItemBody, right: boolean, own: boolean): HTMLElement[] {
  const verdict = own ? (right ? "记为答到了。" : "记为没有答到。") : right ? "回答正确。" : "回答错误。";
  const key = item.type === "short" || right ? "" : `正确答案：${keyInFull(item)}`;
  return [
    element("p", { class: right ? "verdict is-right" : "verdict is-wrong" }, element("strong", {}, verdict), key),
    element("p", { class: "explanation" }, element("strong", {}, "解析："), item.explanation),
    sourceList(item),
  ];
}

function wrongList(items: readonly QuizItemBody[]): HTMLElement {
  const lines = items.map((item) =>
    element("li", {}, element("p", {}, item.stem), element("p", { class: "hint" }, `答案：${keyText(item)}`)),
  );
  return element("ul", { class: "wrong-items" }, ...lines);
}
