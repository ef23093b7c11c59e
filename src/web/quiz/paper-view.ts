import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { RequestFailed } from "../shared/api-client.ts";
import { element } from "../shared/element.ts";
import { createExportForm } from "./export-form.ts";
import { failureNode } from "./failure-node.ts";
import { findReplacement, findWarnings, tellKeyChange } from "./item-changes.ts";
import { itemEditor } from "./item-editor.ts";
import { type ItemAction, itemView } from "./item-view.ts";
import { createPaperBar } from "./paper-bar.ts";
import {
  type Draft,
  editItem,
  markAll,
  markItem,
  moveItem,
  removeItem,
  replaceItem,
  restoreItem,
} from "./quiz-draft.ts";

/** From here on what is off the screen is not laid out. */
const MANY_ITEMS = 100;

interface Options {
  readonly draft: Draft;
  /** Called with every change, to be kept on the device. */
  readonly onChange: (draft: Draft) => void;
  readonly onClear: () => void;
  readonly announce: (message: string) => void;
}

export interface PaperView {
  readonly node: HTMLElement;
  /** Puts the focus where the paper begins. */
  focus(): void;
}

/** A paper in the making: its bar, its items with what can be done to them, and the way out as a file. */
export function createPaperView({ draft: first, onChange, onClear, announce }: Options): PaperView {
  let draft = first;
  /** Before the last removal or replacement. */
  let before: Draft | undefined;
  const list = element("ol", { class: "quiz-items" });
  const exporting = createExportForm({ draft: () => draft, announce });
  const bar = createPaperBar({
    onTitle: (title) => keep({ ...draft, title }),
    onMarkAll(reviewed) {
      keep(markAll(draft, reviewed));
      drawAll();
      announce(reviewed ? "全部标为已审" : "已取消全部已审标记");
    },
    onUndo() {
      if (before === undefined) return;
      keep(before);
      before = undefined;
      drawAll();
      bar.focus();
      announce("已撤销");
    },
    onKeysShown: (shown) => list.classList.toggle("without-keys", !shown),
    onClear,
  });

  const keep = (next: Draft) => {
    draft = next;
    bar.show(draft, before !== undefined);
    exporting.refresh();
    onChange(draft);
  };
  const rowOf = (id: string) => draft.items.findIndex(({ item }) => item.id === id);
  const nodeOf = (id: string) => list.children[rowOf(id)];
  const focusOn = (id: string | undefined, action?: ItemAction) => {
    const node = id === undefined ? undefined : nodeOf(id);
    const tool = action && node?.querySelector<HTMLElement>(`[data-action="${action}"]:not([disabled])`);
    const target = tool || node?.querySelector<HTMLElement>("h3");
    if (target) target.focus();
    else bar.focus();
  };

  const draw = (at: number): HTMLElement => {
    const kept = draft.items[at];
    if (kept === undefined) return element("li");
    const { id } = kept.item;
    const act = (action: ItemAction) => actions[action](id);
    return element("li", {}, itemView(kept, { at, count: draft.items.length, act }));
  };
  const drawAll = () => {
    list.classList.toggle("is-long", draft.items.length > MANY_ITEMS);
    list.replaceChildren(...draft.items.map((_, at) => draw(at)));
  };
  const redraw = (id: string, action?: ItemAction) => {
    const at = rowOf(id);
    list.children[at]?.replaceWith(draw(at));
    focusOn(id, action);
  };
  const move = (id: string, by: -1 | 1, action: ItemAction) => {
    const from = rowOf(id);
    keep(moveItem(draft, from, by));
    // Only two have changed places: all of a long paper takes seconds on a slow machine.
    for (const at of new Set([from, rowOf(id)])) list.children[at]?.replaceWith(draw(at));
    focusOn(id, action);
    announce(`现在是第 ${rowOf(id) + 1} 题`);
  };
  const edit = (id: string) => {
    const at = rowOf(id);
    const item = draft.items[at]?.item;
    if (item === undefined) return;
    const onSave = async (changed: QuizItemBody) => {
      const { item: now, original = now } = draft.items[rowOf(id)] ?? { item };
      const warnings = [...tellKeyChange(original, changed), ...(await findWarnings(changed))];
      keep(editItem(draft, rowOf(id), changed, warnings));
      redraw(id, "edit");
      announce(warnings.length === 0 ? "已保存" : `已保存，有 ${warnings.length} 处请核对`);
    };
    const editor = itemEditor(item, { number: at + 1, onSave, onCancel: () => redraw(id, "edit") });
    list.children[at]?.replaceChildren(editor);
    editor.querySelector("textarea")?.focus();
  };
  const replace = async (id: string) => {
    const node = nodeOf(id);
    const tools = node?.querySelector(".tools");
    if (!tools || tools.getAttribute("aria-busy") === "true") return;
    tools.setAttribute("aria-busy", "true");
    node?.querySelector(".replace-note")?.remove();
    const note = element("p", { class: "hint replace-note" }, "正在另出一题…");
    tools.after(note);
    announce("正在另出一题");
    try {
      const fresh = await findReplacement(draft, rowOf(id));
      if (typeof fresh === "string") {
        note.textContent = `没有别的题可换：${fresh}`;
        announce(note.textContent);
        return;
      }
      const current = draft;
      before = current;
      keep(replaceItem(current, rowOf(id), fresh));
      redraw(fresh.id);
      announce(`第 ${rowOf(fresh.id) + 1} 题已换`);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      note.replaceWith(failureIn("replace-note", "没有换成。", error, () => void replace(id)));
    } finally {
      tools.removeAttribute("aria-busy");
    }
  };

  const actions: Readonly<Record<ItemAction, (id: string) => void>> = {
    up: (id) => move(id, -1, "up"),
    down: (id) => move(id, 1, "down"),
    edit,
    replace: (id) => void replace(id),
    remove(id) {
      const at = rowOf(id);
      const current = draft;
      before = current;
      keep(removeItem(current, at));
      drawAll();
      focusOn((draft.items[at] ?? draft.items.at(-1))?.item.id);
      announce(`已删除第 ${at + 1} 题，还有 ${draft.items.length} 题；可以撤销`);
    },
    restore(id) {
      keep(restoreItem(draft, rowOf(id)));
      redraw(id, "edit");
      announce("已恢复原题");
    },
    review(id) {
      const at = rowOf(id);
      const reviewed = draft.items[at]?.item.review !== "reviewed";
      keep(markItem(draft, at, reviewed));
      redraw(id, "review");
      announce(`第 ${at + 1} 题${reviewed ? "已审" : "未审"}`);
    },
  };

  drawAll();
  bar.show(draft, false);
  exporting.refresh();
  const paper = element("section", { class: "paper", "aria-labelledby": "paper-title" }, bar.node, list);
  return { node: element("div", { class: "paper-layout" }, paper, exporting.node), focus: bar.focus };
}

function failureIn(kind: string, what: string, error: RequestFailed, retry: () => void): HTMLElement {
  const node = failureNode(what, error, retry);
  node.classList.add(kind);
  return node;
}
