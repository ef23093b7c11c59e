import { afterAll, beforeAll, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { buildLibrary } from "../../src/core/build-library.ts";
import { createAssistant } from "../../src/core/create-assistant.ts";
import { createSearchableLibrary } from "../../src/core/search/searchable-library.ts";
import { digestWords } from "../../src/core/text/word-digest.ts";
import { SAMPLE_REPORTS } from "../../src/testing/sample-library.ts";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { findViolations } from "./harness/axe.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { findLostContent } from "./harness/reflow.ts";
import { type ServedPage, servePage } from "./serve-page.ts";

const DAMAGED = [
  "雲澤市2023年度法治政府建設(shè)情況報告",
  "一、規範執法",
  '全市辦理案件12件，群眾留言：<img src=x onerror="document.title=1">。出庭應訴率97.4%。',
  "（一）培訓",
  "舉辦培訓8場。推進沙巴体育“四免”優化。",
  "二、下一步安排",
  "加強培訓，提升能力。",
].join("\n");
const LONG = `${DAMAGED}\n${Array.from({ length: 2400 }, (_, row) => `第${row}项，全市辦理案件${row}件，負責人出庭應訴${row}次，各項工作穩步推進，取得了較好的成效，群眾滿意度提高。`).join("\n")}\n`;

describeInChromium("the source reader", ({ open, allow }) => {
  let served: ServedPage;
  let text = "";
  beforeAll(async () => {
    const converter = createOpenccScriptConverter();
    const sources = [
      { id: "云泽 2023", file: "yunze.txt", raw: DAMAGED, known: { url: "https://www.example.gov.cn/a" }, digest: "a" },
      { id: "long", file: "long.txt", raw: LONG, known: {}, digest: "b" },
      ...SAMPLE_REPORTS.slice(0, 1).map(({ file, text: raw, region, year }) => ({
        ...{ id: "qingxi", file, raw, known: { region, year }, digest: "c" },
      })),
    ];
    const { library } = await buildLibrary(sources, { converter, embedder: null, builtAt: "2026-01-01T00:00:00.000Z" });
    const searchable = createSearchableLibrary(library, null, converter);
    served = await servePage(createAssistant({ current: () => searchable, converter, embedder: null }));
    text = library.reports[0]?.text ?? "";
  });
  afterAll(() => served?.close());

  const address = (id: string, query = "") => `${served.address}reports/${encodeURIComponent(id)}${query}`;
  const at = (words: string) => `start=${text.indexOf(words)}&end=${text.indexOf(words) + words.length}`;
  const RATE = "出庭应诉率97.4%。";

  it("lights the sentence of a link and brings it into sight, with who speaks and how that is known", async () => {
    const page = await open(address("云泽 2023", `?${at(RATE)}`));
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual([RATE]);
    await expect
      .poll(() => page.locator("mark").evaluate((node) => node.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true);
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).innerText())
      .toBe("云泽市2023年度法治政府建设情况报告");
    await expect.poll(() => page.title()).toBe("云泽市2023年度法治政府建设情况报告 · 法问");
    const identity = page.locator(".identity");
    await expect.poll(() => identity.innerText()).toMatch(/所述年份\s+2023年\s+报告写明/);
    await expect
      .poll(() => identity.getByRole("link", { name: /发布网页/ }).getAttribute("href"))
      .toBe("https://www.example.gov.cn/a");
  });

  it("never reads a report as markup", async () => {
    const page = await open(address("云泽 2023"));
    await page.getByText("<img src=x").waitFor();
    for (const view of ["原文", "对照"]) {
      await page.getByRole("button", { name: view, exact: true }).click();
      await page.locator(`.report-text.is-${view === "原文" ? "raw" : "compared"}`).waitFor();
    }
    await expect.poll(() => page.locator(".reader img").count()).toBe(0);
  });

  it("shows the source as it is, marks what was changed, and tells why", async () => {
    const page = await open(address("云泽 2023", `?${at(RATE)}`));
    await page.getByRole("button", { name: "原文", exact: true }).click();
    await expect.poll(async () => (await page.locator("mark").allTextContents()).join("")).toBe("出庭應訴率97.4%。");
    const shown = (await page.locator(".line").allTextContents()).join("\n");
    expect(shown).toBe(DAMAGED);
    await expect.poll(() => page.locator(".line del").first().getAttribute("title")).toBe("整理后：云泽");
    const steps = page.locator(".repairs");
    await expect.poll(() => steps.last().innerText()).toMatch(/繁体/);
    await page.getByRole("button", { name: /看原文中的这一处：設\(shè\)/ }).click();
    await expect.poll(async () => (await page.locator("mark").allTextContents()).join("")).toBe("設(shè)");
  });

  it("marks what cannot be trusted", async () => {
    const page = await open(address("云泽 2023"));
    await page.getByRole("button", { name: /看疑似篡改处：沙巴体育/ }).click();
    await expect.poll(() => page.locator(".report-text .suspect").allTextContents()).toEqual(["沙巴体育"]);
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual(["沙巴体育"]);
  });

  it("steps through the citations of an answer, into other reports too", async () => {
    const here = at(RATE).replace(/\D+/g, ",").slice(1);
    const page = await open(address("云泽 2023", `?${at(RATE)}&n=1&cite=1,${here}&cite=2,0,3,qingxi`));
    await expect.poll(() => page.locator(".citation-where").innerText()).toBe("引用 1/2");
    await takeAnnouncements(page);
    await page.getByRole("button", { name: "下一处引用" }).press("Enter");
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toMatch(/青溪市/);
    // Another report, another bar: the focus stays on the button of the same name, and what came is told.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("下一处引用");
    await expect.poll(async () => (await readAnnouncements(page)).join("\n")).toMatch(/引用 2\/2：.*青溪市/);
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual(["青溪市"]);
    await expect.poll(() => page.url()).toMatch(/\/reports\/qingxi\?start=0&end=3&n=2&h=\w+&cite=/);
    await page.getByRole("button", { name: "上一处引用" }).click();
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual([RATE]);
  });

  it("makes a link for the sentence that is pressed or stepped to", async () => {
    const page = await open(address("云泽 2023"), { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByText("举办培训8场。").click({ position: { x: 20, y: 10 } });
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual(["举办培训8场。"]);
    await page.getByRole("button", { name: "上一句" }).click();
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual(["（一）培训"]);
    await page.getByRole("button", { name: "复制链接" }).click();
    await page.getByRole("button", { name: "已复制" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(page.url());
    expect(link).toMatch(new RegExp(`\\?${at("（一）培训")}&h=`));
  });

  it("lights the words that a link was made for and no others, wherever they stand now", async () => {
    const page = await open(address("云泽 2023", `?start=0&end=${RATE.length}&h=${digestWords(RATE)}`));
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual([RATE]);
    await expect.poll(() => page.locator(".reader-notice").innerText()).toMatch(/引文已不在原处.*重新找到/);
    const lost = [
      [`?${at(RATE)}&h=${digestWords("别的字句")}`, /引文已不在原处.*没有标出/],
      ["?start=99999&end=100010", /超出了这份报告/],
      ["?start=9&end=5", /位置不完整/],
    ] as const;
    for (const [query, notice] of lost) {
      await page.goto(address("云泽 2023", query));
      await expect.poll(() => page.locator(".reader-notice").innerText()).toMatch(notice);
      await expect.poll(() => page.locator("mark").count()).toBe(0);
    }
  });

  it("leads to a section by its outline, with the keyboard", async () => {
    const page = await open(address("云泽 2023"));
    await page.getByRole("button", { name: "一、规范执法" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("二、下一步安排");
  });

  it("shows a report of 200,000 characters without making anybody wait", async () => {
    const page = await open(address("long", `?start=${LONG.length - 3000}&end=${LONG.length - 2950}`));
    await page.locator("mark").first().waitFor();
    for (const view of ["原文", "对照", "整理后"]) {
      const button = page.getByRole("button", { name: view, exact: true });
      await button.click();
      await expect.poll(() => button.getAttribute("aria-pressed")).toBe("true");
      await expect.poll(() => page.locator("mark").first().evaluate(isInSight)).toBe(true);
    }
    await expect.poll(() => page.locator(".line").count()).toBeGreaterThan(2400);
  });

  it("says plainly that a report is not there, and offers a way on when the line is cut", async () => {
    allow(/status of 404|ERR_INTERNET_DISCONNECTED/);
    const page = await open(address("没有"));
    await page.getByRole("heading", { name: "没有这份报告" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(address("qingxi"));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "原文", exact: true }).click();
    await page
      .getByText(/原文没有取到。连不上服务/)
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "原文", exact: true }).click();
    await page.locator(".report-text.is-raw").waitFor();
  });

  it.each(["desktop", "tablet", "phone", "zoom400"] as const)("is for everybody in every view (%s)", async (screen) => {
    const page = await open(address("云泽 2023", `?${at(RATE)}`), SCREENS[screen]);
    await page.locator("mark").first().waitFor();
    const wrong: Record<string, string[]> = {};
    for (const view of ["整理后", "原文", "对照"]) {
      await page.getByRole("button", { name: view, exact: true }).click();
      await page.locator("mark").first().waitFor();
      const found = [...(await findViolations(page)), ...(await findLostContent(page))];
      if (found.length > 0) wrong[view] = found;
    }
    expect(wrong).toEqual({});
  });
});

/** Runs in the page. */
function isInSight(node: Element): boolean {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
