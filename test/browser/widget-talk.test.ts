import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { ask, askFor, expectTurn, lastTurn } from "./harness/conversation-states.ts";
import { type FaultProxy, holdBack, startFaultProxy } from "./harness/fault-proxy.ts";
import { type HostSite, serveHostSite } from "./serve-host-page.ts";
import { type ServedPage, servePage } from "./serve-page.ts";
import { createWidgetAssistant } from "./widget-answers.ts";

const QUESTION = "云泽市2023年出庭应诉率是多少？";
const WIDGET = { key: "k".repeat(32), questionsPerVisitor: 0, questionsPerSite: 0 };
const CHAT = "/api/widget/chat";

/** Figures that stand on two lines; runs in the page. */
function brokenFigures(): string[] {
  const root = document.querySelector("fawen-chat")?.shadowRoot;
  const found: string[] = [];
  for (const part of root?.querySelectorAll(".lead, th, td") ?? []) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      for (const { 0: figure, index } of (node.nodeValue ?? "").matchAll(/\d[\d.]*[%年场]?/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + figure.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(figure);
      }
  }
  return found;
}

describeInChromium("a conversation in the chat box", ({ open, allow }) => {
  const assistant = createWidgetAssistant();
  let served: ServedPage;
  let line: FaultProxy;
  let host: HostSite;

  beforeAll(async () => {
    host = await serveHostSite();
    served = await servePage(assistant, { allowedOrigins: [host.origin], widget: WIDGET });
    line = await startFaultProxy(served.address);
    host.use(line.url);
  });
  afterEach(() => line.mend());
  afterAll(() => Promise.all([host?.close(), line?.close(), served?.close()]));

  const visit = (attributes = "", options?: BrowserContextOptions) =>
    open(`${host.origin}/plain.html?${encodeURIComponent(attributes)}`, options);
  const openBox = (page: Page) => page.getByRole("button", { name: /^打开问答/ }).click();
  const notice = (page: Page) => page.locator("fawen-chat .wait");
  const log = (page: Page) => page.locator("fawen-chat .log");
  const focused = (page: Page) =>
    page.evaluate(() => document.querySelector("fawen-chat")?.shadowRoot?.activeElement?.className ?? null);

  it.each([
    ["", SCREENS.desktop],
    ['data-mode="inline"', SCREENS.tablet],
    ["", SCREENS.phone],
    ['data-text="large"', SCREENS.phone],
    ["", SCREENS.zoom400],
  ])("breaks no figure of a table in two, and lets it scroll in itself: %s %o", async (attributes, screen) => {
    const page = await visit(attributes, screen);
    if (attributes !== 'data-mode="inline"') await openBox(page);
    await askFor(page, "各地应诉情况对比", /1234567\.89/);
    expect(await page.evaluate(brokenFigures)).toEqual([]);
    const scroll = lastTurn(page).locator(".table-scroll");
    const isWide = await scroll.evaluate((node) => node.scrollWidth > node.clientWidth);
    await expect.poll(() => lastTurn(page).locator(".table-hint").isVisible()).toBe(isWide);
    await expect.poll(() => log(page).evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
  });

  it("says how much was looked at once, after the passage, and doubts no year where there is no answer", async () => {
    const page = await visit();
    await openBox(page);
    await askFor(page, "各地应诉情况对比", /已收录 3 份，2 份披露该指标，1 份未披露。/);
    const told = await lastTurn(page).innerText();
    expect(told).not.toContain("查了");
    // Copied, a marker is no digit of the figure before it.
    expect(told).toContain("97.4%[1]");
    await askFor(page, "北京市怎么样？", /未收录该地区/);
    await expect.poll(() => lastTurn(page).innerText()).not.toContain("没能在引文中逐字核对");
  });

  it("leaves the keyboard of a phone shut over the answer", async () => {
    const page = await visit("", SCREENS.phone);
    await openBox(page);
    await page.locator("fawen-chat .starters button").first().tap();
    await expectTurn(page, /97\.4%/);
    await expect.poll(() => focused(page)).toBe("question");
    await askFor(page, "调解成功率是多少？", /95\.8%/);
    await expect.poll(() => focused(page)).toBe("question");
  });

  it("folds a long question, so that the answer is in sight", async () => {
    const page = await visit("", SCREENS.phone);
    await openBox(page);
    await askFor(page, `${"请问".repeat(300)}应诉率`, /97\.4%/);
    const isShown = () =>
      log(page).evaluate((node) => {
        const lead = node.querySelector(".lead")?.getBoundingClientRect();
        return lead !== undefined && lead.bottom < node.getBoundingClientRect().bottom;
      });
    await expect.poll(isShown).toBe(true);
    const question = lastTurn(page).locator(".question");
    const height = () => question.evaluate((node) => node.clientHeight);
    const folded = await height();
    await page.getByRole("button", { name: "显示整个问题" }).tap();
    await expect.poll(height).toBeGreaterThan(folded * 3);
    await page.getByRole("button", { name: "收起问题" }).tap();
    await expect.poll(height).toBe(folded);
  });

  it("does not take the reader away from an earlier answer when a later one is complete", async () => {
    const page = await visit();
    await openBox(page);
    for (const question of [QUESTION, "各地应诉情况对比"]) await askFor(page, question, /97\.4%/);
    const held = holdBack();
    line.plan(CHAT, held.fault);
    await ask(page, "调解成功率是多少？");
    await page.getByRole("button", { name: "停止" }).waitFor();
    const scrolled = () => log(page).evaluate((node) => Math.round(node.scrollTop));
    await log(page).evaluate((node) => node.scrollTo({ top: 0 }));
    held.release();
    await expectTurn(page, /95\.8%/);
    expect(await scrolled()).toBe(0);
    line.mend();
    await askFor(page, "北京市怎么样？", /未收录该地区/);
    await expect.poll(scrolled).toBeGreaterThan(300);
  });

  it("says why nothing comes of a press while an answer is under way, and keeps what was typed", async () => {
    const page = await visit();
    await openBox(page);
    await askFor(page, QUESTION, /97\.4%/);
    await ask(page, "很慢的应诉率");
    await expect.poll(() => lastTurn(page).innerText()).toMatch(/正在报告中查找/);
    await page.getByRole("button", { name: "云泽市2023年举行听证会多少场？" }).click();
    await expect.poll(() => notice(page).innerText()).toMatch(/还在回答上一个问题/);
    await page.getByLabel("你的问题").fill("下一个问题");
    await page.getByLabel("你的问题").press("Enter");
    await expect.poll(() => page.getByLabel("你的问题").inputValue()).toBe("下一个问题");
    await expect.poll(() => page.locator("fawen-chat article").count()).toBe(2);
    await page.getByRole("button", { name: "停止" }).click();
    await expect.poll(() => notice(page).isVisible()).toBe(false);
  });

  it("counts the seconds down after too many questions, then the retry works", async () => {
    allow(/429/);
    let aheadMs = 0;
    const limited = await servePage(assistant, {
      ...{ allowedOrigins: [host.origin], widget: { ...WIDGET, questionsPerVisitor: 1 } },
      nowMs: () => aheadMs,
    });
    try {
      host.use(limited.address.slice(0, -1));
      const page = await visit();
      await page.clock.install();
      // From here on the page's time goes on only when told to.
      await page.clock.pauseAt(Date.now() + 1000);
      await openBox(page);
      await askFor(page, QUESTION, /97\.4%/);
      aheadMs = 20_000;
      await askFor(page, QUESTION, /提问太频繁，请 40 秒后再试/);
      const retry = page.getByRole("button", { name: "重试" });
      await expect.poll(() => retry.isDisabled()).toBe(true);
      await page.clock.runFor(25_000);
      await expect.poll(() => lastTurn(page).innerText()).toMatch(/请 15 秒后再试/);
      await expect.poll(() => retry.isDisabled()).toBe(true);
      await page.clock.runFor(20_000);
      await expect.poll(() => lastTurn(page).innerText()).toMatch(/现在可以重试了。/);
      aheadMs = 60_000;
      await retry.click();
      await expectTurn(page, /97\.4%/);
      await expect.poll(() => page.locator("fawen-chat article").count()).toBe(2);
    } finally {
      host.use(line.url);
      await limited.close();
    }
  });
});
