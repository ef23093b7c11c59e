import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FawenError } from "../../src/core/model/errors.ts";
import { findPostgres, POSTGRES_PASSWORD, startPostgres } from "../../src/testing/start-postgres.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { readCount } from "../read-count.ts";
import { runStep } from "../run-step.ts";
import type { EngineFacts, SearchFacts } from "./engines-step.ts";
import { benchInstances } from "./instances-bench.ts";

export const ENGINES_USAGE =
  "npm run bench -- engines [--rows 10000,100000] [--dimensions 维数] [--texts 每行一篇的.txt.gz] [--candidates 500,1000] [--instances 2] [--reports 1000] [--seconds 60] [--clients 8]";

/** A quarter of a small server's memory, as PostgreSQL's manual advises. */
const SHARED_BUFFERS_MB = 2_048;
const STEP = fileURLToPath(new URL("./engines-step.ts", import.meta.url));

/**
 * Vectors in a PostgreSQL of its own with pgvector, against the exact scan; with `--instances`, so many servers on one
 * database under load while another process ingests. Returns the table.
 *
 * @throws FawenError `bad-request` for wrong arguments or where there is no PostgreSQL with pgvector
 */
export async function benchEngines(args: readonly string[], log: (line: string) => void): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string" },
      dimensions: { type: "string" },
      texts: { type: "string" },
      candidates: { type: "string" },
      instances: { type: "string" },
      reports: { type: "string" },
      seconds: { type: "string" },
      clients: { type: "string" },
    },
  });
  const found = findPostgres();
  if ("missing" in found) throw new FawenError("bad-request", `没有可用的 PostgreSQL：${found.missing}。`);
  const cluster = await startPostgres({ sharedBuffersMb: SHARED_BUFFERS_MB });
  const database = async () => {
    const address = new URL(await cluster.createDatabase());
    address.password = encodeURIComponent(POSTGRES_PASSWORD);
    return address.href;
  };
  try {
    const rows =
      values.instances === undefined
        ? await benchVectors(values, database, log)
        : await benchInstances(
            {
              database: await database(),
              instances: readCount("--instances", values.instances, 2),
              reports: readCount("--reports", values.reports, 1_000),
              seconds: readCount("--seconds", values.seconds, 60),
              clients: readCount("--clients", values.clients, 8),
            },
            log,
          );
    const [load = 0] = loadavg();
    return `${formatRows(rows)}\n\n机器负载 ${load.toFixed(1)}`;
  } finally {
    await cluster.remove();
  }
}

async function benchVectors(
  values: Readonly<Partial<Record<"rows" | "dimensions" | "texts" | "candidates", string>>>,
  database: () => Promise<string>,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  for (const rows of (values.rows ?? "100000").split(",")) {
    const count = readCount("--rows", rows, 100_000);
    // Without: texts, embedded by the model that comes along.
    const dimensions = values.dimensions && String(readCount("--dimensions", values.dimensions, 256));
    const candidates = values.candidates ?? "1000";
    for (const each of candidates.split(",")) readCount("--candidates", each, 1_000);
    const what = dimensions === undefined ? "段文字的向量" : "个成团向量";
    log(`${count} ${what}……`);
    const options = [await database(), String(count), candidates, dimensions ?? "", values.texts ?? ""];
    table.push(...toRows(`${count} ${what}`, await runStep<EngineFacts>(STEP, options)));
  }
  return table;
}

function toRows(what: string, facts: EngineFacts): BenchRow[] {
  const { dimensions, load, putS, putCpuS, graphS, graphCpuS, tableMb, graphMb, searches } = facts;
  const times = `写入 ${putS.toFixed(1)} s（处理器 ${putCpuS.toFixed(1)}），建图 ${graphS.toFixed(1)} s（处理器 ${graphCpuS.toFixed(1)}）`;
  const sizes = `表与索引 ${tableMb.toFixed(1)} MB，图 ${graphMb.toFixed(1)} MB，负载 ${load.toFixed(1)}`;
  return [{ name: `${what} × ${dimensions}`, value: times, note: sizes }, ...searches.map(toRow)];
}

function toRow({ name, passing, recall10, p50Ms, p99Ms, cpuMs }: SearchFacts): BenchRow {
  const took = `p50 ${p50Ms.toFixed(1)} ms，p99 ${p99Ms.toFixed(1)} ms`;
  const note = cpuMs === null ? took : `${took}，处理器 ${cpuMs.toFixed(1)} ms`;
  return { name: `${name}，${passing} 段`, value: `R@10 ${recall10.toFixed(4)}`, note };
}
