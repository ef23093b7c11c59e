import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { findPoorContrast, findViolations } from "./axe.ts";
import { SCREENS, type Suite } from "./chromium-suite.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { findLostContent } from "./reflow.ts";

/** One step of a journey through a page; each begins where the one before it ended. */
export interface State {
  readonly name: string;
  enter(page: Page, line: FaultProxy): Promise<void>;
}

type Screen = keyof typeof SCREENS;
type Check = (page: Page) => Promise<string[]>;

/** Colours are the same at every width, and structure at every zoom: what is slow is looked for where it can differ. */
const CHECKS: Readonly<Record<Screen, Readonly<Record<string, Check>>>> = {
  desktop: { axe: findViolations, contrast: findPoorContrast, reflow: findLostContent, motion: findMotion },
  tablet: { axe: findViolations, reflow: findLostContent },
  phone: { axe: findViolations, reflow: findLostContent },
  zoom200: { reflow: findLostContent },
  zoom400: { reflow: findLostContent },
};

/** axe reads the whole page again in every state. */
const JOURNEY_TIMEOUT_MS = 240_000;

/** A test for each screen that goes through all states and finds nothing wrong in any; prints a table of what it found. */
export function checkEveryState(
  { blank, allow }: Suite,
  states: readonly State[],
  options: { readonly line: () => FaultProxy; readonly planned?: RegExp },
): void {
  it.each(Object.keys(SCREENS) as Screen[])(
    "in every state (%s) axe finds nothing, contrast suffices, nothing is lost and nothing moves",
    async (screen) => {
      const page = await blank(SCREENS[screen]);
      if (options.planned) allow(options.planned);
      const found: Record<string, string[]> = {};
      const rows: string[] = [];
      for (const { name, enter } of states) {
        await enter(page, options.line());
        const cells: string[] = [];
        for (const [check, look] of Object.entries(CHECKS[screen])) {
          const wrong = await look(page);
          cells.push(`${check} ${wrong.length}`);
          if (wrong.length > 0) found[`${name}: ${check}`] = wrong;
        }
        rows.push(`| ${screen} | ${name} | ${cells.join(" | ")} |`);
      }
      console.log(rows.join("\n"));
      expect(found).toEqual({});
    },
    JOURNEY_TIMEOUT_MS,
  );
}

/** Animations that run although the reader asked for none. */
function findMotion(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === "running")
      .map(({ effect }) => `runs for ${effect?.getComputedTiming().duration} ms`),
  );
}
