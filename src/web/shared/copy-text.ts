import { element } from "./element.ts";

/**
 * Puts text on the clipboard. Office networks often serve over plain HTTP, where browsers hide the clipboard
 * API; the old command still works there. `near` must be in the same dialog as the focus.
 */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by permission or policy: try the old way.
    }
  }
  const holder = element("textarea", {
    class: "visually-hidden",
    "aria-hidden": "true",
    tabindex: "-1",
    readonly: true,
  });
  holder.value = text;
  const focused = document.activeElement;
  near.append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
