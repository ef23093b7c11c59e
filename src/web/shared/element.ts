type Child = Node | string | null | undefined | false;

/**
 * An element with attributes and children. Strings become text nodes, so nothing that comes from a report, a
 * model or a user is ever read as markup. `true` sets an empty attribute, `false` leaves it out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) node.setAttribute(name, value === true ? "" : value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(
  label: string,
  attributes: Readonly<Record<string, string | boolean>>,
  onPress: () => void,
): HTMLButtonElement {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", onPress);
  return node;
}

/** The element of the page's own HTML; throws when index.html and the script have drifted apart. */
export function find<Type extends Element>(selector: string, type: new () => Type): Type {
  const node = document.querySelector(selector);
  if (node instanceof type) return node;
  throw new Error(`index.html has no ${type.name} at ${selector}`);
}
