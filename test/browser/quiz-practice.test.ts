import type { Page } from "playwright-core";
import { expect, inject, it } from "vitest";
import type { QuizItemBody } from "../../src/http/quiz-item-contract.ts";
import type { Draft } from "../../src/web/quiz/quiz-draft.ts";
import { readAnnouncements, takeAnnouncements } from "./harness/announcements.ts";
import { describeInChromium } from "./harness/chromium-suite.ts";
import { openPaper, openPractice } from "./harness/quiz-states.ts";

/** The paper on the device, which the test answers from. */
const storedItems = (page: Page): Promise<QuizItemBody[]> =>
  page.evaluate(() => {
    // The page's own shape, which its own tests hold.
    const { items } = JSON.parse(localStorage.getItem("fawen:quiz") ?? "{}") as Draft;
    return items.map(({ item }) => item);
  });

/** Answers the item on the screen, by keys alone: Tab to the field or choice, Space or text, Enter. */
async function answer(page: Page, item: QuizItemBody, right: boolean): Promise<void> {
  const focus = async (index: number) => page.locator("form.answer input").nth(index).focus();
  if (item.type === "fill") {
    for (const [gap, accepted] of item.answers.entries()) {
      await focus(gap);
      await page.keyboard.type(right ? `　${accepted[0]} ` : "0.5");
    }
  } else if (item.type === "judge") {
    await focus(item.correct === right ? 0 : 1);
    await page.keyboard.press("Space");
  } else if (item.type === "single") {
    await focus(item.options.findIndex(({ correct }) => correct === right));
    await page.keyboard.press("Space");
  } else throw new Error(`the paper has a ${item.type} item`);
  await page.keyboard.press("Enter");
}

const heading = (page: Page) => page.locator("#work h2").innerText();

describeInChromium("practising a quiz", ({ blank }) => {
  const server = () => inject("server");

  it("asks item by item, tells why at once, counts, and asks the wrong ones again, by keyboard alone", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 1, 判断题: 1, 填空题: 1 });
    await expect.poll(async () => (await storedItems(page).catch(() => [])).length).toBe(3);
    await openPractice(page, server());
    const items = await storedItems(page);
    await takeAnnouncements(page);
    for (const [row, item] of items.entries()) {
      const right = row !== 1;
      await expect.poll(() => heading(page)).toBe(`第 ${row + 1} 题，共 3 题`);
      await answer(page, item, right);
      const verdict = page.locator(".verdict");
      await verdict.waitFor();
      await expect.poll(() => verdict.innerText()).toMatch(right ? /^回答正确。/ : /^回答错误。正确答案：./);
      await expect
        .poll(() => readAnnouncements(page))
        .toEqual([expect.stringMatching(right ? /回答正确/ : /回答错误/)]);
      await takeAnnouncements(page);
      await expect.poll(() => page.locator(".explanation").innerText()).toMatch(/解析：.+/);
      await expect
        .poll(() => page.locator(".quiz-sources a").first().getAttribute("href"))
        .toMatch(/^\/reports\/.*start=\d+/);
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/下一题|看得分/);
      await page.keyboard.press("Enter");
    }
    await expect.poll(() => heading(page)).toBe("3 题答对 2 题，得分 67");
    await expect.poll(() => page.locator(".wrong-items").innerText()).toContain(items[1]?.stem.slice(0, 10));
    await page.getByRole("button", { name: "再做一遍错题" }).press("Enter");
    await expect.poll(() => heading(page)).toBe("第 1 题，共 1 题");
    if (items[1] !== undefined) await answer(page, items[1], true);
    await page.getByRole("button", { name: "看得分" }).press("Enter");
    await expect.poll(() => heading(page)).toBe("1 题答对 1 题，得分 100");
    await page.getByText("全部答对").waitFor();
  });

  it("makes items of its own and leaves the paper in the making alone", async () => {
    const page = await blank();
    await openPaper(page, server(), { 单选题: 1 });
    await expect.poll(async () => (await storedItems(page).catch(() => [])).length).toBe(1);
    await page.goto(`${server()}/quiz?practice=1`);
    await page.getByRole("spinbutton", { name: "单选题" }).fill("2");
    await page.getByRole("button", { name: "开始练习" }).click();
    await expect.poll(() => heading(page)).toMatch(/^第 1 题，共/);
    await page.getByRole("button", { name: "提交答案" }).click();
    await page.getByText("还没有作答").waitFor();
    await page.getByRole("button", { name: "换别的题" }).click();
    await page.getByRole("button", { name: /^练习“.*1 题/ }).waitFor();
    expect(await storedItems(page)).toHaveLength(1);
  });

  it("leaves a short answer to the learner, beside the points", async () => {
    const page = await blank();
    await openPaper(page, server(), { 简答题: 1 });
    await expect.poll(async () => (await storedItems(page).catch(() => [])).length).toBe(1);
    await openPractice(page, server());
    await page.getByRole("button", { name: "对照要点" }).click();
    await page.locator(".own .points li").first().waitFor();
    await page.getByRole("button", { name: "没有答全" }).click();
    await page.getByText("记为没有答到。").first().waitFor();
    await page.getByRole("button", { name: "看得分" }).click();
    await expect.poll(() => heading(page)).toBe("1 题答对 0 题，得分 0");
  });
});
