import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { button, element } from "../shared/element.ts";
import { optionLetter } from "./item-text.ts";
import type { Given } from "./practice-round.ts";

interface Options {
  /** Called once, with an answer that is one: something chosen, something typed. */
  readonly onAnswer: (given: Given) => void;
}

/** The form that a learner answers an item by: radio buttons, boxes, a field a gap, or their own judgement. */
export function answerFields(item: QuizItemBody, { onAnswer }: Options): HTMLElement {
  if (item.type === "short") return ownJudgement(item, onAnswer);
  const { nodes, read, legend } = fieldsOf(item);
  const fault = element("p", { class: "form-fault", role: "alert" });
  const submit = element("button", { type: "submit", class: "primary" }, "提交答案");
  const set = element("fieldset", { class: "choices" }, element("legend", {}, legend), ...nodes);
  const form = element("form", { class: "answer", "aria-describedby": "practice-stem" }, set, fault, submit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = read();
    fault.textContent = given === undefined ? "还没有作答。" : "";
    if (given === undefined) return form.querySelector("input")?.focus();
    set.disabled = true;
    submit.remove();
    onAnswer(given);
  });
  return form;
}

interface Fields {
  readonly legend: string;
  readonly nodes: readonly HTMLElement[];
  /** Undefined while nothing is chosen or a gap is empty. */
  readonly read: () => Given | undefined;
}

function fieldsOf(item: Exclude<QuizItemBody, { type: "short" }>): Fields {
  switch (item.type) {
    case "single":
    case "multiple": {
      const { nodes, inputs } = choices(
        item.type === "single" ? "radio" : "checkbox",
        item.options.map(({ text }, place) => `${optionLetter(place)}. ${text}`),
      );
      const read = (): Given | undefined => {
        const chosen = inputs.flatMap((input, place) => (input.checked ? [place] : []));
        return chosen.length === 0 ? undefined : { kind: "options", chosen };
      };
      return { legend: item.type === "single" ? "选一个" : "选出所有正确的", nodes, read };
    }
    case "judge": {
      const { nodes, inputs } = choices("radio", ["正确", "错误"]);
      const read = (): Given | undefined => {
        const chosen = inputs.findIndex((input) => input.checked);
        return chosen === -1 ? undefined : { kind: "judge", correct: chosen === 0 };
      };
      return { legend: "这句话", nodes, read };
    }
    case "fill": {
      const fields = item.answers.map((_, gap) => {
        const input = element("input", { type: "text", id: `gap-${gap}`, autocomplete: "off", maxlength: "200" });
        const label = element("label", { for: input.id }, item.answers.length === 1 ? "答案" : `第 ${gap + 1} 空`);
        return { input, node: element("div", { class: "field" }, label, input) };
      });
      const read = (): Given | undefined => {
        const texts = fields.map(({ input }) => input.value);
        return texts.some((text) => text.trim() === "") ? undefined : { kind: "fill", texts };
      };
      return { legend: "填空", nodes: fields.map(({ node }) => node), read };
    }
  }
}

function choices(type: "radio" | "checkbox", labels: readonly string[]) {
  const inputs = labels.map(() => element("input", { type, name: "answer" }));
  const nodes = labels.map((label, place) =>
    element("label", { class: "choice" }, inputs[place], element("span", {}, label)),
  );
  return { nodes, inputs };
}

/** No program can tell whether a short answer is right: the learner lays it beside the points. */
function ownJudgement({ points }: QuizItemBody & { type: "short" }, onAnswer: Options["onAnswer"]): HTMLElement {
  const text = element("textarea", { id: "own-answer", rows: "4", maxlength: "2000" });
  const compare = element("div", { class: "own" });
  const judge = (right: boolean) => {
    compare.querySelector(".actions")?.remove();
    onAnswer({ kind: "own", right });
  };
  const show = button("对照要点", { class: "primary" }, () => {
    show.remove();
    text.readOnly = true;
    const yes = button("都答到了", { class: "quiet" }, () => judge(true));
    compare.append(
      element("p", {}, "请自己对照要点："),
      element("ol", { class: "points" }, ...points.map((point) => element("li", {}, point))),
      element(
        "div",
        { class: "actions" },
        yes,
        button("没有答全", { class: "quiet" }, () => judge(false)),
      ),
    );
    yes.focus();
  });
  const field = element(
    "div",
    { class: "field" },
    element("label", { for: text.id }, "你的回答（可以只在心里答）"),
    text,
  );
  return element("div", { class: "answer" }, field, show, compare);
}
