import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import {
  ask,
  askFor,
  expectTurn,
  RATE_QUESTION as QUESTION,
  lastTurn as turn,
  whenIdle,
} from "./harness/conversation-states.ts";
import {
  cutAfter,
  type FaultProxy,
  hang,
  holdBack,
  pauseHalfway,
  refuse,
  startFaultProxy,
} from "./harness/fault-proxy.ts";

const RATE = /95\.8%/;
const CHAT = "/api/chat";

describeInChromium("the chat page on a bad line", ({ open, blank, allow }) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  /** What the answer says so far, without its question. */
  const told = (page: Page) => turn(page).locator(".answer").innerText();
  /** The failure is told beside the question, the question can be asked again, and then it is answered. */
  const expectRetry = async (page: Page, failure: RegExp) => {
    await expectTurn(page, failure);
    line.mend();
    await turn(page).getByRole("button", { name: "重试" }).click();
    await expectTurn(page, RATE);
    expect(await turn(page).innerText()).not.toMatch(failure);
    expect(await page.locator("main article").count()).toBe(1);
  };

  it("a cut stream: says that the answer is not complete, and asks again", async () => {
    line.plan(CHAT, cutAfter(3));
    const page = await open(line.url);
    await ask(page);
    allow(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|network error/i);
    await expectRetry(page, /连接中断，回答没有完成/);
  });

  it("429: says when to come back", async () => {
    const message = "提问太频繁，请 30 秒后再试";
    line.plan(CHAT, refuse(429, { error: { code: "rate-limited", message } }, { "retry-after": "30" }));
    const page = await blank();
    const clock = await stopClock(page);
    await page.goto(line.url);
    await ask(page);
    allow(/status of 429/);
    // The button counts the seconds down; pressed too early it does nothing.
    const retry = turn(page).getByRole("button", { name: /重试/ });
    await expect.poll(() => retry.textContent()).toBe("重试（30 秒后）");
    await clock.runFor(10_000);
    await expect.poll(() => retry.textContent()).toBe("重试（20 秒后）");
    await retry.dispatchEvent("click");
    expect(await turn(page).innerText()).toMatch(/请 30 秒后再试/);
    await clock.runFor(20_000);
    await expect.poll(() => retry.textContent()).toBe("重试");
    await expectRetry(page, /请 30 秒后再试/);
  });

  it("429 of a gateway in between: says when to come back all the same", async () => {
    line.plan(CHAT, refuse(429, "<h1>Too Many Requests</h1>", { "retry-after": "1" }));
    const page = await open(line.url);
    await ask(page);
    allow(/status of 429/);
    await expectRetry(page, /1 秒后再试/);
  });

  it("500: shows no page of a stranger, says what to do", async () => {
    line.plan(CHAT, refuse(500, "<h1>Internal Server Error at /srv/app.js:12</h1>"));
    const page = await open(line.url);
    await ask(page);
    allow(/status of 500/);
    await expectRetry(page, /服务暂时不可用/);
    expect(await page.locator("body").innerText()).not.toContain("Internal");
  });

  it("offline: keeps what is there, says so once, and asks again when the line is back", async () => {
    const page = await open(line.url);
    await askFor(page, QUESTION, RATE);
    await page.context().setOffline(true);
    allow(/ERR_INTERNET_DISCONNECTED/);
    await takeAnnouncements(page);
    await askFor(page, "那2022年呢？", /连不上服务/);
    expect((await readAnnouncements(page)).filter((told) => told.includes("连不上服务"))).toHaveLength(1);
    expect(await page.locator("main article").first().innerText()).toMatch(RATE);
    await page.context().setOffline(false);
    await turn(page).getByRole("button", { name: "重试" }).click();
    await expectTurn(page, /91\.4%/);
  });

  it("no reply at all: can be stopped by keyboard, and the next question is answered", async () => {
    line.plan(CHAT, hang);
    const page = await open(line.url);
    await ask(page);
    await page.getByRole("button", { name: "停止" }).press("Enter");
    await expectTurn(page, /已停止/);
    line.mend();
    await askFor(page, QUESTION, RATE);
  });

  it("no reply at all: says that it takes long, and at last that nothing came", async () => {
    line.plan(CHAT, hang);
    const page = await blank();
    const clock = await stopClock(page);
    await page.goto(line.url);
    await ask(page);
    await page.getByRole("button", { name: "停止" }).waitFor();
    await clock.fastForward("00:09");
    await expect.poll(() => turn(page).innerText()).toMatch(/比平时慢/);
    await clock.fastForward("01:30");
    await expectRetry(page, /等了很久没有回音/);
  });

  it("what is pressed while an answer is under way is done, and the other one stopped", async () => {
    const page = await open(line.url);
    await askFor(page, QUESTION, RATE);
    line.plan(CHAT, hang);
    await ask(page, "那2022年呢？");
    await page.getByRole("button", { name: "停止" }).waitFor();
    line.mend();
    const followUp = page.locator("main article").first().locator(".follow-ups button").first();
    const question = await followUp.innerText();
    await followUp.click();
    await expect.poll(() => page.locator("main article").nth(1).innerText()).toMatch(/已停止/);
    await expect.poll(() => turn(page).getByRole("heading", { level: 2 }).innerText()).toBe(question);
    await expect.poll(() => turn(page).getByRole("button", { name: "复制链接" }).count()).toBe(1);
  });

  it("who has scrolled to an earlier answer stays there when the new one is done", async () => {
    const page = await open(line.url, SCREENS.phone);
    await askFor(page, QUESTION, RATE);
    const model = pauseHalfway();
    line.plan(CHAT, model.fault);
    await ask(page, "那2022年呢？");
    await expect.poll(() => told(page)).toMatch(/91/);
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    model.release();
    await turn(page).getByRole("button", { name: "复制链接" }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it("what is covered comes late or not at all: the question box works without them", async () => {
    const held = holdBack();
    line.plan("/api/meta", held.fault);
    const page = await open(line.url);
    await askFor(page, QUESTION, RATE);
    held.release();
    line.plan("/api/meta", refuse(500, "<h1>oops</h1>"));
    allow(/status of 500/);
    await page.goto(line.url);
    const notice = page.locator(".not-ready");
    await expect.poll(() => notice.innerText()).toMatch(/收录范围没有取到/);
    line.mend();
    await notice.getByRole("button", { name: "重试" }).click();
    await expect.poll(() => page.locator(".covered").innerText()).toMatch(/收录 3 份报告/);
    expect(await notice.isVisible()).toBe(false);
    await askFor(page, QUESTION, RATE);
  });

  it.each(Object.entries(SCREENS))(
    "a slow model (%s): shows words as they come and tells of the answer once",
    async (_, screen) => {
      const model = pauseHalfway();
      line.plan(CHAT, model.fault);
      const page = await open(line.url, screen);
      await takeAnnouncements(page);
      await ask(page);
      await expect.poll(() => told(page)).toMatch(RATE);
      expect(await page.getByRole("button", { name: "停止" }).count()).toBe(1);
      model.release();
      await expectTurn(page, RATE);
      const announced = await readAnnouncements(page);
      expect(announced.filter((text) => RATE.test(text))).toHaveLength(1);
      expect(announced.length).toBeLessThanOrEqual(5);
    },
  );

  it("a slow model, stopped half way: keeps the words that came, says that it was stopped", async () => {
    const model = pauseHalfway();
    line.plan(CHAT, model.fault);
    const page = await open(line.url);
    await ask(page);
    await expect.poll(() => told(page)).toMatch(RATE);
    await page.getByRole("button", { name: "停止" }).click();
    await whenIdle(page);
    model.release();
    await expect.poll(() => told(page)).toMatch(/95\.8%[\s\S]*已停止/);
  });
});

/** From here on the page's time goes on only when told to. */
async function stopClock(page: Page): Promise<Page["clock"]> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  return page.clock;
}
