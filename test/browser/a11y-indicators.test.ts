import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { type FaultProxy, refuse, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState, type State } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { findLostContent, spaceText } from "./harness/reflow.ts";

/** 91.4 % and 95.8 % in one place, 100 % in another. */
const RATE = `/indicators?name=${encodeURIComponent("行政机关负责人出庭应诉率")}`;

async function openRate(page: Page, url: string): Promise<void> {
  await page.goto(url + RATE);
  await page.locator("table").getByText("95.8%").first().waitFor();
}

const STATES: readonly State[] = [
  {
    name: "nothing chosen",
    enter: async (page, { url }) => {
      await page.goto(`${url}/indicators`);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
    },
  },
  {
    name: "choosing",
    enter: async (page) => {
      await page.getByRole("combobox", { name: "指标" }).pressSequentially("出庭");
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    },
  },
  { name: "table and chart", enter: (page, { url }) => openRate(page, url) },
  {
    name: "sorted",
    enter: async (page) => {
      await page.locator("th button").last().click();
    },
  },
  {
    name: "no such indicator",
    enter: async (page, { url }) => {
      await page.goto(`${url}/indicators?name=${encodeURIComponent("没有这个指标")}`);
      await expect.poll(() => page.locator("#result").innerText()).toMatch(/没有/);
    },
  },
  {
    name: "not fetched",
    enter: async (page, line) => {
      line.plan("/api/indicators", refuse(500, "<h1>oops</h1>"));
      await page.goto(line.url + RATE);
      await page.getByRole("button", { name: "重试" }).first().waitFor();
      line.mend();
    },
  },
];

describeInChromium("the indicators page for everybody", (suite) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  checkEveryState(suite, STATES, { line: () => line, planned: /status of (404|500)/ });

  it("readers' own text spacing cuts nothing off", async () => {
    const page = await suite.blank({ ...SCREENS.phone, bypassCSP: true });
    await openRate(page, line.url);
    await spaceText(page);
    expect(await findLostContent(page)).toEqual([]);
  });

  it.each([{}, { forcedColors: "active" }, SCREENS.zoom400] as const)(
    "Tab reaches everything, the focus can be seen everywhere and is caught nowhere: %o",
    async (look) => {
      const page = await suite.blank(look);
      await openRate(page, line.url);
      const { stops, left } = await walkByTab(page);
      expect(left).toBe(true);
      expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
      expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
      const names = stops.map(({ name }) => name).join("\n");
      for (const needed of [/跳到数据/, /指标/, /95\.8%/, /CSV/]) expect(names).toMatch(needed);
    },
  );

  it("an indicator is found, chosen and told of by keyboard alone", async () => {
    const page = await suite.open(`${line.url}/indicators`);
    const box = page.getByRole("combobox", { name: "指标" });
    await box.focus();
    await page.keyboard.type("出庭应诉率");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    await takeAnnouncements(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("table").getByText("95.8%").first().waitFor();
    await expect.poll(() => readAnnouncements(page)).not.toEqual([]);
  });
});
