// `npm run check`: everything that must hold before a commit, in one go, so that one run shows all that is wrong.
// `node scripts/check.mjs --install` (that is `npm test`) first installs what is missing.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./ensure-installed.mjs";
import { requireNode } from "./node-version.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Where the numbers of every run are left for `scripts/sum-tests.mjs`. */
const RESULTS = join(ROOT, "tmp/test-results");

const FOLDERS = ["src", "eval", "bench", "test"].filter((folder) => existsSync(join(ROOT, folder)));

const STATIC_CHECKS = [
  { name: "types", package: "typescript", bin: "tsc", args: ["-p", "."] },
  { name: "lint", package: "@biomejs/biome", bin: "biome", args: ["check", "--error-on-warnings"] },
  { name: "import arrows", package: "dependency-cruiser", bin: "depcruise", args: FOLDERS },
  { name: "dead code", package: "knip", bin: "knip", args: [] },
];

const TESTS = {
  name: "tests",
  package: "vitest",
  bin: "vitest",
  args: [
    "run",
    "--project=units",
    "--project=node",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${RESULTS}/node.json`,
  ],
};

/** Path of the script behind a package's command: works where node_modules/.bin holds shell scripts (Windows). */
function resolveBin(packageName, bin) {
  const manifest = join(ROOT, "node_modules", packageName, "package.json");
  const bins = JSON.parse(readFileSync(manifest, "utf8")).bin;
  return join(dirname(manifest), typeof bins === "string" ? bins : bins[bin]);
}

/** Runs one check; `quiet` keeps its output back unless it fails. Resolves to whether it passed. */
function run(check, quiet) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [resolveBin(check.package, check.bin), ...check.args], {
      cwd: ROOT,
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    child.on("close", (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (code !== 0) process.stdout.write(output);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${check.name} (${seconds} s)`);
      resolve(code === 0);
    });
  });
}

async function main() {
  if (process.argv.includes("--install")) ensureInstalled({ dev: true });
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const passed = await Promise.all(STATIC_CHECKS.map((check) => run(check, true)));
  const failed = STATIC_CHECKS.filter((_, row) => !passed[row]).map((check) => check.name);
  writeFileSync(join(RESULTS, "checks.json"), JSON.stringify({ failed }));
  if (!(await run(TESTS, false))) failed.push(TESTS.name);
  if (failed.length === 0) return;
  console.log(`\nFailed: ${failed.join(", ")}`);
  process.exitCode = 1;
}

requireNode();
await main();
