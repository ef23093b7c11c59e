import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FawenError } from "../../src/core/model/errors.ts";
import { findPostgres, POSTGRES_PASSWORD, startPostgres } from "../../src/testing/start-postgres.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { readCount } from "../read-count.ts";
import { runStep } from "../run-step.ts";
import type { EngineFacts, FilterFacts } from "./engines-step.ts";
import { benchInstances } from "./instances-bench.ts";

export const ENGINES_USAGE =
  "npm run bench -- engines [--rows 100000] [--dimensions 维数] [--instances 2] [--reports 1000] [--seconds 60]";

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
      instances: { type: "string" },
      reports: { type: "string" },
      seconds: { type: "string" },
    },
  });
  const found = findPostgres();
  if ("missing" in found) throw new FawenError("bad-request", `没有可用的 PostgreSQL：${found.missing}。`);
  const cluster = await startPostgres();
  try {
    const database = new URL(await cluster.createDatabase());
    database.password = encodeURIComponent(POSTGRES_PASSWORD);
    const rows =
      values.instances === undefined
        ? await benchVectors(values, database.href, log)
        : await benchInstances(
            {
              database: database.href,
              instances: readCount("--instances", values.instances, 2),
              reports: readCount("--reports", values.reports, 1_000),
              seconds: readCount("--seconds", values.seconds, 60),
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
  values: { readonly rows?: string | undefined; readonly dimensions?: string | undefined },
  database: string,
  log: (line: string) => void,
): Promise<BenchRow[]> {
  const count = readCount("--rows", values.rows, 100_000);
  // Without: texts, embedded by the model that comes along.
  const given = values.dimensions === undefined ? [] : [String(readCount("--dimensions", values.dimensions, 256))];
  const what = given[0] === undefined ? "段文字的向量" : `个 ${given[0]} 维的成团向量`;
  log(`${count} ${what}……`);
  const facts = await runStep<EngineFacts>(STEP, [database, String(count), ...given]);
  const filled = `写入 ${facts.putS.toFixed(1)} s，建图 ${facts.graphS.toFixed(1)} s`;
  const sizes = `表 ${facts.tableMb.toFixed(0)} MB，图 ${facts.graphMb.toFixed(0)} MB`;
  return [
    { name: `pgvector，${count} ${what}`, value: filled, note: sizes },
    toRow("精确扫描", facts.exact),
    ...facts.filters.map((filter) => toRow(`pgvector，${filter.name}`, filter)),
  ];
}

function toRow(name: string, { recall10, p50Ms, p99Ms }: Omit<FilterFacts, "name">): BenchRow {
  return { name, value: `R@10 ${recall10.toFixed(4)}`, note: `p50 ${p50Ms.toFixed(1)} ms，p99 ${p99Ms.toFixed(1)} ms` };
}
