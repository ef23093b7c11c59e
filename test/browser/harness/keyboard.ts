import type { Page } from "playwright-core";

/** Where the focus came to by one press of Tab. */
export interface Stop {
  /** Like `button 提问`. */
  readonly name: string;
  /** Looked different while focused, itself or what it stands in. */
  readonly marked: boolean;
  /** Nothing of it could be seen, because it lay outside the window or under something else (WCAG 2.4.11). */
  readonly hidden: boolean;
}

interface Walk {
  readonly stops: readonly Stop[];
  /** Tab came back to the beginning, or left the page; false where it never does. */
  readonly left: boolean;
}

const MOST_STOPS = 150;

/** Presses Tab until the focus has gone round, recording every stop. */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate(installWalker);
  const stops: Stop[] = [];
  for (let press = 0; press < MOST_STOPS; press++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => window.walker?.look());
    if (at === undefined || at === "round") return { stops: await finish(page, stops), left: true };
    if (at === "outside") continue;
    stops.push({ ...at, marked: false });
  }
  return { stops, left: false };
}

async function finish(page: Page, stops: readonly Stop[]): Promise<Stop[]> {
  const marked = await page.evaluate(() => window.walker?.marked() ?? []);
  return stops.map((stop, row) => ({ ...stop, marked: marked[row] ?? false }));
}

declare global {
  interface Window {
    walker?: {
      look(): { name: string; hidden: boolean } | "round" | "outside" | undefined;
      marked(): boolean[];
    };
  }
}

/** Runs in the page. Styles with focus are kept and compared with those without it once the walk is over. */
function installWalker(): void {
  const LOOKS = ["outline", "boxShadow", "borderColor", "backgroundColor", "textDecoration"] as const;
  const seen: { node: Element; looks: string[] }[] = [];
  let outside = 0;

  const active = (): Element | null => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node === document.body || node === document.documentElement ? null : node;
  };
  const parentOf = (node: Element) => {
    const root = node.getRootNode();
    return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  /** The element's looks and those of the two around it, like the frame of a question box. */
  const looksOf = (node: Element): string[] => {
    const chain: Element[] = [];
    for (let at: Element | null = node; at !== null && chain.length < 3; at = parentOf(at)) chain.push(at);
    return chain.map((part) => {
      const style = getComputedStyle(part);
      const outline = style.outlineStyle === "none" || Number.parseFloat(style.outlineWidth) < 2 ? "" : style.outline;
      return LOOKS.map((look) => (look === "outline" ? outline : style[look])).join(";");
    });
  };
  const isHidden = (node: Element): boolean => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
    return !shares.some((across) =>
      shares.some((down) => {
        const [x, y] = [left + (right - left) * across, top + (bottom - top) * down];
        let hit = document.elementFromPoint(x, y);
        while (hit?.shadowRoot) {
          const inner = hit.shadowRoot.elementFromPoint(x, y);
          if (inner === null || inner === hit) break;
          hit = inner;
        }
        return hit !== null && (node.contains(hit) || hit.contains(node));
      }),
    );
  };
  const nameOf = (node: Element): string => {
    const labels = node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement ? node.labels : null;
    const label = node.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? node.textContent ?? "";
    return `${node.getAttribute("role") ?? node.localName} ${label.replace(/\s+/g, " ").trim().slice(0, 40)}`.trim();
  };

  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  window.walker = {
    look() {
      const node = active();
      // The browser's own controls stand between the last stop and the first.
      if (node === null) return ++outside > 3 ? undefined : "outside";
      if (seen.some((stop) => stop.node === node)) return "round";
      seen.push({ node, looks: looksOf(node) });
      return { name: nameOf(node), hidden: isHidden(node) };
    },
    marked() {
      const node = active();
      if (node instanceof HTMLElement) node.blur();
      return seen.map((stop) => looksOf(stop.node).some((look, row) => look !== stop.looks[row]));
    },
  };
}
