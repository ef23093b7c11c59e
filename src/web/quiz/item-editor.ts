import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { RequestFailed } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";
import { optionLetter, TYPE_NAMES } from "./item-text.ts";

interface Options {
  /** From 1. */
  readonly number: number;
  /** Resolves once it is kept; throws `RequestFailed` `bad-request` when it cannot be an item like this. */
  readonly onSave: (item: QuizItemBody) => Promise<void>;
  readonly onCancel: () => void;
}

type Field = HTMLTextAreaElement | HTMLInputElement;

/** A form over one item. What it reads is checked by the server, whose message then stands in the form. */
export function itemEditor(item: QuizItemBody, { number, onSave, onCancel }: Options): HTMLFormElement {
  const id = (name: string) => `edit-${item.id}-${name}`;
  const stem = textArea(item.stem, 1000);
  const explanation = textArea(item.explanation, 5000);
  const { nodes, read } = keyFields(item, id);
  const fault = element("p", { class: "form-fault", role: "alert" });
  const save = element("button", { type: "submit", class: "primary" }, "保存");
  const form = element(
    "form",
    { class: "quiz-item item-editor", "aria-label": `编辑第 ${number} 题`, "data-item": item.id },
    element("h3", {}, `编辑第 ${number} 题 · ${TYPE_NAMES[item.type]}`),
    labelled(item.type === "fill" ? "题干（空写成 ____）" : "题干", stem, id("stem")),
    ...nodes,
    labelled("解析", explanation, id("explanation")),
    element("p", { class: "hint" }, "改过的题会注明“已人工修改”，并与出处再核对一次。"),
    fault,
    element("div", { class: "actions" }, save, button("取消", { class: "quiet" }, onCancel)),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (save.getAttribute("aria-disabled") === "true") return;
    fault.textContent = "";
    save.setAttribute("aria-disabled", "true");
    try {
      await onSave(read({ ...item, stem: stem.value.trim(), explanation: explanation.value.trim() }));
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      fault.textContent = error.message;
    } finally {
      save.removeAttribute("aria-disabled");
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    onCancel();
  });
  return form;
}

interface KeyFields {
  readonly nodes: readonly HTMLElement[];
  /** The item with what the fields say put in. */
  readonly read: (item: QuizItemBody) => QuizItemBody;
}

function keyFields(item: QuizItemBody, id: (name: string) => string): KeyFields {
  switch (item.type) {
    case "single":
    case "multiple":
      return optionFields(item, id);
    case "judge": {
      const choice = element(
        "select",
        { id: id("key"), autocomplete: "off" },
        element("option", { value: "true" }, "正确"),
        element("option", { value: "false" }, "错误"),
      );
      choice.value = String(item.correct);
      return {
        nodes: [labelled("答案", choice, id("key"))],
        read: (to) => ({ ...to, correct: choice.value === "true" }) as QuizItemBody,
      };
    }
    case "fill": {
      const gaps = textArea(item.answers.map((accepted) => accepted.join(" | ")).join("\n"), 4000);
      const answers = () =>
        linesOf(gaps).map((line) =>
          line
            .split(/[|｜]/u)
            .map((one) => one.trim())
            .filter(Boolean),
        );
      const label = "答案（一空一行；都算对的写法用 | 隔开）";
      return {
        nodes: [labelled(label, gaps, id("key"))],
        read: (to) => ({ ...to, answers: answers() }) as QuizItemBody,
      };
    }
    case "short": {
      const points = textArea(item.points.join("\n"), 8000);
      return {
        nodes: [labelled("答案要点（一行一个）", points, id("key"))],
        read: (to) => ({ ...to, points: linesOf(points) }) as QuizItemBody,
      };
    }
  }
}

function optionFields(item: QuizItemBody & { type: "single" | "multiple" }, id: (name: string) => string): KeyFields {
  const rows = item.options.map(({ text, correct }, place) => {
    const letter = optionLetter(place);
    const field = element("input", {
      type: "text",
      maxlength: "500",
      autocomplete: "off",
      "aria-label": `选项 ${letter}`,
    });
    field.value = text;
    const right = element("input", {
      ...{ type: item.type === "single" ? "radio" : "checkbox", name: id("correct"), checked: correct },
      "aria-label": `${letter} 是正确答案`,
    });
    return { field, right, letter };
  });
  const nodes = rows.map(({ field, right, letter }) =>
    element("div", { class: "option-row" }, element("span", { class: "letter" }, `${letter}.`), field, right),
  );
  const legend = item.type === "single" ? "选项（圆点选中的是答案）" : "选项（勾选的是答案）";
  const set = element("fieldset", { class: "option-fields" }, element("legend", {}, legend), ...nodes);
  const options = () => rows.map(({ field, right }) => ({ text: field.value.trim(), correct: right.checked }));
  return { nodes: [set], read: (to) => ({ ...to, options: options() }) as QuizItemBody };
}

function labelled(label: string, field: Field | HTMLSelectElement, id: string): HTMLElement {
  field.id = id;
  return element("div", { class: "field" }, element("label", { for: id }, label), field);
}

function textArea(text: string, most: number): HTMLTextAreaElement {
  const area = element("textarea", { rows: "2", maxlength: String(most), autocomplete: "off" });
  area.value = text;
  return area;
}

const linesOf = (area: HTMLTextAreaElement): string[] =>
  area.value
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
