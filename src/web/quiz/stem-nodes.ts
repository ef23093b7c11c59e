import { element } from "../shared/element.ts";

/** In a fill item's stem. */
const GAP = /(_{4,})/u;

/** A stem with its gaps drawn as lines, which a screen reader calls by their number. */
export function stemNodes(stem: string): (Node | string)[] {
  let gaps = 0;
  return stem.split(GAP).map((part) => {
    if (!GAP.test(part)) return part;
    const name = element("span", { class: "visually-hidden" }, `（第 ${++gaps} 空）`);
    return element("span", { class: "gap" }, name);
  });
}
