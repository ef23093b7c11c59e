import type { ReportDetail } from "../../http/contract.ts";
import { button, element } from "../shared/element.ts";

type Section = ReportDetail["sections"][number];

export interface OutlineNav {
  readonly node: HTMLElement;
  /** Marks the section that a place of the cleaned text stands in. */
  showAt(start: number): void;
}

/**
 * The report's headings; each leads to its section. Arrow keys, Home and End move between them, as Tab does.
 *
 * @returns undefined for a report without headings
 */
export function createOutlineNav(
  sections: readonly Section[],
  onChoose: (section: Section) => void,
): OutlineNav | undefined {
  const listed = sections.filter(({ heading }) => heading !== "");
  if (listed.length === 0) return undefined;
  const buttons = listed.map((section) =>
    button(section.heading, { class: "outline-item", "data-level": String(Math.min(4, section.level)) }, () =>
      onChoose(section),
    ),
  );
  const list = element("ol", {}, ...buttons.map((item) => element("li", {}, item)));
  list.addEventListener("keydown", (event) => {
    const row = buttons.findIndex((item) => item.contains(document.activeElement));
    const next = { ArrowDown: row + 1, ArrowUp: row - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined || buttons[next] === undefined) return;
    event.preventDefault();
    buttons[next].focus();
  });
  return {
    node: element("nav", { class: "outline", "aria-label": "目录" }, list),
    showAt(start) {
      const row = listed.findLastIndex((section) => section.start <= start);
      for (const [at, item] of buttons.entries())
        if (at === row) item.setAttribute("aria-current", "location");
        else item.removeAttribute("aria-current");
      // Only the list itself is moved: the page stays where the reader is.
      const item = buttons[row];
      const scroller = item?.closest<HTMLElement>(".outline");
      if (item === undefined || !scroller || scroller.scrollHeight <= scroller.clientHeight) return;
      const offset = item.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      if (offset < 0 || offset + item.clientHeight > scroller.clientHeight)
        scroller.scrollTop += offset - scroller.clientHeight / 3;
    },
  };
}
