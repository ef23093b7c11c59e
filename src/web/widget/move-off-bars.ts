import type { WidgetOptions } from "./widget-options.ts";

const GAP_PX = 8;
const MOST_MOVES = 5;
const SHARES = [0, 0.5, 1];

/**
 * Where the button has to stand so that it neither covers a bar that the page keeps at the same place (无障碍, 返回顶部,
 * a cookie notice) nor is covered by one: over the bar, or beside it where there is no room above. Where nothing is
 * free it stays where the site wants it, as far as that is inside the window.
 *
 * @param place where the site wants it
 * @param own what belongs to the box itself
 * @returns distances from the sides in CSS pixels
 */
export function moveOffBars(
  button: HTMLElement,
  { position, offset }: Pick<WidgetOptions, "position" | "offset">,
  own: HTMLElement,
): WidgetOptions["offset"] {
  const { width, height } = button.getBoundingClientRect();
  const atBottom = position.startsWith("bottom");
  const atRight = position.endsWith("right");
  // Without scroll bars, as `right` and `bottom` count.
  const { clientWidth, clientHeight } = document.documentElement;
  const boxAt = ({ x, y }: WidgetOptions["offset"]) =>
    new DOMRect(
      ...([atRight ? clientWidth - x - width : x, atBottom ? clientHeight - y - height : y, width, height] as const),
    );
  const inside = (wish: number, room: number) => Math.max(0, Math.min(wish, room - GAP_PX));
  const wanted = { x: inside(offset.x, clientWidth - width), y: inside(offset.y, clientHeight - height) };
  const fits = (box: DOMRect) =>
    box.left >= 0 && box.top >= 0 && box.right <= clientWidth && box.bottom <= clientHeight;

  let at = wanted;
  for (let move = 0; move < MOST_MOVES; move++) {
    const bar = findBar(boxAt(at), own);
    if (bar === undefined) return at;
    const further = { x: at.x, y: (atBottom ? clientHeight - bar.top : bar.bottom) + GAP_PX };
    const beside = { x: (atRight ? clientWidth - bar.left : bar.right) + GAP_PX, y: wanted.y };
    at = fits(boxAt(further)) ? further : beside;
    if (!fits(boxAt(at))) return wanted;
  }
  return wanted;
}

/** The box of something of the page that stays in its place while the page scrolls, and lies here. */
function findBar(box: DOMRect, own: HTMLElement): DOMRect | undefined {
  const root = own.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : own;
  for (const across of SHARES)
    for (const down of SHARES) {
      const x = Math.min(box.right - 1, box.left + box.width * across);
      const y = Math.min(box.bottom - 1, box.top + box.height * down);
      for (const found of document.elementsFromPoint(x, y)) {
        const bar = found === host ? undefined : fixedAround(found);
        if (bar !== undefined) return bar;
      }
    }
  return undefined;
}

function fixedAround(found: Element): DOMRect | undefined {
  for (let node: Element | null = found; node !== null && node !== document.body; node = node.parentElement) {
    if (getComputedStyle(node).position !== "fixed") continue;
    const box = node.getBoundingClientRect();
    // What covers most of the window is a background or a veil, not a bar.
    const share = (box.width * box.height) / (innerWidth * innerHeight);
    return share < 0.5 ? box : undefined;
  }
  return undefined;
}
