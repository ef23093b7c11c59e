import { FawenError } from "../../../core/model/errors.ts";

/** As deep as browsers go; parsers and readers of pages call themselves once a level. */
const MAX_DEPTH = 512;
/** Elements without an end, or whose end may be left out: opened again they are not inside themselves. */
const NOT_COUNTED =
  /^(?:area|base|br|col|colgroup|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|td|th|tr|tbody|thead|tfoot|option|optgroup|rt|rp)$/;
const NAME = /<(\/?)([a-z][\w:-]*)/iy;

/**
 * Throws `bad-input-file` for a page whose elements are nested deeper than any that a person made. Looked at before
 * the page is parsed, in one pass, because parsing such a page takes many seconds and may fail for want of stack.
 */
export function checkNesting(html: string): void {
  const open: string[] = [];
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at)) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      if (end < 0) return;
      at = end;
      continue;
    }
    NAME.lastIndex = at;
    const [, slash, name = ""] = NAME.exec(html) ?? [];
    at++;
    if (name === "") continue;
    const tag = name.toLowerCase();
    const close = html.indexOf(">", at);
    if (close < 0) return;
    if (slash === "/") {
      const row = open.lastIndexOf(tag);
      if (row >= 0) open.length = row;
    } else if (tag === "script" || tag === "style") {
      // What looks like a tag in there is none.
      const end = html.slice(at).search(new RegExp(`</${tag}`, "i"));
      if (end < 0) return;
      at += end;
    } else if (!NOT_COUNTED.test(tag) && html[close - 1] !== "/") {
      open.push(tag);
      if (open.length > MAX_DEPTH)
        throw new FawenError(
          "bad-input-file",
          `网页的标签嵌套超过 ${MAX_DEPTH} 层，不像正常的网页；请在浏览器里打开，复制正文另存为 .txt 后再放入`,
        );
    }
  }
}
