import { parseArgs } from "node:util";
import { formatRows } from "./bench-row.ts";
import { benchIngest } from "./ingest-bench.ts";
import { benchWords } from "./words-bench.ts";

const USAGE = "用法：npm run bench -- [--reports 份数]";
const DEFAULT_REPORTS = 10_000;

/** `npm run bench`: prints a table. Returns the exit code: 0 done or usage shown, 2 bad arguments. */
export async function main(args: readonly string[]): Promise<0 | 2> {
  let reports: number;
  try {
    const { values } = parseArgs({
      args: args.slice(1),
      options: { reports: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      process.stdout.write(
        `${USAGE}\n默认生成 ${DEFAULT_REPORTS} 份报告，量读取、入库、载入和词语索引的用时与内存。\n`,
      );
      return 0;
    }
    reports = values.reports === undefined ? DEFAULT_REPORTS : Number(values.reports);
    if (!Number.isInteger(reports) || reports < 1) throw new Error(`--reports 应为正整数，收到“${values.reports}”。`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return 2;
  }
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const rows = [...(await benchIngest(reports, log)), ...(await benchWords(log))];
  process.stdout.write(`${formatRows(rows)}\n`);
  return 0;
}
