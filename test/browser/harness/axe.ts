import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

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
export async function findViolations(page: Page): Promise<string[]> {
  // Tags alone do not switch on a rule that is off by default.
  return analyze((await builder(page)).options({ runOnly: TAGS, rules: { "target-size": { enabled: true } } }));
}

/** Texts without enough contrast in the dark and in high contrast. */
export async function findPoorContrast(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [name, look] of Object.entries(OTHER_LOOKS)) {
    await page.emulateMedia({ ...FIRST_LOOK, ...look });
    const lines = await analyze((await builder(page)).withRules("color-contrast"));
    found.push(...lines.map((line) => `${name}: ${line}`));
  }
  await page.emulateMedia(FIRST_LOOK);
  return found;
}

/** On a page of another site only the chat box is ours. */
const OURS = "fawen-chat";

/** The pages have no frames of other origins, which alone need the slower way. */
async function builder(page: Page): Promise<AxeBuilder> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  return (await page.locator(OURS).count()) === 0 ? axe : axe.include(OURS);
}

async function analyze(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`,
  );
}
