import type { BrowserContext, Page } from "playwright-core";

declare global {
  interface Window {
    announced?: string[];
  }
}

/**
 * Records what a screen reader would be told: the whole text of a live region whenever it changes. Counts regions in
 * shadow roots too, also closed ones; what changes while its region is `aria-busy` is not told.
 */
export function recordAnnouncements(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const announced: string[] = [];
    window.announced = announced;
    const live = '[role="status"],[role="alert"],[role="log"],[aria-live="polite"],[aria-live="assertive"]';
    const observe = (root: Node) =>
      new MutationObserver((changes) => {
        const regions = new Set<Element>();
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest(live);
          if (region && !region.closest('[aria-live="off"],[aria-busy="true"],[hidden]')) regions.add(region);
        }
        for (const region of regions) {
          const text = (region.textContent ?? "").replace(/\s+/g, " ").trim();
          if (text !== "") announced.push(text);
        }
      }).observe(root, { subtree: true, childList: true, characterData: true });
    observe(document);
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      observe(root);
      return root;
    };
  });
}

/** What was announced since the page was opened or since they were last taken, in order. */
export const readAnnouncements = (page: Page): Promise<string[]> => page.evaluate(() => [...(window.announced ?? [])]);

/** The same, and from now on only what is new counts. Not to be polled: each call forgets what the one before read. */
export const takeAnnouncements = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.announced?.splice(0) ?? []);
