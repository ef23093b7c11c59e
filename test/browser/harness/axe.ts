import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

type RunOptions = Parameters<AxeBuilder["options"]>[0];

/** WCAG 2.2 A and AA, and what axe holds for good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What a reader may have asked the system for; only colours change. Forced colours are missing: axe reads the page's own
 * colour of a text there beside the system's background, which nobody sees.
 */
const OTHER_LOOKS = {
  dark: { colorScheme: "dark" },
  "more contrast": { contrast: "more" },
  "dark, more contrast": { colorScheme: "dark", contrast: "more" },
} as const;
const FIRST_LOOK = { colorScheme: "light", contrast: "no-preference" } as const;

/** What axe finds wrong, of any severity, one line a rule: `rule (severity): elements`. */
export function findViolations(page: Page): Promise<string[]> {
  // Tags alone do not switch on a rule that is off by default.
  return analyze(page, { runOnly: TAGS, rules: { "target-size": { enabled: true } } });
}

/** Texts without enough contrast in the dark and in high contrast. */
export async function findPoorContrast(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [name, look] of Object.entries(OTHER_LOOKS)) {
    await page.emulateMedia({ ...FIRST_LOOK, ...look });
    const lines = await analyze(page, { runOnly: { type: "rule", values: ["color-contrast"] } });
    found.push(...lines.map((line) => `${name}: ${line}`));
  }
  await page.emulateMedia(FIRST_LOOK);
  return found;
}

/** On a page of another site only the chat box is ours. */
const OURS = "fawen-chat";

/** Stands in for axe where the page has it already: it is half a megabyte to send and to read. */
const LOADED = ";";

async function analyze(page: Page, options: RunOptions): Promise<string[]> {
  const isLoaded = await page.evaluate(() => "axe" in window);
  // The pages have no frames of other origins, which alone need the slower way.
  const axe = new AxeBuilder({ page, ...(isLoaded ? { axeSource: LOADED } : {}) }).setLegacyMode(true);
  if ((await page.locator(OURS).count()) > 0) axe.include(OURS);
  // What is right is not gathered: only what is wrong is told.
  const { violations } = await axe.options({ ...options, resultTypes: ["violations"] }).analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
  );
}
