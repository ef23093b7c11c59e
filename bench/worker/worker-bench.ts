import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { readCount } from "../read-count.ts";
import { writeReports } from "../write-reports.ts";

export const WORKER_USAGE = "npm run bench -- worker [--reports 份数]";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MEMORY_STEP = fileURLToPath(new URL("./memory-step.ts", import.meta.url));
const STEP = fileURLToPath(new URL("./worker-step.ts", import.meta.url));
/** Some 20,000 passages. */
const DEFAULT_REPORTS = 2_320;
/** Each in a process of its own; the fastest counts, because whatever else the machine does only adds. */
const STARTS = 3;
const FEW = 5;
const QUIET = { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_HIDE_BANNER: "true" };

/** Megabytes of objects and buffers, garbage collected. */
interface MemoryFacts {
  readonly loadedMb: number;
  readonly heldMb: number;
}

interface StepFacts {
  readonly coldMs: number;
  readonly coldCpuMs: number;
  readonly firstMs: number;
  readonly firstCpuMs: number;
  readonly laterMs: number;
  readonly startedMb: number;
  readonly loadedMb: number;
  readonly usedMb: number;
}

/** Cold start and memory of the Worker in workerd: with the reports of `corpus/`, and with generated ones. */
export async function benchWorker(args: readonly string[], log: (line: string) => void): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { reports: { type: "string" } } });
  const count = readCount("--reports", values.reports, DEFAULT_REPORTS);
  const dir = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  try {
    const few = await benchCorpus(join(dir, "few"), join(ROOT, "corpus"), FEW, "corpus/ 的五份报告", log);
    log(`生成 ${count} 份报告……`);
    await writeReports(join(dir, "corpus"), count, createOpenccScriptConverter());
    const many = await benchCorpus(join(dir, "many"), join(dir, "corpus"), count, `生成的 ${count} 份报告`, log);
    return formatRows([...few, ...many]);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function benchCorpus(
  dir: string,
  corpus: string,
  reports: number,
  name: string,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  const run = async (command: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const options = { cwd: ROOT, env: { ...process.env, ...QUIET, ...environment }, maxBuffer: 1 << 24 };
    return (await promisify(execFile)(process.execPath, [...command], options)).stdout.trim().split("\n").at(-1) ?? "";
  };
  log(`${name}：建立索引……`);
  const assets = join(dir, "assets");
  const settings = { CORPUS_DIR: corpus, INDEX_DIR: join(dir, "index") };
  const prepared = await run(["scripts/run.mjs", "worker-assets", "--out", assets], settings);
  const starts: StepFacts[] = [];
  for (let row = 1; row <= STARTS; row++) {
    log(`${name}：第 ${row} 次启动 workerd……`);
    const line = await run(["--import", "tsx", STEP, assets]);
    // Our own process wrote it.
    starts.push(JSON.parse(line) as StepFacts);
  }
  log(`${name}：内存……`);
  const memory = await run(
    ["--experimental-websocket", "--import", "tsx", MEMORY_STEP, assets, String(reports), dir],
    settings,
  );
  return [...toRows(name, prepared, starts), toMemoryRow(name, JSON.parse(memory))];
}

function toRows(name: string, prepared: string, starts: readonly StepFacts[]): BenchRow[] {
  const least = (of: (facts: StepFacts) => number) => Math.min(...starts.map(of));
  const ms = (of: (facts: StepFacts) => number) => `${Math.round(least(of))} ms`;
  const mb = (of: (facts: StepFacts) => number) => `${least(of).toFixed(1)} MB`;
  return [
    {
      name: `${name}：冷启动，载入模型与索引`,
      value: ms(({ coldMs }) => coldMs),
      note: `处理器用时 ${ms(({ coldCpuMs }) => coldCpuMs)}；${prepared}`,
    },
    {
      name: `${name}：第一个问题`,
      value: ms(({ firstMs }) => firstMs),
      note: `处理器用时 ${ms(({ firstCpuMs }) => firstCpuMs)}；以后的问题 p50 ${ms(({ laterMs }) => laterMs)}`,
    },
    {
      name: `${name}：载入所增的内存`,
      value: mb(({ startedMb, loadedMb }) => loadedMb - startedMb),
      note: `workerd 进程载入前 ${mb(({ startedMb }) => startedMb)}，答过 21 个问题后 ${mb(({ usedMb }) => usedMb)}`,
    },
  ];
}

function toMemoryRow(name: string, { loadedMb, heldMb }: MemoryFacts): BenchRow {
  return {
    name: `${name}：答过 400 个问题后一个实例所占的内存`,
    value: `${heldMb.toFixed(1)} MB`,
    note: `回收之后的对象与缓冲区，上限 128 MB；刚载入时 ${loadedMb.toFixed(1)} MB`,
  };
}
