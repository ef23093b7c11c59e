import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { askFor, CHAT_STATES, lastTurn, RATE_QUESTION } from "./harness/chat-states.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { type FaultProxy, startFaultProxy } from "./harness/fault-proxy.ts";
import { checkEveryState } from "./harness/journey.ts";
import { walkByTab } from "./harness/keyboard.ts";
import { findLostContent, spaceText } from "./harness/reflow.ts";

describeInChromium("the chat page for everybody", (suite) => {
  let line: FaultProxy;
  beforeAll(async () => {
    line = await startFaultProxy(inject("server"));
  });
  afterEach(() => line.mend());
  afterAll(() => line?.close());

  checkEveryState(suite, CHAT_STATES, { line: () => line, planned: /status of 500|ERR_INTERNET_DISCONNECTED/ });

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
      expect(await marker.evaluate((node) => node === document.activeElement)).toBe(true);
    });
  });
});
