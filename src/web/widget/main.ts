import { defineFawenChat } from "./fawen-chat.ts";
import { OPTION_NAMES } from "./widget-options.ts";

/**
 * `<script src="…/widget.js" data-…></script>` on a page of another site: makes `<fawen-chat>` known and puts one on the
 * page, unless the page's makers have written it themselves.
 */
function start(script: Element | null): void {
  if (!(script instanceof HTMLScriptElement) || script.src === "") {
    console.warn(
      '[法问] 请用 <script src="…/widget.js"></script> 引入问答框，不要加 type="module"，也不要粘贴脚本内容。',
    );
    return;
  }
  if (customElements.get("fawen-chat") !== undefined) {
    console.warn("[法问] 这个页面重复引入了 widget.js，只有第一个起作用。");
    return;
  }
  defineFawenChat(new URL(".", script.src));
  const insert = () => {
    if (document.querySelector("fawen-chat") === null) insertChat(script);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", insert, { once: true });
  else insert();
}

function insertChat(script: HTMLScriptElement): void {
  const chat = document.createElement("fawen-chat");
  for (const name of OPTION_NAMES) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) chat.setAttribute(`data-${name}`, value);
  }
  const isInline = script.getAttribute("data-mode") === "inline";
  if (isInline && document.body.contains(script)) script.after(chat);
  else document.body.append(chat);
}

start(document.currentScript);
