import type { Page } from "playwright-core";

/**
 * What a narrow window loses: that the page scrolls sideways, and texts that end beyond its edge or are cut off by
 * their own box. Tables, charts and code may scroll sideways inside a box of their own (WCAG 1.4.10 lets them).
 */
export function findLostContent(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lost: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) lost.push(`the page scrolls sideways: ${scrollWidth} of ${clientWidth} px`);
    const scrolls = (node: Element) => /auto|scroll/.test(getComputedStyle(node).overflowX);
    const look = (root: ParentNode, isInScroller: boolean) => {
      for (const node of root.children) {
        const style = getComputedStyle(node);
        const { width, right, left } = node.getBoundingClientRect();
        if (style.display === "none" || style.visibility === "hidden") continue;
        // A box of one pixel is for screen readers.
        if (width <= 1 && style.position === "absolute") continue;
        const words = [...node.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.nodeValue?.trim());
        const name = `${node.localName}.${node.className} “${node.textContent?.trim().slice(0, 30)}”`;
        if (words && !isInScroller && (right > clientWidth + 1 || left < -1)) lost.push(`beyond the edge: ${name}`);
        if (words && style.overflowX === "hidden" && node.scrollWidth > node.clientWidth + 1)
          lost.push(`cut off: ${name}`);
        if (words && style.overflowY === "hidden" && node.scrollHeight > node.clientHeight + 2)
          lost.push(`cut off below: ${name}`);
        if (node.shadowRoot) look(node.shadowRoot, isInScroller);
        look(node, isInScroller || scrolls(node));
      }
    };
    look(document.body, false);
    return lost;
  });
}

/** Spacing that readers may set (WCAG 1.4.12). Needs a context with `bypassCSP`, as a reader's own style sheet has. */
export async function spaceText(page: Page): Promise<void> {
  await page.addStyleTag({
    content:
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
      "p { margin-block-end: 2em !important }",
  });
}
