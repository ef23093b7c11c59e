import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { askFor } from "./harness/conversation-states.ts";
import { type HostSite, serveHostSite } from "./serve-host-page.ts";
import { type ServedPage, servePage } from "./serve-page.ts";
import { createWidgetAssistant } from "./widget-answers.ts";

describeInChromium("where the chat box stands on another site", ({ open }) => {
  let served: ServedPage;
  let host: HostSite;

  beforeAll(async () => {
    host = await serveHostSite();
    const widget = { key: "k".repeat(32), questionsPerVisitor: 0, questionsPerSite: 0 };
    served = await servePage(createWidgetAssistant(), { allowedOrigins: [host.origin], widget });
    host.use(served.address.slice(0, -1));
  });
  afterAll(() => Promise.all([host?.close(), served?.close()]));

  const launcher = (page: Page) => page.getByRole("button", { name: /^打开问答/ });
  const panel = (page: Page) => page.locator("fawen-chat dialog[open]");
  const visit = (file: string, attributes = "", options?: BrowserContextOptions) =>
    open(`${host.origin}/${file}?${encodeURIComponent(attributes)}`, options);
  const boxOf = (node: ReturnType<Page["locator"]>) =>
    node.evaluate((shown) => shown.getBoundingClientRect().toJSON() as DOMRect);
  /** Whether it can be seen and pressed whole. */
  const isInside = async (page: Page, node: ReturnType<Page["locator"]>) => {
    const { left, top, right, bottom } = await boxOf(node);
    const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    return left >= 0 && top >= 0 && right <= width && bottom <= height;
  };

  it.each([
    ["300 24", { width: 360, height: 740 }],
    ["24 500", { width: 740, height: 360 }],
    ["1000 1000", { width: 1440, height: 900 }],
    ["1000 1000", { width: 768, height: 1024 }],
  ])("is inside the window whatever distance the site asks for: %s at %o", async (offset, viewport) => {
    for (const position of ["bottom-right", "top-left"]) {
      const page = await visit("plain.html", `data-position="${position}" data-offset="${offset}"`, { viewport });
      await expect.poll(() => isInside(page, launcher(page))).toBe(true);
      await expect.poll(async () => (await boxOf(launcher(page))).height).toBeLessThan(60);
      await launcher(page).click();
      await panel(page).waitFor();
      await expect.poll(() => isInside(page, panel(page))).toBe(true);
      await expect.poll(async () => (await boxOf(panel(page))).width).toBeGreaterThan(300);
      await expect.poll(async () => (await boxOf(panel(page))).height).toBeGreaterThan(300);
    }
  });

  it("is as large as elsewhere on a phone whose page does not say how wide it is, and fills the screen", async () => {
    const page = await visit("old.html", "", SCREENS.phone);
    // The page is laid out for a desktop and shown small.
    const scale = (await page.evaluate(() => innerWidth)) / 360;
    expect(scale).toBeGreaterThan(2);
    await expect.poll(async () => (await boxOf(launcher(page))).height / scale).toBeGreaterThan(44);
    await expect.poll(() => isInside(page, launcher(page))).toBe(true);
    await launcher(page).tap();
    await askFor(page, "云泽市2023年出庭应诉率是多少？", /97\.4%/);
    const unfilled = async () => {
      const { width, height } = await boxOf(panel(page));
      const seen = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      return Math.max(Math.abs(width - seen.width), Math.abs(height - seen.height));
    };
    await expect.poll(unfilled).toBeLessThan(2);
    const size = await page.locator("fawen-chat .lead").evaluate((node) => getComputedStyle(node).fontSize);
    expect(Number.parseFloat(size) / scale).toBeCloseTo(19, 0);
  });

  it("stands and reads from left to right on a page that runs from right to left", async () => {
    const page = await visit("plain.html");
    await page.evaluate(() => {
      document.documentElement.style.direction = "rtl";
      document.querySelector<HTMLElement>("fawen-chat")?.style.setProperty("direction", "rtl", "important");
    });
    await expect.poll(async () => (await boxOf(launcher(page))).right).toBeGreaterThan(1400);
    await launcher(page).click();
    await expect.poll(() => panel(page).evaluate((node) => getComputedStyle(node).direction)).toBe("ltr");
    await expect.poll(async () => (await boxOf(panel(page))).right).toBeGreaterThan(1400);
  });

  it("gives way to bars that come later, deep in the page or by their style alone, and comes back", async () => {
    const page = await visit("plain.html");
    await expect.poll(() => isInside(page, launcher(page))).toBe(true);
    const free = await boxOf(launcher(page));
    await page.evaluate(() => {
      const bar = document.createElement("div");
      bar.id = "late";
      bar.textContent = "无障碍";
      Object.assign(bar.style, { position: "fixed", right: "0", bottom: "0", width: "80px", height: "120px" });
      const deep = document.createElement("section");
      deep.append(bar);
      document.querySelector("main")?.append(deep);
    });
    const bottom = async () => (await boxOf(launcher(page))).bottom;
    await expect.poll(bottom).toBeLessThanOrEqual(900 - 120);
    const show = (display: string) =>
      page.evaluate(
        (value) => document.querySelector<HTMLElement>("#late")?.style.setProperty("display", value),
        display,
      );
    await show("none");
    await expect.poll(bottom).toBe(free.bottom);
    await show("block");
    await expect.poll(bottom).toBeLessThanOrEqual(900 - 120);
  });
});
