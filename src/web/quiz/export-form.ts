import type { QuizExportNote, QuizFormatList } from "../../http/quiz-contract.ts";
import { RequestFailed } from "../shared/api-client.ts";
import { element } from "../shared/element.ts";
import { failureNode } from "./failure-node.ts";
import { exportPaper, fetchFormats } from "./quiz-client.ts";
import { countReviewed, type Draft, draftPaper } from "./quiz-draft.ts";

/** Formats that people read, where the place of the keys is a choice; others have a field of their own for them. */
const READ_BY_PEOPLE = /^(?:docx|markdown)$/u;
const KEY_PLACES = { end: "放在卷末", after: "跟在每题后面", none: "不要答案（发给考生）" } as const;

interface Options {
  readonly draft: () => Draft | undefined;
  readonly announce: (message: string) => void;
}

export interface ExportForm {
  readonly node: HTMLElement;
  /** Tells again how many items were looked at. */
  refresh(): void;
}

/** Chooses a format, fetches the file and hands it to the browser; tells which items it could not hold. */
export function createExportForm({ draft, announce }: Options): ExportForm {
  const formats = element("div", { class: "formats" });
  const keys = element("select", { id: "keys", autocomplete: "off" });
  keys.append(...Object.entries(KEY_PLACES).map(([value, label]) => element("option", { value }, label)));
  const keyField = element("div", { class: "field" }, element("label", { for: "keys" }, "答案和解析"), keys);
  const reviewed = element("p", { class: "hint" });
  const done = element("div", { class: "exported" });
  const submit = element("button", { type: "submit", class: "primary" }, "下载");
  const form = element(
    "form",
    { class: "export", "aria-labelledby": "export-title" },
    ...[element("fieldset", {}, element("legend", {}, "格式"), formats), keyField, reviewed],
    element("div", { class: "actions" }, submit),
    done,
  );
  const chosen = () => form.querySelector<HTMLInputElement>('input[name="format"]:checked')?.value ?? "";

  const showKeys = () => {
    keyField.hidden = !READ_BY_PEOPLE.test(chosen());
  };
  const load = async () => {
    formats.replaceChildren(element("p", { class: "hint" }, "正在取格式…"));
    try {
      const { formats: known } = await fetchFormats();
      formats.replaceChildren(...known.map(formatChoice));
      if (known.length === 0) formats.append(element("p", {}, "这个服务没有接入导出，可以打印这一页。"));
      submit.hidden = known.length === 0;
      showKeys();
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      formats.replaceChildren(failureNode("格式没有取到。", error, () => void load()));
    }
  };
  const run = async () => {
    const current = draft();
    if (current === undefined || submit.getAttribute("aria-disabled") === "true") return;
    submit.setAttribute("aria-disabled", "true");
    done.replaceChildren(element("p", { class: "hint" }, "正在写文件…"));
    announce("正在写文件");
    try {
      const place = keys.value === "none" || keys.value === "after" ? keys.value : "end";
      const { file, name, note } = await exportPaper(draftPaper(current), chosen(), place);
      saveFile(file, name);
      done.replaceChildren(...noteNodes(current, name, note));
      announce(done.textContent ?? "");
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      done.replaceChildren(failureNode("没有导出。", error, () => void run()));
    } finally {
      submit.removeAttribute("aria-disabled");
    }
  };
  form.addEventListener("change", showKeys);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  void load();
  const node = element(
    "section",
    { class: "panel export-panel", "aria-labelledby": "export-title" },
    element("h2", { id: "export-title" }, "导出"),
    form,
  );
  return {
    node,
    refresh() {
      const current = draft();
      if (current === undefined) return;
      const [count, all] = [countReviewed(current), current.items.length];
      reviewed.textContent = count === all ? `${all} 题都已审。` : `${all} 题中有 ${all - count} 题还没有审。`;
    },
  };
}

function formatChoice({ id, name, description }: QuizFormatList["formats"][number], place: number): HTMLElement {
  const radio = element("input", { type: "radio", name: "format", value: id, checked: place === 0 });
  const words = element("span", {}, name, element("span", { class: "format-about" }, description));
  return element("label", { class: "format" }, radio, words);
}

function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: name }).click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function noteNodes(draft: Draft, name: string, note: QuizExportNote): HTMLElement[] {
  const edited = note.edited > 0 ? `，其中 ${note.edited} 题注明“已人工修改”` : "";
  const nodes = [element("p", {}, `已导出 ${name}：${note.made} 题${edited}。`)];
  if (note.unfound.length > 0) {
    const which = note.unfound.map((number) => `第 ${number} 题`).join("、");
    nodes.push(element("p", { class: "left-out" }, `${which}的原句与现在收录的报告对不上，文件里已注明，请核对原文。`));
  }
  for (const { reason, items } of note.leftOut) {
    const lines = items.map((number) =>
      element("li", {}, `第 ${number} 题：${draft.items[number - 1]?.item.stem ?? ""}`),
    );
    nodes.push(
      element(
        "div",
        { class: "left-out" },
        element("p", {}, `有 ${items.length} 题没有放进文件（${reason}）：`),
        element("ul", {}, ...lines),
      ),
    );
  }
  return nodes;
}
