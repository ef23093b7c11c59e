import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unstable_startWorker } from "wrangler";

/**
 * Starts the Worker in workerd on the assets of a folder, in a process of its own, and asks it. Prints one line of JSON.
 * Wall times suffer from whatever else the machine does; processor times are those of workerd and all its threads, as
 * is memory (resident; on Linux alone).
 */
const [assets = ""] = process.argv.slice(2);
const QUESTIONS = 20;
const TICKS_A_SECOND = 100;

const worker = await unstable_startWorker({
  config: fileURLToPath(new URL("../../wrangler.toml", import.meta.url)),
  ...{ assets, envFiles: [], build: { custom: { command: "" } } },
  bindings: { RATE_LIMIT_PER_MINUTE: { type: "plain_text", value: "0" } },
  dev: {
    ...{ remote: false, watch: false, persist: false, logLevel: "none", inspector: false },
    server: { hostname: "127.0.0.1", port: 0 },
  },
});
await worker.ready;
const url = await worker.url;
// Waits until wrangler has bundled and workerd has evaluated the script; loads neither model nor index.
await measure("/healthz");
const startedMb = rssMb();
const cold = await measure("/readyz");
const loadedMb = rssMb();
const first = await ask(0);
const later: number[] = [];
for (let row = 1; row <= QUESTIONS; row++) later.push((await ask(row)).ms);
const facts = {
  ...{ coldMs: cold.ms, coldCpuMs: cold.cpuMs, firstMs: first.ms, firstCpuMs: first.cpuMs },
  laterMs: later.sort((a, b) => a - b)[Math.floor(later.length / 2)],
  ...{ startedMb, loadedMb, usedMb: rssMb() },
};
await worker.dispose();
process.stdout.write(`${JSON.stringify(facts)}\n`);
process.exit();

function ask(row: number) {
  const content = `${2015 + (row % 10)}年行政机关负责人出庭应诉率是多少？`;
  return measure("/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ role: "user", content }] }),
  });
}

async function measure(path: string, init?: RequestInit): Promise<{ ms: number; cpuMs: number }> {
  const [from, cpuFrom] = [performance.now(), cpuMs()];
  const response = await fetch(new URL(path, url), init);
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
  return { ms: performance.now() - from, cpuMs: cpuMs() - cpuFrom };
}

function workerdPids(): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentAndName(pid) === `${process.pid} workerd`);
}

function parentAndName(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return `${stat.slice(end + 2).split(" ")[1]} ${stat.slice(stat.indexOf("(") + 1, end)}`;
  } catch {
    // Gone in the meantime.
    return "";
  }
}

function cpuMs(): number {
  return workerdPids().reduce((sum, pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
  }, 0);
}

function rssMb(): number {
  return workerdPids().reduce(
    (sum, pid) => sum + Number(/^VmRSS:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    0,
  );
}
