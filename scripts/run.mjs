// Every command that runs our TypeScript starts here: `node scripts/run.mjs <command> [arguments…]`.
import { requireNode } from "./node-version.mjs";

const ENTRIES = {
  start: "server",
  ask: "cli",
  search: "cli",
  ingest: "cli",
  doctor: "cli",
  eval: "run-eval",
  bench: "run-bench",
};

async function main() {
  const command = process.argv[2];
  const entry = Object.hasOwn(ENTRIES, command ?? "") ? ENTRIES[command] : undefined;
  if (entry === undefined) {
    console.error(`没有“${command ?? ""}”这个命令；可用的有：${Object.keys(ENTRIES).join("、")}。`);
    process.exit(2);
  }
  const { ensureInstalled } = await import("./ensure-installed.mjs");
  // The other engines of the benches are development packages.
  ensureInstalled({ dev: command === "bench" });
  if (command === "start") {
    const { buildWeb } = await import("./build-web.mjs");
    await buildWeb({ ifStale: true });
  }
  const { buildNode } = await import("./build-node.mjs");
  process.setSourceMapsEnabled(true);
  const { main: run } = await import(await buildNode(entry));
  process.exitCode = (await run(process.argv.slice(2))) ?? 0;
}

requireNode();
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
