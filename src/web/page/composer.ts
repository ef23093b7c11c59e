interface Actions {
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
  /** Enter was pressed while an answer is under way: the question stays where it is. */
  readonly onBusy: () => void;
}

export interface Composer {
  /** While an answer is under way the button stops it. */
  setBusy(busy: boolean): void;
  focus(): void;
  /** Puts a question there for the reader to change. */
  edit(question: string): void;
  /** After asking: on a touch screen the keyboard goes away so that the answer can be seen. */
  afterAsk(): void;
}

/** keyCode of a key that the input method has taken; Safari sends it after `compositionend`. */
const TAKEN_BY_INPUT_METHOD = 229;
const TOUCH = "(pointer: coarse)";

/** The question box: Enter asks, Shift+Enter is a new line, and an Enter that picks a word asks nothing. */
export function createComposer(form: HTMLFormElement, actions: Actions): Composer {
  const input = form.querySelector("textarea");
  const send = form.querySelector("button");
  if (input === null || send === null) throw new Error("index.html has no question box");
  let busy = false;

  const submit = () => {
    const question = input.value.trim();
    if (busy && question !== "") actions.onBusy();
    if (busy || question === "") return input.focus();
    input.value = "";
    actions.onAsk(question);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) actions.onStop();
    else submit();
  });

  return {
    setBusy(next) {
      busy = next;
      send.textContent = busy ? "停止" : "提问";
      send.classList.toggle("is-stop", busy);
    },
    focus: () => input.focus({ preventScroll: true }),
    edit(question) {
      input.value = question;
      input.focus();
      input.setSelectionRange(question.length, question.length);
    },
    afterAsk() {
      if (matchMedia(TOUCH).matches) input.blur();
      else input.focus({ preventScroll: true });
    },
  };
}
