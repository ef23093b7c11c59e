import { element } from "../shared/element.ts";

interface Actions {
  readonly onAsk: (question: string) => void;
  /** Whether an answer is under way; says so to the visitor. */
  readonly isBusy: () => boolean;
  readonly onStop: () => void;
}

export interface QuestionBox {
  readonly node: HTMLElement;
  /** While an answer is under way the button stops it. */
  setBusy(busy: boolean): void;
  focus(): void;
}

/** keyCode of a key that the input method has taken; Safari sends it after `compositionend`. */
const TAKEN_BY_INPUT_METHOD = 229;
const MOST_CHARS = "2000";

/** Enter asks, Shift+Enter is a new line, and an Enter that picks a word asks nothing. */
export function createQuestionBox({ onAsk, isBusy, onStop }: Actions): QuestionBox {
  const input = element("textarea", {
    ...{ id: "question", rows: "2", maxlength: MOST_CHARS, autocomplete: "off", enterkeyhint: "send" },
    placeholder: "例如：出庭应诉率是多少？",
  });
  const send = element("button", { type: "submit", class: "send" }, "提问");
  const label = element("label", { class: "visually-hidden", for: "question" }, "你的问题");
  const node = element("form", { class: "composer" }, label, input, send);
  let busy = false;

  const submit = () => {
    const question = input.value.trim();
    if (question === "") return input.focus();
    if (isBusy()) return;
    input.value = "";
    onAsk(question);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    event.preventDefault();
    submit();
  });
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) onStop();
    else submit();
  });

  return {
    node,
    setBusy(next) {
      busy = next;
      send.textContent = busy ? "停止" : "提问";
      send.classList.toggle("is-stop", busy);
    },
    focus: () => input.focus({ preventScroll: true }),
  };
}
