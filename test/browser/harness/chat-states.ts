import type { Page } from "playwright-core";
import { expect } from "vitest";
import { hang, refuse } from "./fault-proxy.ts";
import type { State } from "./journey.ts";

export const RATE_QUESTION = "青溪市2023年行政机关负责人出庭应诉率是多少？";

export const lastTurn = (page: Page) => page.locator("main article").last();

export async function ask(page: Page, question = RATE_QUESTION): Promise<void> {
  await page.getByLabel("你的问题").fill(question);
  await page.getByLabel("你的问题").press("Enter");
}

/** Asks and waits until the last turn says what is expected. */
export async function askFor(page: Page, question: string, expected: RegExp): Promise<void> {
  await ask(page, question);
  await expect.poll(() => lastTurn(page).innerText()).toMatch(expected);
}

/** The chat page from its opening to its failures. */
export const CHAT_STATES: readonly State[] = [
  {
    name: "empty",
    enter: async (page, { url }) => {
      await page.goto(url);
      await page
        .getByText(/收录\s*\d+ 份报告/)
        .first()
        .waitFor({ state: "attached" });
    },
  },
  {
    name: "answering",
    enter: async (page, line) => {
      line.plan("/api/chat", hang);
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
    name: "source beside the answer",
    enter: async (page) => {
      await lastTurn(page)
        .getByRole("button", { name: /^出处 1/ })
        .first()
        .click();
      await page.locator("mark").first().waitFor();
    },
  },
  {
    name: "two places compared",
    enter: async (page) => {
      await page.keyboard.press("Escape");
      await askFor(page, "青溪市和云岭县2023年出庭应诉率哪个高？", /100%/);
    },
  },
  { name: "abstained", enter: (page) => askFor(page, "北京市2023年出庭应诉率是多少？", /北京市/) },
  {
    name: "failed",
    enter: async (page, line) => {
      line.plan("/api/chat", refuse(500, "<h1>oops</h1>"));
      await askFor(page, RATE_QUESTION, /服务暂时不可用/);
      line.mend();
    },
  },
  {
    name: "offline",
    enter: async (page) => {
      await page.context().setOffline(true);
      await askFor(page, RATE_QUESTION, /连不上服务/);
      await page.context().setOffline(false);
    },
  },
];
