import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unstable_startWorker } from "wrangler";
import { placeAndYearOf } from "../write-reports.ts";
import { openIsolateHeap } from "./isolate-heap.ts";

/**
 * Starts the Worker in workerd on the assets of a folder, in a process of its own, and asks it. Prints one line of JSON.
 * Wall times suffer from whatever else the machine does; processor times are those of workerd and all its threads, as
 * is memory (resident; on Linux alone). Told a number of generated reports, it asks about them too and tells what the
 * isolate holds afterwards.
 */
const [assets = "", reports] = process.argv.slice(2);
const QUESTIONS = 20;
/** Enough that whatever is kept for later questions is full. */
const MEMORY_QUESTIONS = 400;
const TOPICS = [
  ..."行政复议案件受理多少件|开展了哪些普法宣传|法律援助案件办理情况如何|规范性文件清理了多少".split("|"),
  ..."执法人员培训情况|存在哪些不足|下一步打算|行政机关负责人出庭应诉率".split("|"),
];
const TICKS_A_SECOND = 100;

const worker = await unstable_startWorker({
  config: fileURLToPath(new URL("../../wrangler.toml", import.meta.url)),
  ...{ assets, envFiles: [], build: { custom: { command: "" } } },
  bindings: { RATE_LIMIT_PER_MINUTE: { type: "plain_text", value: "0" } },
  dev: {
    ...{ remote: false, watch: false, persist: false, logLevel: "none" },
    inspector: reports === undefined ? false : { hostname: "127.0.0.1", port: 0 },
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
const usedMb = rssMb();
const facts = {
  ...{ coldMs: cold.ms, coldCpuMs: cold.cpuMs, firstMs: first.ms, firstCpuMs: first.cpuMs },
  laterMs: later.sort((a, b) => a - b)[Math.floor(later.length / 2)],
  ...{ startedMb, loadedMb, usedMb },
  ...(reports === undefined ? {} : { heldMb: await askAndHold(Number(reports)) }),
};
await worker.dispose();
process.stdout.write(`${JSON.stringify(facts)}\n`);
process.exit();

/** Megabytes that the isolate holds after questions about places, years and topics of all kinds. */
async function askAndHold(count: number): Promise<number> {
  const inspector = await worker.inspectorUrl;
  if (inspector === undefined) throw new Error("wrangler has no inspector");
  const heap = await openIsolateHeap(inspector);
  for (let row = 0; row < MEMORY_QUESTIONS; row++) {
    const { place, year } = placeAndYearOf((row * 37) % count);
    await askText(`${row % 10 === 0 ? "" : place}${year}年${TOPICS[row % TOPICS.length]}？`);
  }
  const held = await heap.heldMb();
  heap.close();
  return held;
}

function ask(row: number) {
  return askText(`${2015 + (row % 10)}年行政机关负责人出庭应诉率是多少？`);
}

function askText(content: string) {
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
