import { readStored, writeStored } from "./device-storage.ts";

const THEMES = ["auto", "light", "dark", "contrast"] as const;

/** How the reader wants to see every page of this site. */
export interface DisplayChoice {
  /** `auto` follows the system. */
  readonly theme: (typeof THEMES)[number];
  /** 长者模式: large print. */
  readonly largeText: boolean;
}

const DEFAULT_CHOICE: DisplayChoice = { theme: "auto", largeText: false };

export function isTheme(value: unknown): value is DisplayChoice["theme"] {
  return THEMES.some((theme) => theme === value);
}

function isDisplayChoice(value: unknown): value is DisplayChoice {
  if (typeof value !== "object" || value === null) return false;
  return "theme" in value && isTheme(value.theme) && "largeText" in value && typeof value.largeText === "boolean";
}

export function readDisplayChoice(): DisplayChoice {
  return readStored("display", isDisplayChoice) ?? DEFAULT_CHOICE;
}

export function writeDisplayChoice(choice: DisplayChoice): void {
  writeStored("display", choice);
}

/** Puts a choice on the page by the attributes that tokens.css knows. */
export function applyDisplayChoice({ theme, largeText }: DisplayChoice): void {
  const root = document.documentElement;
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.dataset.theme = theme;
  if (largeText) root.dataset.text = "large";
  else root.removeAttribute("data-text");
}
