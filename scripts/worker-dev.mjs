// `npm run worker:dev`: the Worker on this machine, in the runtime that Cloudflare runs, on the index of CORPUS_DIR.
// What is given behind `--` goes to `wrangler dev`. Nothing is sent anywhere.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
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
/** Where wrangler looks for settings and secrets on this machine: `.dev.vars`, `.env`, and those of an environment. */
const SETTINGS_FILE = /^\.(?:dev\.vars|env)(?:\.|$)/;
const isSet = (name) =>
  readdirSync(ROOT).some(
    (file) =>
      SETTINGS_FILE.test(file) &&
      new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*\\S`, "m").test(readFileSync(join(ROOT, file), "utf8")),
  );
// Chat boxes want a key; on Cloudflare it is a secret. `.dev.vars` may name one that lasts.
const key = isSet("WIDGET_KEY") ? [] : ["--var", `WIDGET_KEY:${randomBytes(32).toString("base64url")}`];
/** Nothing is sent anywhere, and what is printed is about the Worker. */
const quiet = { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_HIDE_BANNER: "true" };
const child = spawn(
  process.execPath,
  [wrangler, "dev", "--local", ...unlessGiven("--ip", HOST), ...unlessGiven("--port", PORT), ...key, ...given],
  {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...quiet },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
