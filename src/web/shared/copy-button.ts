import { copyText } from "./copy-text.ts";
import { button } from "./element.ts";

const SHOWN_MS = 2500;

/**
 * A button that copies and says so, on itself and to a screen reader.
 *
 * @param text made when it is pressed
 */
export function copyButton(
  label: string,
  options: {
    readonly title: string;
    readonly text: () => string;
    readonly announce: (message: string) => void;
  },
): HTMLButtonElement {
  const node = button(label, { class: "quiet", title: options.title }, async () => {
    const copied = await copyText(options.text(), node.parentElement ?? document.body);
    node.textContent = copied ? "已复制" : "请手动复制";
    options.announce(copied ? `${label}：已复制` : "复制没有成功，请选中文字手动复制");
    setTimeout(() => {
      node.textContent = label;
    }, SHOWN_MS);
  });
  return node;
}
