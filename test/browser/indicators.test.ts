import { text as readText } from "node:stream/consumers";
import { expect, inject, it } from "vitest";
import { findViolations } from "./harness/axe.ts";
import { describeInChromium, SCREENS } from "./harness/chromium-suite.ts";
import { findLostContent } from "./harness/reflow.ts";

const RATE = "行政机关负责人出庭应诉率";
const NOTARY = "公证办理件数";

describeInChromium("the indicators page", ({ open, allow }) => {
  const address = (query: Record<string, string> = {}) =>
    `${inject("server")}/indicators?${new URLSearchParams(query)}`;

  it("offers what most reports disclose, and keeps what is chosen in the address", async () => {
    const page = await open(address());
    await page.getByRole("button", { name: new RegExp(`^${RATE}`) }).click();
    await page.getByRole("link", { name: /^95\.8%：南江省青溪市，2023年/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("name")).toBe(RATE);
    await page.goBack();
    await page.getByRole("heading", { name: "披露最多的指标" }).waitFor();
  });

  it("picks an indicator by keyboard alone, standard names first, in Traditional characters too", async () => {
    const page = await open(address());
    await page.getByRole("heading", { name: "披露最多的指标" }).waitFor();
    const field = page.getByRole("combobox", { name: "指标" });
    await field.fill("出庭應訴");
    await page.getByRole("option", { name: new RegExp(RATE) }).waitFor();
    await field.press("ArrowDown");
    const active = await field.getAttribute("aria-activedescendant");
    await expect.poll(() => page.locator(`[id="${active}"]`).innerText()).toMatch(RATE);
    await field.press("Enter");
    await expect.poll(() => field.inputValue()).toBe(RATE);
    await page.getByRole("heading", { level: 2, name: RATE }).waitFor();
    await field.fill("罚没");
    await page.getByRole("group", { name: "报告里的其他说法" }).getByRole("option").first().waitFor();
    await field.press("Escape");
    await expect.poll(() => page.getByRole("listbox").count()).toBe(0);
  });

  it("takes by Enter what is typed now, not what was found for less", async () => {
    const page = await open(address());
    await page.getByRole("heading", { name: "披露最多的指标" }).waitFor();
    const field = page.getByRole("combobox", { name: "指标" });
    await field.click();
    // At once, as an input method commits it: the list still shows what there was to choose before.
    await field.evaluate((node) => {
      (node as HTMLInputElement).value = "公证办件数";
      node.dispatchEvent(new InputEvent("input", { bubbles: true }));
      node.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    });
    await expect.poll(() => field.inputValue()).toBe(NOTARY);
    await page.getByRole("heading", { level: 2, name: NOTARY }).waitFor();
  });

  it("says that nobody knows a name, and offers those that may be meant", async () => {
    allow(/status of 404/);
    const page = await open(address({ name: "出庭应诉的比率" }));
    await page.getByText("没有叫“出庭应诉的比率”的指标").first().waitFor();
    await expect.poll(() => page.locator("#result").innerText()).not.toMatch(/未披露|都没有披露/);
    await page.getByRole("button", { name: new RegExp(`^${RATE}`) }).click();
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
  });

  it("understands a part of one name only, as an answer's link has it", async () => {
    allow(/status of 404/);
    const page = await open(address({ name: "出庭应诉率" }));
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("name")).toBe(RATE);
  });

  it("lays the choices over the table", async () => {
    const page = await open(address({ name: RATE }));
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
    await page.getByRole("combobox", { name: "指标" }).click();
    await page.locator("#name-choices [role=option]").first().waitFor();
    const covered = await page.locator("#name-choices").evaluate((list) => {
      const { left, top, bottom } = list.getBoundingClientRect();
      const lowest = Math.min(bottom, innerHeight) - 4;
      return [top + 10, (top + lowest) / 2, lowest].filter(
        (y) => !list.contains(document.elementFromPoint(left + 20, y)),
      );
    });
    expect(covered).toEqual([]);
  });

  it("leads from each figure to its sentence, and tells 未披露 from 未收录", async () => {
    const page = await open(address({ name: NOTARY }));
    const row = (place: string) => page.getByRole("row", { name: new RegExp(`^${place} `) });
    await row("南江省青溪市").waitFor();
    await expect.poll(() => row("南江省青溪市").getByRole("cell").allInnerTexts()).toEqual(["未披露", "未披露"]);
    await expect
      .poll(() => row("南江省青溪市云岭县").getByRole("cell").allInnerTexts())
      .toEqual([expect.stringMatching(/^952件\n县公证处/), "未收录"]);
    await expect.poll(() => page.locator("tbody").innerText()).not.toMatch(/(^|\s)0/);
    await page.getByRole("link", { name: /^952件/ }).click();
    await expect.poll(() => page.locator("mark").allTextContents()).toEqual([expect.stringContaining("952件")]);
  });

  it("tells a plan as a plan", async () => {
    const page = await open(address({ name: "行政执法人员培训人次" }));
    const planned = page.getByRole("link", { name: /2000人次.*计划，尚未完成/ });
    await planned.waitFor();
    await expect.poll(() => planned.locator("xpath=ancestor::td").innerText()).toMatch(/^未披露/);
  });

  it("sorts by a year, says so, and keeps the focus", async () => {
    const page = await open(address({ name: RATE }));
    const places = () => page.getByRole("rowheader").allInnerTexts();
    await page.getByRole("button", { name: /^2023年/ }).click();
    await expect.poll(places).toEqual(["南江省青溪市云岭县", "南江省青溪市"]);
    const head = page.getByRole("columnheader", { name: /^2023年/ });
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("descending");
    await page.keyboard.press("Enter");
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("ascending");
    await expect.poll(places).toEqual(["南江省青溪市", "南江省青溪市云岭县"]);
    await expect.poll(() => page.locator("#announcer").textContent()).toBe("按2023年从低到高排列");
  });

  it("narrows by place and year, back and forth, and clears", async () => {
    const page = await open(address({ name: RATE }));
    await page.getByRole("combobox", { name: "地区" }).fill("云岭");
    await page.getByRole("option", { name: /云岭县/ }).click();
    await expect.poll(() => page.getByRole("rowheader").allInnerTexts()).toEqual(["南江省青溪市云岭县"]);
    await page.getByLabel("年份").selectOption("2022");
    await page.getByText("没有收录南江省青溪市云岭县、2022年的报告").first().waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
      region: "南江省青溪市云岭县",
      year: "2022",
    });
    await page.goBack();
    await page.getByRole("link", { name: /^100%/ }).waitFor();
    await page.getByRole("button", { name: "清除筛选" }).click();
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(2);
  });

  it("draws a chart that says in words what it shows, and gives the table as a file", async () => {
    const page = await open(address({ name: RATE }));
    const chart = page.getByRole("img", {
      name: /条形图。2023年 2 处数据，最高南江省青溪市云岭县 100%，最低南江省青溪市 95\.8%/,
    });
    await chart.waitFor();
    const isPainted = () =>
      chart.evaluate((node) => {
        const canvas = node as HTMLCanvasElement;
        const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return data.some((value) => value > 0);
      });
    await expect.poll(isPainted).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /下载 CSV/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${RATE}.csv`);
    expect(await readText(await download.createReadStream())).toMatch(/^地区,部门,年份[\s\S]*95\.8/);
  });

  it("fits the chart to the paper while it is printed", async () => {
    const page = await open(address({ name: RATE }));
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
    const canvas = page.locator(".chart canvas");
    const width = () => canvas.evaluate((node) => node.clientWidth);
    await expect.poll(width).toBeGreaterThan(900);
    // The drawing code puts its listener there once it has drawn.
    await expect.poll(() => canvas.evaluate((node) => node.style.width)).not.toBe("");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect.poll(() => width()).toBeLessThanOrEqual(680);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect.poll(width).toBeGreaterThan(900);
  });

  it("draws the chart in dark letters on paper, whatever the screen looks like", async () => {
    const page = await open(address({ name: RATE }), { colorScheme: "dark" });
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
    const canvas = page.locator(".chart canvas");
    const colors = () => canvas.evaluate(countInk);
    await expect.poll(colors).toMatchObject({ light: expect.any(Number), dark: 0 });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect.poll(async () => (await colors()).dark).toBeGreaterThan(100);
    await expect.poll(async () => (await colors()).light).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect.poll(colors).toMatchObject({ dark: 0 });
    await expect.poll(async () => (await colors()).light).toBeGreaterThan(100);
  });

  it("explains a failure with a way to try again", async () => {
    allow(/ERR_INTERNET_DISCONNECTED/);
    const page = await open(address({ name: RATE }));
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByLabel("年份").selectOption("2023");
    await page.getByText("数据没有取到。连不上服务").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
  });

  it.each(["desktop", "tablet", "phone", "zoom400"] as const)(
    "is for everybody in every state (%s)",
    async (screen) => {
      const page = await open(address(), SCREENS[screen]);
      const wrong: Record<string, string[]> = {};
      const check = async (state: string) => {
        const found = [...(await findViolations(page)), ...(await findLostContent(page))];
        if (found.length > 0) wrong[state] = found;
      };
      await page.getByRole("heading", { name: "披露最多的指标" }).waitFor();
      await check("start");
      await page.getByRole("combobox", { name: "指标" }).fill("复议");
      await page.locator("#name-choices [role=option]").first().waitFor();
      await check("choices");
      await page.goto(address({ name: RATE }));
      await page.getByRole("link", { name: /^95\.8%/ }).waitFor();
      await check("table");
      allow(/status of 404/);
      await page.goto(address({ name: "没有的指标" }));
      await page.getByText("没有叫“没有的指标”的指标").first().waitFor();
      await check("empty");
      expect(wrong).toEqual({});
    },
  );
});

/** Runs in the page: pixels of the left part, where the names stand, that are letters of a light and of a dark colour. */
function countInk(node: Element): { light: number; dark: number } {
  const canvas = node as HTMLCanvasElement;
  const { data } = canvas.getContext("2d")?.getImageData(0, 0, 60, canvas.height) ?? { data: [] };
  const counts = { light: 0, dark: 0 };
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
    if (alpha < 200) continue;
    if (red + green + blue > 3 * 180) counts.light++;
    else if (red + green + blue < 3 * 60) counts.dark++;
  }
  return counts;
}
