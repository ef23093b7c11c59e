import { text as readText } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { expect, inject, it } from "vitest";
import { readAnnouncements } from "./harness/announcements.ts";
import { describeInChromium } from "./harness/chromium-suite.ts";
import { act, askForPaper, items, openPaper } from "./harness/quiz-states.ts";

const stem = (page: Page, at: number) => items(page).nth(at).locator(".stem");

/** Downloads the paper in a format, and gives the file. */
async function download(page: Page, format: RegExp) {
  await page.getByRole("radio", { name: format }).check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载", exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readText(await file.createReadStream()) };
}

describeInChromium("the quiz page", ({ open, blank, allow }) => {
  const server = () => inject("server");

  it("leads from choosing a report to a file that holds the paper with its proof", async () => {
    const page = await open(`${server()}/quiz`);
    await page.getByText("从全部 3 份报告出题").waitFor();
    await page.getByText("挑选报告").click();
    await page.getByLabel(/^找报告/).fill("青溪 2022");
    await page.getByRole("checkbox", { name: /青溪市2022年度/ }).check();
    await page.getByText("只从选中的 1 份报告出题").waitFor();
    await askForPaper(page, { 单选题: 2, 判断题: 1 });
    await items(page).first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("paper-title");
    await expect.poll(() => items(page).count()).toBe(3);
    for (const item of await items(page).all()) {
      await expect.poll(() => item.locator(".stem").innerText()).toMatch(/青溪市.*2022年|2022年.*青溪市/s);
      await expect.poll(() => item.locator(".explanation").innerText()).toMatch(/解析：.+/);
      await expect
        .poll(() => item.getByRole("link").first().getAttribute("href"))
        .toMatch(/^\/reports\/qingxi-2022\?start=\d+&end=\d+/);
    }
    const [reader] = await Promise.all([
      page.waitForEvent("popup"),
      items(page).first().getByRole("link").first().click(),
    ]);
    await expect.poll(() => reader.locator("mark").count()).toBeGreaterThan(0);
    await reader.close();
    const file = await download(page, /^Markdown/);
    expect(file.name).toMatch(/\.md$/);
    expect(file.text).toContain((await stem(page, 0).innerText()).slice(0, 8));
    expect(file.text).toMatch(/答案[\s\S]*出处/);
    await page
      .locator(".exported")
      .getByText(/^已导出 .*\.md：3 题。/)
      .waitFor();
  });

  it("marks what is edited, tells what its source does not say, and knows the way back", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 2 });
    const first = await stem(page, 0).innerText();
    await act(page, "编辑", 1).click();
    await page.getByRole("textbox", { name: "题干" }).fill('<img src=x onerror="document.title=1"> 甲市有____多少件？');
    const wrong = page.getByRole("radio", { name: /是正确答案/ }).and(page.locator(":not(:checked)"));
    const letter = (await wrong.first().getAttribute("aria-label"))?.slice(0, 1);
    await wrong.first().check();
    await page.getByRole("button", { name: "保存" }).click();
    await items(page).nth(0).getByText("已人工修改").waitFor();
    await expect.poll(() => stem(page, 0).locator("img").count()).toBe(0);
    const warnings = items(page).nth(0).locator(".warnings");
    await expect.poll(() => warnings.innerText()).toMatch(new RegExp(`改成了“${letter}\\.`));
    await expect.poll(() => warnings.innerText()).toMatch(/在出处里没有/);
    const file = await download(page, /^Markdown/);
    expect(file.text).toMatch(/已人工修改/);
    await page
      .locator(".exported")
      .getByText(/其中 1 题注明“已人工修改”/)
      .waitFor();
    await act(page, "恢复原题", 1).click();
    await expect.poll(() => stem(page, 0).innerText()).toBe(first);
    await expect.poll(() => items(page).nth(0).getByText("已人工修改").count()).toBe(0);
  });

  it("says in the form what can be no item, and keeps what was written", async () => {
    allow(/status of 400/);
    const page = await blank();
    await openPaper(page, server(), { 单选题: 1 });
    await act(page, "编辑", 1).click();
    await page.getByRole("textbox", { name: "选项 A" }).fill("");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("选项不能为空").waitFor();
    await page.getByRole("textbox", { name: "选项 A" }).press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("edit");
  });

  it("replaces, moves, deletes and gives back, with the focus where the work is", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 3 });
    const [one, two] = [await stem(page, 0).innerText(), await stem(page, 1).innerText()];
    await act(page, "下移", 1).click();
    await expect.poll(() => stem(page, 0).innerText()).toBe(two);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("下移：第 2 题");
    await act(page, "换一题", 2).click();
    await expect.poll(() => stem(page, 1).innerText()).not.toBe(one);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => stem(page, 1).innerText()).toBe(one);
    await act(page, "删除", 1).click();
    await expect.poll(() => items(page).count()).toBe(2);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("第 1 题");
    await expect.poll(async () => (await readAnnouncements(page)).at(-1)).toMatch(/已删除第 1 题，还有 2 题/);
    await page.getByRole("button", { name: "撤销" }).click();
    await expect.poll(() => items(page).count()).toBe(3);
  });

  it("keeps the paper on the device until it is cleared, with what was reviewed", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 2, 填空题: 1 });
    await act(page, "标为已审", 1).click();
    await page.getByText("已审 1 题").waitFor();
    await page.getByLabel("卷名").fill("新人测验");
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "新人测验" }).waitFor();
    await page.getByText("已审 1 题").waitFor();
    await page.getByRole("button", { name: "全部标为已审" }).click();
    await page.getByText("3 题都已审").waitFor();
    expect((await download(page, /^GIFT/)).name).toMatch(/^新人测验/);
    await page.getByRole("button", { name: "清空", exact: true }).click();
    await page.getByRole("button", { name: "不清空" }).click();
    await expect.poll(() => items(page).count()).toBe(3);
    await page.getByRole("button", { name: "清空", exact: true }).click();
    await page.getByRole("button", { name: "确定清空" }).click();
    await expect.poll(() => items(page).count()).toBe(0);
    await page.reload();
    await page.getByRole("heading", { name: "出题要求" }).waitFor();
    await expect.poll(() => page.evaluate(() => localStorage.getItem("fawen:quiz"))).toBeNull();
  });

  it("tells plainly what could not be made and what a format cannot hold", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 500 });
    await page.getByText(/^单选题要 500 题，出了 \d+ 题：/).waitFor();
    await page.getByText("出题要求").click();
    await askAgain(page, { 单选题: 1, 填空题: 1 });
    await page.getByText(/^2 题（/).waitFor();
    await download(page, /^Kahoot/);
    await page
      .locator(".left-out")
      .getByText(/^有 1 题没有放进文件（.*填空/)
      .waitFor();
    await page.getByText("出题要求").click();
    await page.getByLabel(/^章节标题里有/).fill("没有这一章");
    await askAgain(page, { 单选题: 1 });
    await page.getByText("一道题也出不了").waitFor();
  });

  it("prints the paper and nothing around it, with or without keys", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 1 });
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".tools", ".export-panel", ".set-up", ".site-header", ".paper-bar .actions"])
      await expect.poll(() => page.locator(hidden).first().isVisible(), { message: hidden }).toBe(false);
    await expect.poll(() => page.locator(".explained").isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    await page.getByLabel("显示答案和解析").uncheck();
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".explained", ".key", ".correct-mark"])
      await expect.poll(() => page.locator(hidden).first().isVisible(), { message: hidden }).toBe(false);
    await expect.poll(() => page.locator(".options").isVisible()).toBe(true);
  });
});

/** As `askForPaper`, once the seed stands there. */
async function askAgain(page: Page, counts: Parameters<typeof askForPaper>[1]): Promise<void> {
  for (const type of ["单选题", "多选题", "判断题", "填空题", "简答题"] as const)
    await page.getByRole("spinbutton", { name: type }).fill(String(counts[type] ?? 0));
  await page.getByRole("button", { name: "出题" }).click();
}
