import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { askFor, conversationStates, lastTurn, PLANNED_FAULTS, RATE_QUESTION } from "./harness/conversation-states.ts";
import { type FaultProxy, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState, type State } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { findLostContent, spaceText } from "./harness/reflow.ts";

const STATES: readonly State[] = [
  {
    name: "empty",
    enter: async (page, { url }) => {
      await page.goto(url);
      await page
        .getByText(/\d+ 份报告/)
        .first()
        .waitFor({ state: "attached" });
    },
  },
  {
    name: "filters opened",
    enter: async (page) => {
      await page.getByText("筛选范围").first().click();
      await page.getByLabel("年份").first().selectOption({ index: 1 });
    },
  },
  {
    name: "filters taken away",
    enter: async (page) => {
      await page.getByLabel("年份").first().selectOption({ index: 0 });
      await page.getByText("筛选范围").first().click();
    },
  },
  ...conversationStates("/api/chat"),
  {
    name: "opinion asked",
    enter: async (page) => {
      await askFor(page, RATE_QUESTION, /95\.8%/);
      if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");
      await lastTurn(page)
        .getByRole("button", { name: /没帮助/ })
        .click();
      await lastTurn(page).getByText("哪里不好").waitFor();
    },
  },
  {
    name: "understanding edited",
    enter: async (page) => {
      await lastTurn(page).getByRole("group", { name: "对问题的理解" }).getByRole("button").first().click();
      await lastTurn(page).getByLabel("年份").waitFor();
    },
  },
  {
    name: "recent questions",
    enter: async (page, { url }) => {
      await page.goto(url);
      await page.getByText("最近问过").waitFor();
    },
  },
  {
    name: "长者模式",
    enter: async (page) => {
      await page.getByRole("button", { name: "长者模式" }).click();
      await askFor(page, RATE_QUESTION, /95\.8%/);
    },
  },
  {
    name: "长者模式, high contrast",
    enter: async (page) => {
      await page.getByLabel("外观").selectOption("contrast");
    },
  },
  {
    name: "长者模式, dark",
    enter: async (page) => {
      await page.getByLabel("外观").selectOption("dark");
    },
  },
];

describeInChromium("the chat page for everybody", (suite) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  checkEveryState(suite, STATES, { line: () => line, planned: PLANNED_FAULTS });

  it("readers' own text spacing cuts nothing off", async () => {
    const page = await suite.open(line.url, { ...SCREENS.phone, bypassCSP: true });
    await spaceText(page);
    await askFor(page, RATE_QUESTION, /95\.8%/);
    expect(await findLostContent(page)).toEqual([]);
  });

  describe("by keyboard alone", () => {
    it.each([{}, { forcedColors: "active" }, SCREENS.zoom400] as const)(
      "Tab reaches everything, the focus can be seen everywhere and is caught nowhere: %o",
      async (look) => {
        const page = await suite.open(line.url, look);
        await askFor(page, RATE_QUESTION, /95\.8%/);
        const { stops, left } = await walkByTab(page);
        expect(left).toBe(true);
        expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
        expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
        const names = stops.map(({ name }) => name).join("\n");
        for (const needed of [/你的问题/, /出处 1/]) expect(names).toMatch(needed);
      },
    );

    it("a source opens, Escape closes it, and the focus is where it was", async () => {
      const page = await suite.open(line.url);
      await askFor(page, RATE_QUESTION, /95\.8%/);
      const marker = lastTurn(page)
        .getByRole("button", { name: /^出处 1/ })
        .first();
      await marker.press("Enter");
      await page.locator("mark").first().waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => page.locator("mark:visible").count()).toBe(0);
      await expect.poll(() => marker.evaluate((node) => node === document.activeElement)).toBe(true);
    });
  });
});
