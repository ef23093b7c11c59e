import { applyDisplayChoice, isTheme, readDisplayChoice, writeDisplayChoice } from "./display-choice.ts";
import { find } from "./element.ts";

/** Below this height, in the reader's own size of text, nothing may keep a part of the screen for itself. */
const LOW_REM = 30;

/** Brings header.html to life: 长者模式, 外观, and which page this is. Every page calls it once. */
export function startSiteHeader(): void {
  const elderMode = find("#elder-mode", HTMLButtonElement);
  const theme = find("#theme", HTMLSelectElement);
  let choice = readDisplayChoice();

  const show = () => {
    applyDisplayChoice(choice);
    elderMode.setAttribute("aria-pressed", String(choice.largeText));
    theme.value = choice.theme;
  };
  const choose = (change: Partial<typeof choice>) => {
    choice = { ...choice, ...change };
    writeDisplayChoice(choice);
    show();
  };
  elderMode.addEventListener("click", () => choose({ largeText: !choice.largeText }));
  theme.addEventListener("change", () => {
    if (isTheme(theme.value)) choose({ theme: theme.value });
  });
  // Another page of the site, open in another tab, may have changed it.
  addEventListener("storage", () => {
    choice = readDisplayChoice();
    show();
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a"))
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  show();
  watchRoom(find(".site-header", HTMLElement));
}

/**
 * Tells the style sheets what media queries cannot know: how high the header is with its lines broken, and whether the
 * screen is low for the size of text that 长者模式 has set (their `rem` is the browser's, not the page's).
 */
function watchRoom(header: HTMLElement): void {
  const root = document.documentElement;
  const measure = () => {
    root.toggleAttribute("data-low", innerHeight < LOW_REM * Number.parseFloat(getComputedStyle(root).fontSize));
    const isSticky = getComputedStyle(header).position === "sticky";
    root.style.setProperty("--header-shown", `${isSticky ? header.offsetHeight : 0}px`);
  };
  // Large print and narrow screens break the header into two lines; both change its size.
  new ResizeObserver(measure).observe(header);
  addEventListener("resize", measure);
}
