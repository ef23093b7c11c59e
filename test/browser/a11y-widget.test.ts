import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import {
  ask,
  askFor,
  conversationStates,
  expectTurn,
  lastTurn,
  PLANNED_FAULTS,
  RATE_QUESTION,
} from "./harness/conversation-states.ts";
import { type FaultProxy, pauseHalfway, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState, type State } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { type HostSite, serveHostSite } from "./serve-host-page.ts";

const ASK = "/api/widget/chat";
const launcher = (page: Page) => page.getByRole("button", { name: /^打开问答/ });

async function openBox(page: Page): Promise<void> {
  await launcher(page).click();
  await page.getByLabel("你的问题").waitFor();
}

describeInChromium("the chat box on another site, for everybody", (suite) => {
  let line: FaultProxy;
  let site: HostSite;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
    site = await serveHostSite();
    site.use(line.url);
  });
  afterEach(() => line.mend());
  afterAll(() => Promise.all([line?.close(), site?.close()]));

  const states: readonly State[] = [
    {
      name: "closed",
      enter: async (page) => {
        await page.goto(`${site.origin}/plain.html`);
        await launcher(page).waitFor();
      },
    },
    { name: "opened", enter: openBox },
    ...conversationStates(ASK),
  ];
  // The other site has no icon.
  const planned = new RegExp(`${PLANNED_FAULTS.source}|status of 404`);
  checkEveryState(suite, states, { line: () => line, planned });

  it.each(["plain", "hostile"])(
    "by keyboard alone on a %s page: opens, answers, closes, and gives the focus back",
    async (host) => {
      const page = await suite.open(`${site.origin}/${host}.html`);
      await launcher(page).press("Enter");
      await askFor(page, RATE_QUESTION, /95\.8%/);
      await lastTurn(page)
        .getByRole("button", { name: /^出处 1/ })
        .first()
        .press("Enter");
      await expect.poll(() => lastTurn(page).locator("blockquote").first().isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.getByLabel("你的问题").isVisible()).toBe(false);
      await expect
        .poll(() => launcher(page).evaluate((node) => node === (node.getRootNode() as ShadowRoot).activeElement))
        .toBe(true);
    },
  );

  it.each([{}, { forcedColors: "active" }, SCREENS.zoom400] as const)(
    "Tab reaches everything in it and gets out again: %o",
    async (look) => {
      const page = await suite.open(`${site.origin}/plain.html`, look);
      await openBox(page);
      await askFor(page, RATE_QUESTION, /95\.8%/);
      const { stops, left } = await walkByTab(page);
      expect(left).toBe(true);
      expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
      expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
      const names = stops.map(({ name }) => name).join("\n");
      for (const needed of [/你的问题/, /出处 1/, /关闭/]) expect(names).toMatch(needed);
    },
  );

  it("tells a screen reader once that a slow answer is complete", async () => {
    const page = await suite.open(`${site.origin}/plain.html`);
    await openBox(page);
    const model = pauseHalfway();
    line.plan(ASK, model.fault);
    await takeAnnouncements(page);
    await ask(page);
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/95\.8%/);
    expect((await readAnnouncements(page)).filter((text) => text.includes("95.8%"))).toEqual([]);
    model.release();
    await expectTurn(page, /95\.8%/);
    const told = await readAnnouncements(page);
    expect(told.filter((text) => text.includes("95.8%"))).toHaveLength(1);
    expect(told.length).toBeLessThanOrEqual(5);
  });

  it("sends nothing on the Enter that picks a word in an input method", async () => {
    const page = await suite.open(`${site.origin}/plain.html`);
    await openBox(page);
    const box = page.getByLabel("你的问题");
    await box.fill("应诉率");
    await box.dispatchEvent("compositionstart");
    await box.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    await box.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
    await expect.poll(() => box.inputValue()).toBe("应诉率");
    await expect.poll(() => page.locator("article").count()).toBe(0);
  });
});
