import { existsSync } from "node:fs";
import { type BrowserServer, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium of the system, or undefined: `CHROMIUM_PATH` wins over the usual places. */
export const CHROMIUM_PATH = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));

export const NO_CHROMIUM =
  "no Chromium found: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH";

/** It talks to nobody but the pages under test. */
function launchOptions() {
  if (CHROMIUM_PATH === undefined) throw new Error(NO_CHROMIUM);
  return {
    executablePath: CHROMIUM_PATH,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

/** A Chromium that several processes share: `chromium.connect(server.wsEndpoint())`. */
export const serveChromium = (): Promise<BrowserServer> => chromium.launchServer(launchOptions());
