import type { Page } from "playwright-core";

/** How many items of which type are asked for; the others are set to none. */
export type Counts = Readonly<Partial<Record<(typeof TYPES)[number], number>>>;

const TYPES = ["单选题", "多选题", "判断题", "填空题", "简答题"] as const;

/** Fills the numbers in and asks for a paper with a seed of its own, so that it is the same every time. */
export async function askForPaper(page: Page, counts: Counts, seed = 7): Promise<void> {
  for (const type of TYPES) await page.getByRole("spinbutton", { name: type }).fill(String(counts[type] ?? 0));
  await page.getByText("更多").click();
  await page.getByLabel(/^卷号/).fill(String(seed));
  await page.locator(".blueprint button[type=submit]").click();
}

/** The button of an item, by its number from 1. */
export const act = (page: Page, action: string, number: number) =>
  page.getByRole("button", { name: `${action}：第 ${number} 题`, exact: true });

export const items = (page: Page) => page.locator(".quiz-items > li");

/** Opens the page and makes a paper of invented reports. */
export async function openPaper(page: Page, url: string, counts: Counts): Promise<void> {
  await page.goto(`${url}/quiz`);
  await askForPaper(page, counts);
  await items(page).first().waitFor();
}

/** Opens the page on the device's paper, as a learner. */
export async function openPractice(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/quiz?practice=1`);
  await page.getByRole("button", { name: /^练习“/ }).click();
  await page.getByRole("heading", { name: /^第 1 题，共/ }).waitFor();
}
