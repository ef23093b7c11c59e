import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { type FaultProxy, refuse, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState, type State } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { findLostContent, spaceText } from "./harness/reflow.ts";

const REPORT = "/reports/qingxi-2022";
const SENTENCE = "调解组织受理纠纷3120件，调解成功率97.6%。";

/** The address of a sentence, as an answer links to it. */
async function linkTo(url: string, sentence: string): Promise<string> {
  const reply = await fetch(`${url}/api${REPORT}`);
  // The shape is the contract's.
  const { text } = (await reply.json()) as { text: string };
  const start = text.indexOf(sentence);
  expect(start).toBeGreaterThan(0);
  return `${url}${REPORT}?start=${start}&end=${start + sentence.length}&n=1`;
}

const lit = (page: Page) => page.locator("mark");

const STATES: readonly State[] = [
  {
    name: "whole report",
    enter: async (page, { url }) => {
      await page.goto(url + REPORT);
      await page.getByText("法治夜校").first().waitFor();
    },
  },
  {
    name: "sentence lit",
    enter: async (page, { url }) => {
      await page.goto(await linkTo(url, SENTENCE));
      await expect.poll(async () => (await lit(page).allTextContents()).join("")).toBe(SENTENCE);
    },
  },
  {
    name: "raw text",
    enter: async (page) => {
      await page.getByRole("button", { name: "原文", exact: true }).click();
      await expect.poll(async () => (await lit(page).allTextContents()).join("")).toContain("97.6%");
    },
  },
  {
    name: "raw beside repaired",
    enter: async (page) => {
      await page.getByRole("button", { name: "对照", exact: true }).click();
      await expect.poll(async () => (await lit(page).allTextContents()).join("")).toContain("97.6%");
    },
  },
  {
    name: "everything unfolded",
    enter: async (page) => {
      await page.getByRole("button", { name: "整理后", exact: true }).click();
      await page.locator("details").evaluateAll((all) => {
        for (const node of all) node.toggleAttribute("open", true);
      });
    },
  },
  {
    name: "no such report",
    enter: async (page, { url }) => {
      await page.goto(`${url}/reports/nowhere`);
      await page.getByText("没有这份报告").waitFor();
    },
  },
  {
    name: "quote no longer there",
    enter: async (page, { url }) => {
      await page.goto(`${url}${REPORT}?start=10&end=20&h=abc`);
      await page.getByText("引文已不在原处").first().waitFor();
    },
  },
  {
    name: "no such page",
    enter: async (page, { url }) => {
      await page.goto(`${url}/reports/`);
      await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
    },
  },
  {
    name: "report not fetched",
    enter: async (page, line) => {
      line.plan(`/api${REPORT}`, refuse(500, "<h1>oops</h1>"));
      await page.goto(line.url + REPORT);
      await page.getByRole("button", { name: "重试" }).waitFor();
      line.mend();
    },
  },
];

describeInChromium("the source reader for everybody", (suite) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  checkEveryState(suite, STATES, { line: () => line, planned: /status of (404|500)/ });

  it("readers' own text spacing cuts nothing off", async () => {
    const page = await suite.open(line.url + REPORT, { ...SCREENS.phone, bypassCSP: true });
    await page.getByText("法治夜校").first().waitFor();
    await spaceText(page);
    expect(await findLostContent(page)).toEqual([]);
  });

  it.each([{}, { forcedColors: "active" }, SCREENS.phone, SCREENS.zoom400] as const)(
    "Tab reaches everything, the focus can be seen everywhere and is caught nowhere: %o",
    async (look) => {
      const page = await suite.open(await linkTo(line.url, SENTENCE), look);
      await lit(page).first().waitFor();
      const { stops, left } = await walkByTab(page);
      expect(left).toBe(true);
      expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
      expect(stops.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual([]);
      const names = stops.map(({ name }) => name).join("\n");
      for (const needed of [/跳到正文/, /原文/, /下一句/]) expect(names).toMatch(needed);
    },
  );

  it("the sentence that an answer cites is in view at every width", async () => {
    for (const screen of Object.values(SCREENS)) {
      const page = await suite.open(await linkTo(line.url, SENTENCE), screen);
      await lit(page).first().waitFor();
      await expect
        .poll(() =>
          lit(page)
            .first()
            .evaluate((node) => {
              const { top, left } = node.getBoundingClientRect();
              const hit = document.elementFromPoint(left + 5, top + 5);
              return hit !== null && (node.contains(hit) || hit.contains(node));
            }),
        )
        .toBe(true);
    }
  });
});
