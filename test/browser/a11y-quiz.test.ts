import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { readAnnouncements } from "./harness/announcements.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { type FaultProxy, hang, refuse, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState, type State } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { act, askForPaper, items, openPaper, openPractice } from "./harness/quiz-states.ts";
import { findLostContent, spaceText } from "./harness/reflow.ts";

const COUNTS = { 单选题: 1, 多选题: 1, 判断题: 1, 填空题: 1, 简答题: 1 } as const;

/** The formats come after the paper. */
async function openWhole(page: Page, url: string): Promise<void> {
  await openPaper(page, url, COUNTS);
  await page.getByRole("radio", { name: /^Kahoot/ }).waitFor();
}

/** Three journeys: each is long enough for a busy machine. */
const FORM_STATES: readonly State[] = [
  {
    name: "nothing asked",
    enter: async (page, { url }) => {
      await page.goto(`${url}/quiz`);
      await page.getByText("从全部 3 份报告出题").waitFor();
    },
  },
  {
    name: "choosing a place",
    enter: async (page) => {
      await page.getByRole("combobox", { name: "地区" }).fill("青溪");
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    },
  },
  {
    name: "choosing reports",
    enter: async (page) => {
      await page.getByRole("combobox", { name: "地区" }).press("Escape");
      await page.getByText("挑选报告").click();
      await page.getByRole("checkbox", { name: /云岭县/ }).check();
    },
  },
  {
    name: "wrong number",
    enter: async (page) => {
      await page.getByRole("checkbox", { name: /云岭县/ }).uncheck();
      await page.getByRole("spinbutton", { name: "单选题" }).fill("-1");
      await page.getByRole("button", { name: "出题" }).click();
      await page.getByText("题数应为 0 到 500 的整数").waitFor();
    },
  },
  {
    name: "making",
    enter: async (page, line) => {
      line.plan("/api/quiz", hang);
      await askForPaper(page, COUNTS);
      await page.getByRole("progressbar").waitFor();
    },
  },
  {
    name: "failed",
    enter: async (page, line) => {
      line.plan("/api/quiz", refuse(500, "<h1>oops</h1>"));
      await page.getByRole("button", { name: "出题" }).click();
      await page.getByRole("button", { name: "重试" }).waitFor();
      line.mend();
    },
  },
];

const PAPER_STATES: readonly State[] = [
  { name: "paper", enter: (page, { url }) => openWhole(page, url) },
  {
    name: "reviewed, without keys",
    enter: async (page) => {
      await act(page, "标为已审", 1).click();
      await page.getByLabel("显示答案和解析").uncheck();
    },
  },
  {
    name: "editing",
    enter: async (page) => {
      await page.getByLabel("显示答案和解析").check();
      for (const number of [1, 3, 4, 5]) await act(page, "编辑", number).click();
    },
  },
  {
    name: "edited, with doubts",
    enter: async (page) => {
      for (const at of [2, 3, 4]) await items(page).nth(at).getByRole("button", { name: "取消" }).click();
      await items(page).nth(0).getByRole("textbox", { name: "题干" }).fill("青溪市2023年办了7777件什么？");
      await items(page).nth(0).getByRole("button", { name: "保存" }).click();
      await page.locator(".warnings").waitFor();
    },
  },
  {
    name: "exported, some left out",
    enter: async (page) => {
      await page.getByRole("radio", { name: /^Kahoot/ }).check();
      await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "下载", exact: true }).click(),
      ]);
      await page.locator(".left-out").first().waitFor();
    },
  },
  {
    name: "asked before clearing",
    enter: async (page) => {
      await page.getByRole("button", { name: "清空", exact: true }).click();
      await page.getByRole("button", { name: "确定清空" }).waitFor();
    },
  },
  {
    name: "large print",
    enter: async (page) => {
      await page.getByRole("button", { name: "长者模式" }).click();
    },
  },
];

const PRACTICE_STATES: readonly State[] = [
  {
    name: "practising, large print",
    enter: async (page, { url }) => {
      await openPaper(page, url, COUNTS);
      await page.getByRole("button", { name: "长者模式" }).click();
      await openPractice(page, url);
    },
  },
  {
    name: "answered",
    enter: async (page) => {
      await page.getByRole("button", { name: "长者模式" }).click();
      const places = await page.locator("form.answer input").count();
      // The last but one is right or wrong as the paper has it; either way there is a verdict.
      await page
        .locator("form.answer input")
        .nth(places - 2)
        .check();
      await page.getByRole("button", { name: "提交答案" }).click();
      await page.locator(".verdict").waitFor();
    },
  },
  {
    name: "the score",
    enter: async (page) => {
      for (let turn = 0; turn < 12 && (await page.getByRole("button", { name: "再做一遍错题" }).count()) === 0; turn++)
        await pressOn(page);
      await page.getByText("得分").first().waitFor();
    },
  },
];

/** Whatever the item wants next, wrongly. */
async function pressOn(page: Page): Promise<void> {
  const next = page.getByRole("button", { name: /^(下一题|看得分|没有答全|对照要点)$/ });
  if ((await next.count()) > 0) return next.first().click();
  const text = page.locator("form.answer input[type=text]");
  for (let gap = 0; gap < (await text.count()); gap++) await text.nth(gap).fill("不知道");
  const choice = page.locator("form.answer :is(input[type=radio], input[type=checkbox])");
  if ((await choice.count()) > 0) await choice.first().check();
  await page.getByRole("button", { name: "提交答案" }).click();
}

describeInChromium("the quiz page for everybody", (suite) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  describe("asking for a paper", () =>
    checkEveryState(suite, FORM_STATES, { line: () => line, planned: /status of 500/ }));
  describe("the paper", () => checkEveryState(suite, PAPER_STATES, { line: () => line }));
  describe("practising", () => checkEveryState(suite, PRACTICE_STATES, { line: () => line }));

  it("readers' own text spacing cuts nothing off", async () => {
    const page = await suite.blank({ ...SCREENS.phone, bypassCSP: true });
    await openWhole(page, line.url);
    await spaceText(page);
    expect(await findLostContent(page)).toEqual([]);
  });

  it.each([{}, { forcedColors: "active" }, SCREENS.zoom400] as const)(
    "Tab reaches everything, the focus can be seen everywhere and is caught nowhere: %o",
    async (look) => {
      const page = await suite.blank(look);
      await openPaper(page, line.url, { 单选题: 1, 判断题: 1 });
      await page.getByRole("radio", { name: /^Kahoot/ }).waitFor();
      const { stops, left } = await walkByTab(page);
      expect(left).toBe(true);
      expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
      expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
      const names = stops.map(({ name }) => name).join("\n");
      for (const needed of [/跳到题目/, /出题要求/, /编辑：第 1 题/, /看原文/, /Word/, /下载/])
        expect(names).toMatch(needed);
    },
  );

  it("a paper that comes slowly is announced once when asked for and once when it is there", async () => {
    const page = await suite.blank();
    await openPaper(page, line.url, { 单选题: 2 });
    await expect.poll(() => readAnnouncements(page)).toEqual(["正在出 2 题", "出好了 2 题"]);
  });
});
