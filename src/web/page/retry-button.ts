import { countDown } from "../shared/count-down.ts";
import { button } from "../shared/element.ts";

/** A way on where an answer did not come. */
export interface Retry {
  readonly label: string;
  /** Asking earlier is in vain. */
  readonly afterSeconds?: number | undefined;
  readonly onPress: () => void;
}

/** 重试; while asking again is in vain it counts the seconds down and does nothing. */
export function retryButton({ label, afterSeconds, onPress }: Retry): HTMLButtonElement {
  const isWaiting = () => node.getAttribute("aria-disabled") === "true";
  const node = button(label, { class: "quiet" }, () => {
    if (!isWaiting()) onPress();
  });
  if (afterSeconds === undefined) return node;
  const show = (left: number) => {
    node.textContent = left > 0 ? `${label}（${left} 秒后）` : label;
    node.setAttribute("aria-disabled", String(left > 0));
  };
  show(afterSeconds);
  countDown(afterSeconds, show);
  return node;
}
