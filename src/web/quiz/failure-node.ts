import type { RequestFailed } from "../shared/api-client.ts";
import { button, element } from "../shared/element.ts";

/** What went wrong and a button that tries again; told once to a screen reader when it is put in place. */
export function failureNode(what: string, error: RequestFailed, retry: () => void): HTMLElement {
  return element(
    "div",
    { class: "failure" },
    element("p", { role: "alert" }, `${what}${error.message}`),
    button("重试", { class: "quiet" }, retry),
  );
}
