import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createOpenccScriptConverter } from "../../src/adapters/opencc-script-converter.ts";
import type { BenchRow } from "../bench-row.ts";
import { startServer } from "../http/start-server.ts";
import { quantile } from "../retrieval/score-ranking.ts";
import { generateReport, placeAndYearOf, writeReports } from "../write-reports.ts";

export interface InstancesOptions {
  readonly database: string;
  readonly instances: number;
  /** Reports at first. */
  readonly reports: number;
  readonly seconds: number;
  /** Each asks again as soon as it has an answer. */
  readonly clients: number;
}

const RUN = fileURLToPath(new URL("../../scripts/run.mjs", import.meta.url));
/** What a server prints of an answer by words alone; seconds that are left are no reason of its own. */
const WHY = /只按字词查找：(.*?)(?:，\d+ 秒后再试)?。?$/u;
/** Every time some reports more, until the time is over. */
const ADDED_REPORTS = 20;

interface Counts {
  readonly took: number[];
  readonly errors: string[];
  /** Answers that tell that vectors could not be used. */
  noted: number;
  /** Why, as the servers print it, with how often. */
  readonly reasons: Map<string, number>;
}

/** Servers on one database and one index folder, asked all the time while another process ingests again and again. */
export async function benchInstances(options: InstancesOptions, log: (line: string) => void): Promise<BenchRow[]> {
  const dir = await mkdtemp(join(tmpdir(), "fawen-bench-"));
  const corpus = join(dir, "corpus");
  const converter = createOpenccScriptConverter();
  const environment = {
    ...{ PORT: "0", CORPUS_DIR: corpus, INDEX_DIR: join(dir, "index") },
    ...{ VECTOR_STORE: options.database, RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "warn" },
  };
  const ingest = async () => {
    await promisify(execFile)(process.execPath, [RUN, "ingest"], { env: { ...process.env, ...environment } });
  };
  try {
    log(`${options.reports} 份报告……`);
    await writeReports(corpus, options.reports, converter);
    await ingest();
    const counts: Counts = { took: [], errors: [], noted: 0, reasons: new Map() };
    const hear = (line: string) => {
      const [, reason] = WHY.exec(line) ?? [];
      if (reason !== undefined) counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
    };
    const servers = await Promise.all(
      Array.from({ length: options.instances }, () => startServer([RUN, "start"], environment, hear)),
    );
    try {
      const usedS = () => servers.reduce((sum, server) => sum + server.processorS(), 0);
      const beforeS = usedS();
      const untilMs = performance.now() + options.seconds * 1e3;
      let asked = 0;
      const ask = async () => {
        while (performance.now() < untilMs) {
          const at = asked++;
          await askOnce(servers[at % servers.length]?.url ?? "", at % options.reports, counts);
        }
      };
      let ingests = 0;
      const ingestOn = async () => {
        for (let row = options.reports; performance.now() < untilMs; ingests++) {
          for (const end = row + ADDED_REPORTS; row < end; row++)
            await writeFile(join(corpus, `added-${row}.txt`), generateReport(row, converter));
          await ingest();
        }
      };
      log(`${options.clients} 个客户端，${options.seconds} 秒……`);
      await Promise.all([ingestOn(), ...Array.from({ length: options.clients }, ask)]);
      for (const line of new Set(counts.errors)) log(line);
      for (const [reason, times] of counts.reasons) log(`${times} × ${reason}`);
      const { took, errors, noted } = counts;
      const speed = `p50 ${quantile(took, 0.5).toFixed(0)} ms，p99 ${quantile(took, 0.99).toFixed(0)} ms`;
      const name = `${options.instances} 个实例，${options.reports} 份报告起，其间入库 ${ingests} 次各 ${ADDED_REPORTS} 份`;
      const value = `${took.length} 个请求，${errors.length} 个出错`;
      const cpuMs = ((usedS() - beforeS) * 1e3) / took.length;
      const note = `${speed}，每个请求处理器 ${cpuMs.toFixed(0)} ms，${noted} 个回答没有用上向量`;
      return [{ name, value, note }];
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A whole answer and a search, in turns. */
async function askOnce(url: string, row: number, counts: Counts): Promise<void> {
  const { place, year } = placeAndYearOf(row);
  const question = `${place}${year}年请人评理的案子办了多少`;
  const [path, body] =
    row % 2 === 0
      ? ["/api/chat", { messages: [{ role: "user", content: question }], stream: false }]
      : ["/api/search", { query: question, k: 10 }];
  const began = performance.now();
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) counts.errors.push(`${response.status} ${text.slice(0, 200)}`);
    if (text.includes("只按字词查找")) counts.noted++;
  } catch (error) {
    counts.errors.push(String(error));
  }
  counts.took.push(performance.now() - began);
}
