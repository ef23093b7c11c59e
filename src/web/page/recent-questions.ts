import { readStored, writeStored } from "../shared/device-storage.ts";
import { button, element } from "../shared/element.ts";
import { type AskedQuestion, chatLink } from "../shared/page-links.ts";

const NAME = "recent";
const MOST_KEPT = 20;
const MOST_SHOWN = 5;

/** The latest first; a question asked again moves up. */
export function addRecent(list: readonly AskedQuestion[], asked: AskedQuestion): AskedQuestion[] {
  const link = chatLink(asked);
  return [asked, ...list.filter((other) => chatLink(other) !== link)].slice(0, MOST_KEPT);
}

function isAskedQuestions(value: unknown): value is AskedQuestion[] {
  return Array.isArray(value) && value.every(isAskedQuestion);
}

function isAskedQuestion(value: unknown): value is AskedQuestion {
  if (typeof value !== "object" || value === null) return false;
  const { question, regions, years, reports } = value as Partial<Record<string, unknown>>;
  const isList = (list: unknown, type: string) => Array.isArray(list) && list.every((item) => typeof item === type);
  return (
    typeof question === "string" && isList(regions, "string") && isList(years, "number") && isList(reports, "string")
  );
}

interface Actions {
  readonly onAsk: (asked: AskedQuestion) => void;
  readonly announce: (message: string) => void;
}

/** Questions asked on this device, shown on the opening screen; they leave it only by being asked again. */
export function createRecentQuestions(section: HTMLElement, { onAsk, announce }: Actions) {
  const list = element("ul", {});
  const clear = button("清除", { class: "quiet" }, () => {
    writeStored(NAME, undefined);
    show();
    announce("最近问过的问题已清除");
    document.querySelector<HTMLElement>("#question")?.focus();
  });
  section.append(
    element("header", { class: "recent-head" }, element("h2", { id: "recent-title" }, "最近问过"), clear),
    list,
    element("p", { class: "small-print" }, "只存在这台设备的浏览器里。"),
  );
  const read = () => readStored(NAME, isAskedQuestions) ?? [];
  const show = () => {
    const items = read()
      .slice(0, MOST_SHOWN)
      .map((asked) =>
        element(
          "li",
          {},
          button(asked.question, { class: "suggestion" }, () => onAsk(asked)),
        ),
      );
    list.replaceChildren(...items);
    section.hidden = items.length === 0;
  };
  show();
  return {
    add(asked: AskedQuestion): void {
      writeStored(NAME, addRecent(read(), asked));
      show();
    },
  };
}
