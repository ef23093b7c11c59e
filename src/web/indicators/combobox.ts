import { element } from "../shared/element.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** In small print behind the label. */
  readonly note?: string | undefined;
  /** Heading of the group that it stands in; choices of a group follow each other. */
  readonly group?: string | undefined;
}

interface Options {
  /** The choices for what is typed, best first; called again with every change. */
  readonly find: (typed: string) => Promise<readonly Choice[]>;
  readonly onChoose: (choice: Choice) => void;
  /** Called when the field is emptied; without it an emptied field goes back to what was chosen. */
  readonly onClear?: (() => void) | undefined;
}

export interface Combobox {
  /** Shows what is chosen without opening anything. */
  set(label: string): void;
}

/**
 * Brings `<input role="combobox">` and the `role="listbox"` it controls to life, by the pattern of the ARIA
 * Authoring Practices: arrow keys, Enter, Escape, Home and End, with the focus staying in the field.
 */
export function createCombobox(input: HTMLInputElement, list: HTMLElement, options: Options): Combobox {
  let chosen = input.value;
  let choices: readonly Choice[] = [];
  let items: HTMLElement[] = [];
  let active = -1;
  /** How often choices were asked for, and which time those shown are of. */
  let asked = 0;
  let settled = 0;

  const close = () => {
    // Choices that are still on their way come too late.
    asked++;
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const activate = (row: number) => {
    active = row;
    for (const [at, item] of items.entries()) item.setAttribute("aria-selected", String(at === row));
    const item = items[row];
    if (item === undefined) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    const below = item.offsetTop + item.offsetHeight - list.clientHeight;
    if (list.scrollTop < below) list.scrollTop = below;
    if (list.scrollTop > item.offsetTop) list.scrollTop = item.offsetTop;
  };
  const choose = (row: number) => {
    const choice = choices[row];
    if (choice === undefined) return;
    chosen = choice.label;
    input.value = choice.label;
    close();
    options.onChoose(choice);
  };
  /** Whether the choices came before something else was typed. */
  const open = async (typed: string): Promise<boolean> => {
    const mine = ++asked;
    const found = await options.find(typed);
    if (mine !== asked) return false;
    settled = mine;
    choices = found;
    items = found.map((choice, row) => {
      const item = element(
        "div",
        { role: "option", id: `${list.id}-${row}`, "aria-selected": "false" },
        element("span", {}, choice.label),
        choice.note !== undefined && element("span", { class: "choice-note" }, choice.note),
      );
      // Before the field loses the focus, which would close the list.
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(row));
      return item;
    });
    list.replaceChildren(...groupNodes(found, items));
    if (items.length === 0)
      list.replaceChildren(
        element("div", { role: "option", "aria-disabled": "true", class: "choice-none" }, "没有相符的"),
      );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(-1);
    list.scrollTop = 0;
    return true;
  };
  /** Takes what is lit, or the best choice for what stands in the field now, however long it takes to find it. */
  const take = async () => {
    const typed = input.value.trim();
    const isLit = !list.hidden && active >= 0;
    if (typed === "" && !isLit) return input.blur();
    if (list.hidden && typed === chosen) return;
    if ((list.hidden || settled !== asked) && !(await open(typed))) return;
    choose(Math.max(0, active));
  };

  input.addEventListener("input", () => void open(input.value.trim()));
  input.addEventListener("click", () => {
    if (list.hidden) void open("");
    input.select();
  });
  input.addEventListener("blur", () => {
    close();
    if (input.value.trim() === "" && chosen !== "" && options.onClear !== undefined) {
      chosen = "";
      options.onClear();
    }
    input.value = chosen;
  });
  input.addEventListener("keydown", (event) => {
    // The Enter that picks a word in an input method is the input method's.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      else input.value = chosen;
      return close();
    }
    if (event.key === "Enter") {
      event.preventDefault();
      return void take();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (list.hidden) return void open(input.value === chosen ? "" : input.value.trim());
    const step = event.key === "ArrowDown" ? 1 : -1;
    activate(active === -1 && step === -1 ? items.length - 1 : (active + step + items.length) % items.length);
  });
  return {
    set(label) {
      chosen = label;
      input.value = label;
    },
  };
}

/** Choices of a group in one element that is named after it. */
function groupNodes(choices: readonly Choice[], items: readonly HTMLElement[]): HTMLElement[] {
  const nodes: HTMLElement[] = [];
  for (const [row, item] of items.entries()) {
    const group = choices[row]?.group;
    if (group === undefined) nodes.push(item);
    else if (group === choices[row - 1]?.group) nodes.at(-1)?.append(item);
    else {
      const head = element("div", { class: "choice-group", "aria-hidden": "true" }, group);
      nodes.push(element("div", { role: "group", "aria-label": group }, head, item));
    }
  }
  return nodes;
}
