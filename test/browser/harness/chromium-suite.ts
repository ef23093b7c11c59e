import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject } from "vitest";
import { recordAnnouncements } from "./announcements.ts";

/** The widths that people have; 320 px is a 1280 px screen at 400 %, 640 px at 200 % (WCAG 1.4.10). */
export const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 768, height: 1024 }, hasTouch: true },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  zoom200: { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 },
  zoom400: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
} as const satisfies Record<string, BrowserContextOptions>;

/** As long as a poll: a busy machine is slow at both. */
const PATIENCE_MS = 30_000;

export interface Suite {
  /** Opens an address in a context of its own, which ends with the test. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>;
  /** A context's page before it goes anywhere. */
  blank(options?: BrowserContextOptions): Promise<Page>;
  /** Faults that a test plans for: messages of the page or the browser that match do not fail it. */
  allow(planned: RegExp): void;
}

/**
 * A group of tests in the Chromium that all files share; skipped where there is none. A test fails when the page
 * throws, logs an error or breaks its content policy.
 */
export function describeInChromium(name: string, body: (suite: Suite) => void): void {
  const endpoints = inject("chromiums");
  // One each for files that run side by side: they would meet in its clipboard.
  const endpoint = endpoints[Number(process.env.VITEST_POOL_ID ?? 1) % endpoints.length] ?? "";
  describe.skipIf(endpoint === "")(name, () => {
    let browser: Browser;
    const opened: Page[] = [];
    const faults: string[] = [];
    const allowed: RegExp[] = [];
    beforeAll(async () => {
      browser = await chromium.connect(endpoint);
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((page) => page.context().close()));
      const planned = allowed.splice(0);
      expect(faults.splice(0).filter((fault) => !planned.some((pattern) => pattern.test(fault)))).toEqual([]);
    });
    afterAll(() => browser?.close());

    const blank = async (options: BrowserContextOptions = {}) => {
      // Without motion, so that no test waits for an animation.
      const context = await browser.newContext({ ...SCREENS.desktop, reducedMotion: "reduce", ...options });
      // Whatever is missing is named, instead of the test only running out of time.
      context.setDefaultTimeout(PATIENCE_MS);
      await recordAnnouncements(context);
      const page = await context.newPage();
      opened.push(page);
      page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      return page;
    };
    const open = async (address: string, options?: BrowserContextOptions) => {
      const page = await blank(options);
      await page.goto(address);
      return page;
    };
    body({ open, blank, allow: (planned) => void allowed.push(planned) });
  });
}
