import { parseArgs } from "node:util";
import { formatRows } from "./bench-row.ts";
import { benchIngest } from "./ingest-bench.ts";

const USAGE = "用法：npm run bench -- [--reports 份数]";
const DEFAULT_REPORTS = 10_000;

/** `npm run bench`: prints a table. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let reports: number;
  try {
    const { values } = parseArgs({ args: args.slice(1), options: { reports: { type: "string" } } });
    reports = values.reports === undefined ? DEFAULT_REPORTS : Number(values.reports);
    if (!Number.isInteger(reports) || reports < 1) throw new Error(`--reports 应为正整数，收到“${values.reports}”。`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return 2;
  }
  const rows = await benchIngest(reports, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${formatRows(rows)}\n`);
  return 0;
}
