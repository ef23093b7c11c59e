// Every command that runs our TypeScript starts here: `node scripts/run.mjs <command> [arguments…]`.
import { fileURLToPath } from "node:url";
import { requireNode } from "./node-version.mjs";
import { openPack } from "./open-pack.mjs";

/** What these need besides is the built pages. */
const WITH_PAGES = new Set(["start", "pack", "worker-assets"]);

const ENTRIES = {
  start: "server",
  ask: "cli",
  search: "cli",
  ingest: "cli",
  doctor: "cli",
  quiz: "cli",
  eval: "run-eval",
  bench: "run-bench",
  pack: "pack",
  mcp: "mcp",
  "worker-assets": "worker-assets",
};

async function main() {
  const command = process.argv[2];
  const pack = openPack();
  const commands = pack === null ? Object.keys(ENTRIES) : pack.commands;
  if (!commands.includes(command ?? "")) {
    console.error(`没有“${command ?? ""}”这个命令；可用的有：${commands.join("、")}。`);
    process.exit(2);
  }
  const url = pack === null ? await build(command) : pack.prepare(ENTRIES[command]);
  process.setSourceMapsEnabled(true);
  const { main: run } = await import(url);
  process.exitCode = (await run(process.argv.slice(2), fileURLToPath(new URL(".", url)))) ?? 0;
}

/** Installs and bundles what is missing. @returns file URL of the bundle of the command */
async function build(command) {
  const { ensureInstalled } = await import("./ensure-installed.mjs");
  // The other engines of the benches are development packages.
  ensureInstalled({ dev: command === "bench" });
  if (WITH_PAGES.has(command)) {
    const { buildWeb } = await import("./build-web.mjs");
    await buildWeb({ ifStale: true });
  }
  const { buildNode } = await import("./build-node.mjs");
  return buildNode(ENTRIES[command]);
}

requireNode();
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
