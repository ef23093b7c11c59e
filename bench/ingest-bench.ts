import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOpenccScriptConverter } from "../src/adapters/opencc-script-converter.ts";
import { readReport } from "../src/core/reading/read-report.ts";
import { splitPassages } from "../src/core/reading/split-passages.ts";
import type { BenchRow } from "./bench-row.ts";
import { runStep } from "./run-step.ts";
import { generateReport, writeReports } from "./write-reports.ts";

const STEP = fileURLToPath(new URL("./ingest-step.ts", import.meta.url));

interface StepFacts {
  readonly tookMs: number;
  /** Processor time, which other work on the machine lengthens less. */
  readonly cpuMs: number;
  readonly passages: number;
  readonly maxRssMb: number;
}

/**
 * Reading and indexing generated reports that look like the real ones: reading alone on one core, a whole ingest
 * without vectors, one changed file, and loading. `count` reports of about 5 KB each. Reports and index are kept in
 * the empty folder `keepIn` where one is named, for the bench of answers.
 */
export async function benchIngest(count: number, log: (line: string) => void, keepIn?: string): Promise<BenchRow[]> {
  const dir = keepIn ?? (await mkdtemp(join(tmpdir(), "fawen-bench-")));
  try {
    log(`整理 ${count} 份报告……`);
    const reading = benchReading(count);
    log(`生成 ${count} 份报告……`);
    const corpusDir = join(dir, "corpus");
    const bytes = await writeReports(corpusDir, count, createOpenccScriptConverter());
    const environment = { CORPUS_DIR: corpusDir, INDEX_DIR: join(dir, "index") };
    const run = (step: string) => runStep<StepFacts>(STEP, [step], environment);
    log("整体入库（不含向量）……");
    const whole = await run("ingest");
    await appendFile(join(corpusDir, "0", "report-1.txt"), "另补充培训执法人员7人次。\n");
    log("改动一个文件后再入库……");
    const changed = await run("ingest");
    log("载入索引……");
    const loaded = await run("load");
    const started = await run("start");
    const of = `${count} 份报告，${(bytes / 1e6).toFixed(0)} MB，${whole.passages} 段`;
    const perPassages = (loaded.tookMs / loaded.passages) * 100_000;
    return [
      ...reading,
      toRow(`整体入库，不含向量（${of}）`, whole, `内存峰值 ${whole.maxRssMb.toFixed(0)} MB`),
      toRow("改动一个文件后再入库", changed, `是整体入库的 ${ratio(changed.tookMs, whole.tookMs)}`),
      toRow("只载入索引，可以作答", loaded, `按比例 100,000 段 ${formatSeconds(perPassages)}`),
      toRow("启动：核对文件夹并载入", started, `内存峰值 ${started.maxRssMb.toFixed(0)} MB`),
    ];
  } finally {
    if (keepIn === undefined) await rm(dir, { recursive: true, force: true });
  }
}

function toRow(name: string, { tookMs, cpuMs }: StepFacts, note: string): BenchRow {
  return { name, value: formatSeconds(tookMs), note: `处理器用时 ${formatSeconds(cpuMs)}，${note}` };
}

function formatSeconds(ms: number): string {
  return `${(ms / 1e3).toFixed(1)} s`;
}

/** Processor time of reading `count` texts that are in memory, from a cold start, against converting their script alone. */
function benchReading(count: number): BenchRow[] {
  const converter = createOpenccScriptConverter();
  // As a decoder leaves them: the generator's strings are put together only when they are read for the first time.
  const files = Array.from({ length: count }, (_, row) => Buffer.from(generateReport(row, converter)));
  const texts = files.map((file) => file.toString("utf8"));
  const megabytes = files.reduce((sum, file) => sum + file.length, 0) / 1e6;
  const whole = cpuMs(() => texts.forEach(read));
  const script = cpuMs(() => texts.forEach((text) => void converter.toSimplified(text)));
  return [
    {
      name: `整理 + 识别 + 分章 + 分段，单核（${count} 份报告，${megabytes.toFixed(0)} MB）`,
      value: `${(megabytes / (whole / 1e3)).toFixed(1)} MB/s`,
      note: `是只做繁简转换的 ${ratio(whole, script)} 用时`,
    },
  ];

  function read(text: string): void {
    splitPassages(readReport({ id: "r", file: "r.txt", raw: text, known: {}, digest: "" }, converter), 0);
  }
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}

function ratio(part: number, whole: number): string {
  return `${(part / whole).toFixed(2)} 倍`;
}
