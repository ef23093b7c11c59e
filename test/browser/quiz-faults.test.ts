import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { readAnnouncements } from "./harness/announcements.ts";
import { describeInChromium } from "./harness/chromium-suite.ts";
import { type FaultProxy, hang, refuse, startFaultProxy } from "./harness/fault-proxy.ts";
import { act, askForPaper, items } from "./harness/quiz-states.ts";

describeInChromium("the quiz page when things go wrong", ({ open, blank, allow }) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  it("finds a report among ten thousand", async () => {
    const reports = Array.from({ length: 10_000 }, (_, row) => ({
      ...{ id: `r${row}`, file: `r${row}.txt`, title: `第${row}镇报告`, issuer: "", region: "南江省", year: 2023 },
      ...{ level: "", date: null, passages: 1, chars: 1 },
    }));
    line.plan("/api/reports", refuse(200, { reports, builtAt: "", examples: [] }));
    const page = await open(`${line.url}/quiz`);
    await page.getByText("挑选报告").click();
    await page.getByText("相符 10000 份，列出前 50 份").waitFor();
    await page.getByLabel(/^找报告/).fill("第9999镇");
    await expect.poll(() => page.getByRole("checkbox", { name: /镇报告/ }).count()).toBe(1);
    await page.getByRole("checkbox", { name: "第9999镇报告" }).check();
    await page.getByText("只从选中的 1 份报告出题").waitFor();
  });

  it("says so when the browser keeps nothing", async () => {
    const page = await blank();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.goto(`${line.url}/quiz`);
    await askForPaper(page, { 单选题: 1 });
    await page.getByText("关掉页面之前请先导出").waitFor();
    await expect.poll(() => items(page).count()).toBe(1);
  });

  it("refuses impossible numbers at the field", async () => {
    const page = await open(`${line.url}/quiz`);
    await askForPaper(page, {});
    await page.getByText("请至少给一种题型填上题数").waitFor();
    await page.getByRole("spinbutton", { name: "单选题" }).fill("501");
    await page.getByRole("button", { name: "出题" }).click();
    await page.getByText("题数应为 0 到 500 的整数").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("count-single");
  });

  it("explains failures, tries again, and loses nothing", async () => {
    allow(/status of (500|502|429)|ERR_INTERNET_DISCONNECTED/);
    const page = await blank();
    line.plan("/api/quiz", refuse(500, { error: { code: "internal", message: "服务出了意外，请稍后再试" } }));
    await page.goto(`${line.url}/quiz`);
    await askForPaper(page, { 单选题: 2 });
    await page.getByText("没有出题。服务出了意外").waitFor();
    line.mend();
    await page.getByRole("button", { name: "重试" }).click();
    await items(page).first().waitFor();

    await page.getByRole("radio", { name: /^Markdown/ }).waitFor();
    await page.context().setOffline(true);
    await act(page, "换一题", 1).click();
    await page.getByText("没有换成。连不上服务").waitFor();
    await act(page, "编辑", 2).click();
    await page.getByRole("textbox", { name: "题干" }).fill("青溪市2023年断网时改的题？");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("改动已保存，但没能连上服务与出处核对").waitFor();
    await page.getByRole("button", { name: "下载", exact: true }).click();
    await page.getByText("没有导出。连不上服务").waitFor();
    await page.context().setOffline(false);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".exported").getByRole("button", { name: "重试" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.docx$/);
  });

  it("shows that it is at work, and stops when told to", async () => {
    line.plan("/api/quiz", hang);
    const page = await open(`${line.url}/quiz`);
    await askForPaper(page, { 单选题: 2 });
    await page.getByRole("progressbar", { name: "正在出题" }).waitFor();
    await expect.poll(() => readAnnouncements(page)).toEqual(["正在出 2 题"]);
    await page.getByRole("button", { name: "停止" }).click();
    await expect.poll(() => page.getByRole("progressbar").count()).toBe(0);
    line.mend();
    await page.getByRole("button", { name: "出题" }).click();
    await items(page).first().waitFor();
  });
});
