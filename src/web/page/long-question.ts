import { button, element } from "../shared/element.ts";

/** About three lines of a phone's screen: more would push the answer out of sight. */
const MOST_CHARS = 60;
const MOST_LINES = 3;

/** The heading of a turn; a long question is folded to its first lines, with a button that unfolds it. */
export function questionHeading(question: string, id: string): HTMLElement[] {
  const heading = element("h2", { class: "question", id }, question);
  if (question.length <= MOST_CHARS && question.split("\n").length <= MOST_LINES) return [heading];
  heading.classList.add("is-folded");
  const unfold = button("显示整个问题", { class: "quiet unfold", "aria-expanded": "false" }, () => {
    const folded = heading.classList.toggle("is-folded");
    unfold.setAttribute("aria-expanded", String(!folded));
    unfold.textContent = folded ? "显示整个问题" : "收起问题";
  });
  return [heading, unfold];
}
