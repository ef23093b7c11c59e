import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AskRequest } from "../../src/core/assistant.ts";
import type { Answer, AnswerEvent } from "../../src/core/model/answer.ts";
import { citeQuote, createFakeAssistant, fakeAnswer, tellAnswer } from "../../src/testing/fake-assistant.ts";
import { sampleReport } from "../../src/testing/sample-report.ts";
import { describeInChromium } from "./harness/chromium-suite.ts";
import { ask as askQuestion, lastTurn, whenIdle } from "./harness/conversation-states.ts";
import { type ServedPage, servePage } from "./serve-page.ts";

const REPORT = sampleReport();
const RATE_QUOTE = "2023年，云泽市行政机关负责人出庭应诉率为97.4%，比上年提高2.1个百分点。";
const MARKUP_QUOTE = '有市民在留言里写道：<img src=x onerror="document.title=1"> 请把网站修好 <b>谢谢</b>。';
const EXAMPLE = "云泽市2023年行政机关负责人出庭应诉率是多少？";

const ANSWERS: Readonly<Record<string, Answer>> = {
  应诉率: fakeAnswer({
    lead: "97.4%（云泽市，2023年）",
    answer: `97.4%（云泽市，2023年） [1]\n\n${RATE_QUOTE} [1]\n\n| 项目 | 数字 |\n| --- | --- |\n| 听证会 | 6场 [2] |`,
    citations: [citeQuote(REPORT, RATE_QUOTE, 1), citeQuote(REPORT, "举行听证会6场", 2)],
    followUps: ["云泽市2023年举行听证会多少场？"],
  }),
  留言: fakeAnswer({ lead: "市民的留言", answer: `${MARKUP_QUOTE} [1]`, citations: [citeQuote(REPORT, MARKUP_QUOTE)] }),
  调解: fakeAnswer({
    lead: "95.8%",
    answer: "调解成功率为95.8%。 [1]",
    citations: [citeQuote(REPORT, "调解成功率为95.8%")],
    notes: ["语言模型连不上，以下为原文摘录。"],
  }),
  普法: fakeAnswer({
    outcome: "abstained",
    reason: "no_evidence",
    lead: "报告中没有找到。",
    answer: `报告中没有找到。\n\n最接近的原文（未必是答案）：${RATE_QUOTE} [1]`,
    citations: [citeQuote(REPORT, RATE_QUOTE, 1)],
  }),
  北京: fakeAnswer({
    outcome: "abstained",
    reason: "region_not_covered",
    lead: "已收录的报告不包括所问地区：北京市。",
    answer: "已收录的报告不包括所问地区：北京市。",
  }),
};

async function* answerQuestion({ messages, signal }: AskRequest): AsyncGenerator<AnswerEvent, void, void> {
  const question = messages.at(-1)?.content ?? "";
  if (question.includes("很慢")) {
    yield { type: "status-changed", stage: "searching", message: "正在报告中查找" };
    await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    return;
  }
  if (question.includes("出错")) throw new Error("planned");
  const found = Object.entries(ANSWERS).find(([word]) => question.includes(word));
  if (found === undefined) throw new Error(`no answer set up for ${question}`);
  yield* tellAnswer(found[1]);
}

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describeInChromium("the chat page", (suite) => {
  let served: ServedPage;
  let assistant: ReturnType<typeof createFakeAssistant>;
  let page: Page;

  beforeAll(async () => {
    assistant = createFakeAssistant({ examples: [EXAMPLE], ask: answerQuestion });
    served = await servePage(assistant);
  });
  afterAll(() => served?.close());

  async function open(options: BrowserContextOptions = DESKTOP): Promise<void> {
    page = await suite.open(served.address, options);
    await page.locator(".examples li").first().waitFor();
  }

  const ask = (question: string) => askQuestion(page, question);
  /** The first words of an answer that is whole. */
  async function answered(): Promise<void> {
    await whenIdle(page);
    await lead().waitFor();
  }

  const lead = () => lastTurn(page).locator(".lead");
  const lit = () => page.locator("dialog[open] mark");

  async function scrollsSideways(): Promise<boolean> {
    return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  it("opens ready to type, with examples and what it covers", async () => {
    await open();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("question");
    await expect.poll(() => page.locator(".examples li").allInnerTexts()).toEqual([EXAMPLE]);
    await expect
      .poll(() => page.locator(".covered").innerText())
      .toMatch(/收录 1 份报告.*更新[\s\S]*东海省云泽市（2023年）/);
    await expect.poll(() => page.locator("main").innerText()).toMatch(/引用前请核对原文；不构成法律意见/);
  });

  it("answers an example with the lead first, and lights the sentence in the report beside it", async () => {
    await open();
    await page.getByRole("button", { name: EXAMPLE }).click();
    await answered();
    await expect.poll(() => lead().innerText()).toMatch(/^97\.4%（云泽市，2023年）/);
    await expect.poll(() => page.locator(".badges").innerText()).toMatch(/原文摘录\s*东海省云泽市 · 2023年/);
    await page.locator("dialog[open] h3").first().waitFor();
    await expect.poll(() => lit().allTextContents()).toEqual([RATE_QUOTE]);
    await expect.poll(() => lit().evaluate(isInView)).toBe(true);
    await expect.poll(() => page.locator("#announcer").textContent()).toMatch(/^回答完成：97\.4%/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("question");
  });

  it("opens the passage of the marker pressed, shows the source's own words, and gives the focus back", async () => {
    await open();
    await ask("应诉率？");
    const marker = page.getByRole("button", { name: /^出处 2：东海省云泽市/ });
    await marker.click();
    await expect.poll(() => lit().allTextContents()).toEqual(["举行听证会6场"]);
    await expect
      .poll(() => page.locator(".source-head .source-path").textContent())
      .toBe("一、把行政决策关在制度里 › （二）请群众坐到桌前");
    await page
      .getByRole("button", { name: /^出处 1：/ })
      .last()
      .click();
    await page.getByRole("button", { name: "原文", exact: true }).click();
    // In the raw text, what was repaired is marked too: the words come in pieces.
    const words = async () => (await lit().allTextContents()).join("");
    await expect.poll(words).toBe(ANSWERS.应诉率?.citations[0]?.rawQuote);
    await expect.poll(() => words()).toMatch(/機關負責人/);
    await page.getByRole("button", { name: "整理后" }).click();
    await expect.poll(() => lit().allTextContents()).toEqual([RATE_QUOTE]);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("marker");
  });

  it("copies a quote with its source", async () => {
    await open({ ...DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
    await ask("应诉率？");
    await page.getByRole("button", { name: "复制引文" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^2023年，云泽市.*百分点。（出处：《云泽市2023年度法治政府建设工作报告》，“二、/);
  });

  it("does not send on the Enter that picks a word in an input method", async () => {
    await open();
    const before = assistant.asked.length;
    const box = page.getByLabel("你的问题");
    await box.fill("应诉率");
    await box.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    await box.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
    await box.press("Shift+Enter");
    await expect.poll(() => box.inputValue()).toBe("应诉率\n");
    await expect.poll(() => page.locator(".turn").count()).toBe(0);
    await box.press("Enter");
    await answered();
    expect(assistant.asked.slice(before).map(({ messages }) => messages.at(-1)?.content)).toEqual(["应诉率"]);
  });

  it("sends the earlier turns along with a follow-up", async () => {
    await open();
    await ask("应诉率？");
    await answered();
    await ask("那北京呢？");
    await page.locator(".is-abstained").waitFor();
    expect(assistant.asked.at(-1)?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  });

  it("shows markup from a report as the text it is", async () => {
    await open();
    await ask("市民留言说了什么？");
    await expect.poll(() => lit().allTextContents()).toEqual([MARKUP_QUOTE]);
    await expect
      .poll(() => page.locator(".answer-body").innerText())
      .toContain('<img src=x onerror="document.title=1">');
    await expect.poll(() => page.locator(".turn img, .turn b, dialog img, dialog b").count()).toBe(0);
    await expect.poll(() => page.title()).toBe("市民留言说了什么？ · 法问");
  });

  it("says that the language model could not be used", async () => {
    await open();
    await ask("调解成功率是多少？");
    await expect.poll(() => page.locator(".answer-notes").innerText()).toBe("语言模型连不上，以下为原文摘录。");
  });

  it("says honestly and kindly that it has no answer, and what it covers", async () => {
    await open();
    await ask("北京怎么样？");
    const answer = page.locator(".is-abstained");
    await answer.waitFor();
    await expect
      .poll(() => answer.innerText())
      .toMatch(/未收录该地区[\s\S]*不包括所问地区：北京市[\s\S]*东海省云泽市（2023年）/);
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  });

  it("opens no source beside an answer that has none", async () => {
    await open();
    await ask("普法做了哪些工作？");
    await page.locator(".is-abstained").waitFor();
    await page.locator(".turn-tools").waitFor();
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    await page.getByRole("button", { name: /^出处 1：/ }).click();
    await expect.poll(() => lit().allTextContents()).toEqual([RATE_QUOTE]);
  });

  it("writes a marker in brackets, so that no copied figure grows by a digit", async () => {
    await open();
    await ask("应诉率？");
    await answered();
    await expect.poll(() => lead().innerText()).toMatch(/^97\.4%（云泽市，2023年） ?\[1\]$/);
    const copied = await page.locator(".answer").evaluate((node) => {
      getSelection()?.selectAllChildren(node);
      return getSelection()?.toString() ?? "";
    });
    expect(copied).toMatch(/6场\s?\[2\]/);
    expect(copied).not.toMatch(/(?:%|场)\d/);
  });

  it("leads to the whole page with all citations of the answer to step through", async () => {
    await open();
    await ask("应诉率？");
    await page.getByRole("link", { name: "整页" }).click();
    await expect.poll(() => page.locator(".citation-where").innerText()).toBe("引用 1/2");
    await page.getByRole("button", { name: "下一处引用" }).click();
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual(["举行听证会6场"]);
  });

  it("folds a long question, and asks it again from its link however long", async () => {
    await open(PHONE);
    const question = `应诉率？${"请把有关情况写清楚。".repeat(180)}`;
    await ask(question);
    await answered();
    const heading = page.getByRole("heading", { level: 2, name: "应诉率？" });
    const height = () => heading.evaluate((node) => node.getBoundingClientRect().height);
    const folded = await height();
    expect(folded).toBeLessThan(110);
    await page.getByRole("button", { name: "显示整个问题" }).click();
    await expect.poll(height).toBeGreaterThan(folded * 4);
    const before = assistant.asked.length;
    await page.reload();
    await expect
      .poll(() => assistant.asked.slice(before).map(({ messages }) => messages.at(-1)?.content))
      .toEqual([question]);
  });

  it("shows progress, stops when told to, and asks again", async () => {
    await open();
    await ask("很慢的应诉率");
    await page.getByText("正在报告中查找…").waitFor();
    await page.getByRole("button", { name: "停止" }).click();
    await page.getByText("已停止。", { exact: true }).first().waitFor();
    await expect.poll(() => assistant.asked.at(-1)?.signal?.aborted).toBe(true);
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByText("正在报告中查找…").waitFor();
    await expect.poll(() => page.locator(".turn").count()).toBe(1);
  });

  it("explains a failure in plain Chinese, with a way to try again", async () => {
    await open();
    suite.allow(/status of 500/);
    await ask("出错的问题");
    await page.getByRole("button", { name: "重试" }).waitFor();
    await expect.poll(() => page.locator(".failure").innerText()).toMatch(/服务出了意外/);
    suite.allow(/ERR_INTERNET_DISCONNECTED/);
    await page.context().setOffline(true);
    await ask("应诉率？");
    await page.getByText("连不上服务，请检查网络后重试。").first().waitFor();
  });

  it("keeps its name on one line on a phone, and speaks of no keys there", async () => {
    await open(PHONE);
    const heightOf = (selector: string) =>
      page.locator(selector).evaluate((node) => node.getBoundingClientRect().height);
    const before = await heightOf(".brand-name");
    expect(before).toBeLessThan(40);
    await expect.poll(() => heightOf(".brand-about")).toBeLessThan(40);
    await expect.poll(() => page.locator(".key-help").isVisible()).toBe(false);
    await ask("应诉率？");
    await answered();
    await expect.poll(() => page.locator(".new-topic").isVisible()).toBe(true);
    await expect.poll(() => heightOf(".brand-name")).toBe(before);
    await expect.poll(() => heightOf(".site-header")).toBeLessThan(70);
  });

  it("opens the passage as a sheet on a phone and never scrolls sideways", async () => {
    await open(PHONE);
    expect(await scrollsSideways()).toBe(false);
    await ask("应诉率？");
    await answered();
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
    expect(await scrollsSideways()).toBe(false);
    await page
      .getByRole("button", { name: /^出处 1：/ })
      .first()
      .tap();
    await expect.poll(() => lit().evaluate(isInView)).toBe(true);
    await expect.poll(() => lit().allTextContents()).toEqual([RATE_QUOTE]);
    expect(await scrollsSideways()).toBe(false);
    await page.getByRole("button", { name: "关闭出处" }).tap();
    await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
  });
});

/** Runs in the page. */
function isInView(node: Element): boolean {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
