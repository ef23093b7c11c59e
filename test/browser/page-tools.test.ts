import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Feedback } from "../../src/http/contract.ts";
import { citeQuote, createFakeAssistant, fakeAnswer, tellAnswer } from "../../src/testing/fake-assistant.ts";
import { sampleReport } from "../../src/testing/sample-report.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { ask as askQuestion, lastTurn, whenIdle } from "./harness/conversation-states.ts";
import { type ServedPage, servePage } from "./serve-page.ts";

const QUESTION = "云泽市2023年出庭应诉率是多少？";
const REPORT = sampleReport();
const ANSWER = fakeAnswer({
  lead: "97.4%（云泽市，2023年）",
  answer: "97.4%(云泽市, 2023年) [1]",
  citations: [citeQuote(REPORT, "云泽市行政机关负责人出庭应诉率为97.4%")],
  understood: { regions: ["东海省云泽市"], years: [2023], indicators: ["出庭应诉率"] },
});

describeInChromium("what can be done with a question and its answer", (suite) => {
  const saved: Feedback[] = [];
  let served: ServedPage;
  let assistant: ReturnType<typeof createFakeAssistant>;
  let page: Page;

  beforeAll(async () => {
    assistant = createFakeAssistant({ examples: [QUESTION], ask: () => tellAnswer(ANSWER) });
    served = await servePage(assistant, { saveFeedback: async (feedback) => void saved.push(feedback) });
  });
  afterAll(() => served?.close());
  beforeEach(() => void saved.splice(0));

  async function open(path = "", options: BrowserContextOptions = {}): Promise<void> {
    page = await suite.open(served.address + path, options);
    await page.locator(".covered:not([hidden])").waitFor({ state: "attached" });
  }
  async function ask(question = QUESTION): Promise<void> {
    await askQuestion(page, question);
    await whenIdle(page);
    await lastTurn(page).locator(".turn-tools").waitFor();
  }
  const asked = () => assistant.asked.at(-1);
  const lastQuestion = () => asked()?.messages.at(-1)?.content;

  it("puts right what was understood, by keyboard, and asks that by itself", async () => {
    await open();
    await ask();
    const chip = page.getByRole("button", { name: "2023年", exact: true });
    await chip.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".slot-form").count()).toBe(0);
    await expect.poll(() => chip.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "出庭应诉率", exact: true }).press("Enter");
    await page.getByLabel("指标").fill("调解成功率");
    await page.getByLabel("指标").press("Enter");
    await expect.poll(() => page.locator(".turn").count()).toBe(2);
    await expect.poll(lastQuestion).toBe("云泽市2023年调解成功率是多少？");
    expect(asked()?.messages).toHaveLength(1);
  });

  it("narrows the next question, tells so beside the answer, and asks without", async () => {
    await open();
    await page.getByText("筛选范围").click();
    await page.getByLabel("地区").selectOption("东海省云泽市");
    await page.getByLabel("年份").selectOption("2023");
    await page.locator("#filter-report").selectOption(REPORT.id);
    await ask();
    expect(asked()?.filters).toEqual({ regions: ["东海省云泽市"], years: [2023], reports: [REPORT.id] });
    await expect.poll(() => page.locator(".filter-fields").isVisible()).toBe(false);
    await expect.poll(() => page.locator(".understood").innerText()).toContain("只查：东海省云泽市、2023年、1 份报告");
    await page.getByRole("button", { name: "去掉筛选：2023年" }).click();
    await ask("那2022年呢？");
    expect(asked()?.filters).toEqual({ regions: ["东海省云泽市"], reports: [REPORT.id] });
    await page.getByRole("button", { name: "不限范围重问" }).last().click();
    await expect.poll(() => asked()?.filters).toBeUndefined();
  });

  it("has a permanent link that asks again, narrowed the same", async () => {
    await open("?q=%E5%BA%94%E8%AF%89%E7%8E%87&region=%E4%B8%9C%E6%B5%B7%E7%9C%81&year=2023");
    await page.locator(".turn-tools").waitFor();
    await whenIdle(page);
    expect(lastQuestion()).toBe("应诉率");
    expect(asked()?.filters).toEqual({ regions: ["东海省"], years: [2023] });
    await ask();
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe(QUESTION);
    await expect.poll(() => page.title()).toContain(QUESTION);
  });

  it("copies an answer for an official document, with its source and how it was made", async () => {
    await open("", { permissions: ["clipboard-read", "clipboard-write"] });
    await ask();
    await page.getByRole("button", { name: "复制（公文格式）" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^97\.4%（云泽市，2023年）〔1〕\n\n出处：\n〔1〕《.*》/);
    expect(copied).toMatch(/以上内容为报告原文摘录，引用前请核对原文。\n（法问，\d{4}年.*\/\?q=/);
  });

  it("takes a reader's reasons, and sends what it says it sends", async () => {
    await open();
    await ask();
    const down = page.getByRole("button", { name: "没帮助" });
    await down.click();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".feedback-form").isVisible()).toBe(false);
    await expect.poll(() => down.evaluate((node) => node === document.activeElement)).toBe(true);
    await down.click();
    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("请至少选一项，或写一句说明。").waitFor();
    expect(saved).toEqual([]);
    await page.getByLabel("数字不对").check();
    await page.getByLabel(/补充说明/).fill("应为另一年");
    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("已收到，谢谢。").first().waitFor();
    expect(saved).toEqual([
      {
        answerId: expect.any(String),
        vote: "down",
        reasons: ["wrong_figure"],
        comment: "应为另一年",
        question: QUESTION,
        lead: ANSWER.lead,
      },
    ]);
    await expect.poll(() => down.getAttribute("aria-disabled")).toBe("true");
    await expect.poll(() => down.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "有帮助" }).dispatchEvent("click");
    expect(saved).toHaveLength(1);
  });

  it("keeps the questions on the device until they are cleared", async () => {
    await open();
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
    await ask();
    await page.goto(served.address);
    const recent = page.locator(".recent");
    await expect.poll(() => recent.getByRole("button", { name: QUESTION }).count()).toBe(1);
    await recent.getByRole("button", { name: "清除" }).click();
    await expect.poll(() => recent.isVisible()).toBe(false);
    await page.reload();
    await expect.poll(() => page.locator(".recent").isVisible()).toBe(false);
  });

  it("keeps no question of somebody else's link, and narrows to no report that has gone", async () => {
    suite.allow(/status of 400/);
    await open("?q=%E5%BA%94%E8%AF%89%E7%8E%87&report=gone");
    await page.getByRole("button", { name: "不限这份报告重问" }).click();
    await page.locator(".turn-tools").waitFor();
    expect(asked()?.filters).toBeUndefined();
    await expect.poll(() => page.locator(".filter-chips li").count()).toBe(0);
    await open("?q=%E5%BA%94%E8%AF%89%E7%8E%87");
    await page.locator(".turn-tools").waitFor();
    await page.goto(served.address);
    await page.locator(".covered:not([hidden])").waitFor();
    await expect.poll(() => page.locator(".recent").isVisible()).toBe(false);
  });

  it("keeps the question and the cited sentence in sight in large print on a phone", async () => {
    await open("", SCREENS.phone);
    await page.getByRole("button", { name: "长者模式" }).tap();
    await ask();
    const heading = page.getByRole("heading", { level: 2, name: QUESTION });
    const clear = () =>
      heading.evaluate(
        (node) =>
          node.getBoundingClientRect().top -
          (document.querySelector(".site-header")?.getBoundingClientRect().bottom ?? 0),
      );
    await expect.poll(clear).toBeGreaterThanOrEqual(0);
    await page
      .getByRole("button", { name: /^出处 1：/ })
      .first()
      .tap();
    const uncovered = () =>
      page
        .locator("dialog[open] mark")
        .first()
        .evaluate((node) => {
          const { top, bottom, left } = node.getBoundingClientRect();
          const hits = [top + 4, (top + bottom) / 2, bottom - 4].map((y) => document.elementFromPoint(left + 8, y));
          return hits.every((hit) => hit !== null && (node.contains(hit) || hit.contains(node)));
        });
    await expect.poll(uncovered).toBe(true);
  });

  it("keeps 长者模式 and 外观 from page to page, from the first paint on", async () => {
    await open("", SCREENS.phone);
    await page.getByRole("button", { name: "长者模式" }).tap();
    await page.getByLabel("外观").selectOption("dark");
    await page.reload({ waitUntil: "commit" });
    await expect
      .poll(() => page.evaluate(() => ({ ...document.documentElement.dataset })))
      .toEqual({
        theme: "dark",
        text: "large",
      });
    await page.locator(".covered:not([hidden])").waitFor({ state: "attached" });
    await expect.poll(() => page.getByRole("button", { name: "长者模式" }).getAttribute("aria-pressed")).toBe("true");
    await ask();
    const sideways = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    await expect.poll(() => page.evaluate(sideways)).toBe(false);
  });

  it("prints one answer with its sources and its link, and nothing to press", async () => {
    await open();
    await ask();
    await ask("那2022年呢？");
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printing", "");
    });
    await page.getByRole("button", { name: "打印" }).first().click();
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator("[data-printing]").count()).toBe(1);
    const paper = await page.locator("body").innerText();
    expect(paper).toContain(QUESTION);
    expect(paper).toContain(REPORT.identity.title.value);
    expect(paper).toMatch(/法问 · 原文摘录 · .*\/\?q=/);
    expect(paper).not.toMatch(/那2022年呢|复制链接|有帮助|提问/);
    // Dark letters whatever the screen looks like: paper is white.
    const ink = () => page.locator(".is-printed .lead").evaluate((node) => getComputedStyle(node).color);
    const light = await ink();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect.poll(() => ink()).toBe(light);
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "contrast"));
    await expect.poll(() => ink()).toBe(light);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect.poll(() => page.locator("body").innerText()).toContain("那2022年呢");
  });

  it("keeps the source open when the screen turns", async () => {
    await open();
    await ask();
    await page.locator("dialog[open] mark").first().waitFor();
    await page.setViewportSize({ width: 700, height: 900 });
    await page.locator("dialog[open]:modal mark").first().waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator("dialog[open]:not(:modal) mark").first().waitFor();
    await expect.poll(() => page.locator("body.has-source").count()).toBe(1);
  });
});
