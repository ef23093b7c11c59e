import { applyDisplayChoice, isTheme, readDisplayChoice, writeDisplayChoice } from "./display-choice.ts";
import { find } from "./element.ts";

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
}
