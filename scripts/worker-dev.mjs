// `npm run worker:dev`: the Worker on this machine, in the runtime that Cloudflare runs, on the index of CORPUS_DIR.
// What is given behind `--` goes to `wrangler dev`. Nothing is sent anywhere.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./ensure-installed.mjs";
import { requireNode } from "./node-version.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

requireNode();
ensureInstalled({ dev: true });
const { PORT = "8787", HOST = "127.0.0.1" } = process.env;
const given = process.argv.slice(2);
/** What is said on the command line counts; wrangler takes no option twice. */
const unlessGiven = (option, value) => (given.some((word) => word.startsWith(option)) ? [] : [option, value]);
const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
// Chat boxes want a key; on Cloudflare it is a secret. `.dev.vars` may name one that lasts.
const key = existsSync(join(ROOT, ".dev.vars")) ? [] : ["--var", `WIDGET_KEY:${randomBytes(32).toString("base64url")}`];
const child = spawn(
  process.execPath,
  [wrangler, "dev", "--local", ...unlessGiven("--ip", HOST), ...unlessGiven("--port", PORT), ...key, ...given],
  {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
