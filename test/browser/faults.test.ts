import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { takeAnnouncements } from "./harness/announcements.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import {
  cutAfter,
  type FaultProxy,
  hang,
  holdBack,
  refuse,
  slowModel,
  startFaultProxy,
} from "./harness/fault-proxy.ts";

const QUESTION = "青溪市2023年行政机关负责人出庭应诉率是多少？";
const RATE = /95\.8%/;
const CHAT = "/api/chat";

describeInChromium("the chat page on a bad line", ({ open, blank, allow }) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  const turn = (page: Page) => page.locator("main article").last();
  const ask = async (page: Page, question = QUESTION) => {
    await page.getByLabel("你的问题").fill(question);
    await page.getByLabel("你的问题").press("Enter");
  };
  /** The failure is told beside the question, the question can be asked again, and then it is answered. */
  const expectRetry = async (page: Page, failure: RegExp) => {
    await expect.poll(() => turn(page).innerText()).toMatch(failure);
    line.mend();
    await turn(page).getByRole("button", { name: "重试" }).click();
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
    await expect.poll(() => turn(page).innerText()).not.toMatch(failure);
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
    const message = "提问太频繁，请 3 秒后再试";
    line.plan(CHAT, refuse(429, { error: { code: "rate-limited", message } }, { "retry-after": "3" }));
    const page = await open(line.url);
    await ask(page);
    allow(/status of 429/);
    // The button counts the seconds down; pressed too early it does nothing.
    const retry = turn(page).getByRole("button", { name: /重试/ });
    await expect.poll(() => retry.textContent()).toMatch(/^重试（[123] 秒后）$/);
    await retry.dispatchEvent("click");
    expect(await turn(page).innerText()).toMatch(/请 3 秒后再试/);
    await expect.poll(() => retry.textContent()).toBe("重试");
    await expectRetry(page, /请 3 秒后再试/);
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
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
    await page.context().setOffline(true);
    allow(/ERR_INTERNET_DISCONNECTED/);
    await takeAnnouncements(page);
    await ask(page, "那2022年呢？");
    await expect.poll(() => turn(page).innerText()).toMatch(/连不上服务/);
    expect((await takeAnnouncements(page)).filter((told) => told.includes("连不上服务"))).toHaveLength(1);
    expect(await page.locator("main article").first().innerText()).toMatch(RATE);
    await page.context().setOffline(false);
    await turn(page).getByRole("button", { name: "重试" }).click();
    await expect.poll(() => turn(page).innerText()).toMatch(/91\.4%/);
  });

  it("no reply at all: can be stopped by keyboard, and the next question is answered", async () => {
    line.plan(CHAT, hang);
    const page = await open(line.url);
    await ask(page);
    await page.getByRole("button", { name: "停止" }).press("Enter");
    await expect.poll(() => turn(page).innerText()).toMatch(/已停止/);
    line.mend();
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
  });

  it("no reply at all: says that it takes long, and at last that nothing came", async () => {
    line.plan(CHAT, hang);
    const page = await blank();
    await page.clock.install();
    await page.goto(line.url);
    await ask(page);
    await page.getByRole("button", { name: "停止" }).waitFor();
    await page.clock.fastForward("00:09");
    await expect.poll(() => turn(page).innerText()).toMatch(/比平时慢/);
    await page.clock.fastForward("01:30");
    await expectRetry(page, /等了很久没有回音/);
  });

  it("what is pressed while an answer is under way is done, and the other one stopped", async () => {
    const page = await open(line.url);
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
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
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
    line.plan(CHAT, slowModel(60));
    await ask(page, "那2022年呢？");
    await expect.poll(() => turn(page).innerText(), { interval: 20 }).toMatch(/91/);
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await turn(page).getByRole("button", { name: "复制链接" }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it("what is covered comes late or not at all: the question box works without them", async () => {
    const held = holdBack();
    line.plan("/api/meta", held.fault);
    const page = await open(line.url);
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
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
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(RATE);
  });

  it.each(Object.entries(SCREENS))(
    "a slow model (%s): shows words as they come and tells of the answer once",
    async (_, screen) => {
      line.plan(CHAT, slowModel(40));
      const page = await open(line.url, screen);
      await takeAnnouncements(page);
      await ask(page);
      const early = () => turn(page).innerText();
      await expect.poll(early, { interval: 20 }).toMatch(/出庭/);
      await expect.poll(() => page.getByRole("button", { name: "停止" }).count()).toBe(0);
      expect(await turn(page).innerText()).toMatch(RATE);
      const told = await takeAnnouncements(page);
      expect(told.filter((text) => RATE.test(text))).toHaveLength(1);
      expect(told.length).toBeLessThanOrEqual(5);
    },
  );

  it("a slow model, stopped half way: keeps the words that came, says that it was stopped", async () => {
    line.plan(CHAT, slowModel(150, 2));
    const page = await open(line.url);
    await ask(page);
    await expect.poll(() => turn(page).innerText()).toMatch(/出庭|95/);
    await page.getByRole("button", { name: "停止" }).click();
    await expect.poll(() => turn(page).innerText()).toMatch(/已停止/);
  });
});
