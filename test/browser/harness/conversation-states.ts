import type { Page } from "playwright-core";
import { expect } from "vitest";
import { hang, refuse } from "./fault-proxy.ts";
import type { State } from "./journey.ts";

/** Answered with 95.8 % by the sample reports. */
export const RATE_QUESTION = "青溪市2023年行政机关负责人出庭应诉率是多少？";

/** What the browser logs of the faults that `conversationStates` plans. */
export const PLANNED_FAULTS = /status of (500|429)|ERR_INTERNET_DISCONNECTED/;

/** Questions with their answers, on the chat page and in the chat box of other sites. */
const turns = (page: Page) => page.locator("article");
export const lastTurn = (page: Page) => turns(page).last();

/** Waits until no answer is under way: only then a question is sent, and only then an answer is whole. */
export async function whenIdle(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole("button", { name: "停止" }).count()).toBe(0);
}

/** Asks, and waits until the question stands in the conversation. */
export async function ask(page: Page, question = RATE_QUESTION): Promise<void> {
  await whenIdle(page);
  const asked = await turns(page).count();
  await page.getByLabel("你的问题").fill(question);
  await page.getByLabel("你的问题").press("Enter");
  await expect.poll(() => turns(page).count()).toBe(asked + 1);
}

/**
 * Asks and waits until the turn is over and says what is expected.
 *
 * @param expected words of the answer; throws when the question says them already, which would be waiting for nothing
 */
export async function askFor(page: Page, question: string, expected: RegExp): Promise<void> {
  if (expected.test(question)) throw new Error(`the question itself matches ${expected}`);
  await ask(page, question);
  await expectTurn(page, expected);
}

/** Waits until the last turn is over and says what is expected. */
export async function expectTurn(page: Page, expected: RegExp): Promise<void> {
  await whenIdle(page);
  await expect.poll(() => lastTurn(page).innerText()).toMatch(expected);
}

/**
 * A conversation from its first question to its failures.
 *
 * @param path that questions are sent to
 */
export const conversationStates = (path: string): readonly State[] => [
  {
    name: "answering",
    enter: async (page, line) => {
      line.plan(path, hang);
      await ask(page);
      await page.getByRole("button", { name: "停止" }).waitFor();
    },
  },
  {
    name: "stopped",
    enter: async (page, line) => {
      await page.getByRole("button", { name: "停止" }).click();
      await expect.poll(() => lastTurn(page).innerText()).toMatch(/已停止/);
      line.mend();
    },
  },
  { name: "answered", enter: (page) => askFor(page, RATE_QUESTION, /95\.8%/) },
  {
    name: "source opened",
    enter: async (page) => {
      await lastTurn(page)
        .getByRole("button", { name: /^出处 1/ })
        .first()
        .click();
      await page.locator("mark, blockquote").first().waitFor();
    },
  },
  {
    name: "compared",
    enter: async (page) => {
      // On a narrow screen the source lies over the question box.
      if (await page.locator("dialog:modal mark").count()) await page.keyboard.press("Escape");
      await askFor(page, "青溪市和云岭县2023年出庭应诉率哪个高？", /100%/);
    },
  },
  { name: "abstained", enter: (page) => askFor(page, "北京市2023年出庭应诉率是多少？", /不包括所问地区：北京市/) },
  {
    name: "too many questions",
    enter: async (page, line) => {
      const message = "提问太频繁，请 40 秒后再试";
      line.plan(path, refuse(429, { error: { code: "rate-limited", message } }, { "retry-after": "40" }));
      await askFor(page, RATE_QUESTION, /请 40 秒后再试/);
      line.mend();
    },
  },
  {
    name: "offline",
    enter: async (page) => {
      await page.context().setOffline(true);
      await askFor(page, RATE_QUESTION, /连不上/);
      await page.context().setOffline(false);
    },
  },
];
