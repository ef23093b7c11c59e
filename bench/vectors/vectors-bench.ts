import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FawenError } from "../../src/core/model/errors.ts";
import { type BenchRow, formatRows } from "../bench-row.ts";
import { runStep } from "../run-step.ts";
import type { SearchFacts, VectorsFacts } from "./vectors-step.ts";

export const VECTORS_USAGE = "npm run bench -- vectors [--rows 50000,100000] [--dimensions 256] [--graph]";

const STEP = fileURLToPath(new URL("./vectors-step.ts", import.meta.url));

/**
 * Searching generated vectors by the exact scan; with `--graph` by a graph of hnswlib too. Returns the table.
 *
 * @throws FawenError `bad-request` for wrong arguments
 */
export async function benchVectors(args: readonly string[], log: (line: string) => void): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: "string", default: "50000,100000" },
      dimensions: { type: "string", default: "256" },
      graph: { type: "boolean", default: false },
    },
  });
  const [dimensions = 0] = readNumbers("--dimensions", values.dimensions);
  const rows: BenchRow[] = [];
  for (const count of readNumbers("--rows", values.rows)) {
    log(`${count} 个 ${dimensions} 维向量……`);
    const facts = await runStep<VectorsFacts>(STEP, [String(count), String(dimensions), values.graph ? "graph" : ""]);
    rows.push(...toRows(`${count} × ${dimensions}`, facts));
  }
  const [load = 0] = loadavg();
  return `${formatRows(rows)}\n\n机器负载 ${load.toFixed(1)}`;
}

function readNumbers(name: string, list: string): readonly number[] {
  const numbers = list.split(",").map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return numbers;
  throw new FawenError("bad-request", `${name} 应为正整数，收到“${list}”。`);
}

function toRows(what: string, { exact, graph }: VectorsFacts): BenchRow[] {
  const rows = [toRow(`精确扫描，${what}`, exact, `准备 ${exact.prepareCpuMs.toFixed(0)} ms`)];
  if (graph === null) return rows;
  const { buildCpuMs, bytes, readMs, longestPauseMs, search } = graph;
  const note =
    `生成 ${(buildCpuMs / 1e3).toFixed(1)} s，文件 ${(bytes / 1e6).toFixed(1)} MB，` +
    `载入 ${readMs.toFixed(0)} ms，其间最长停顿 ${longestPauseMs.toFixed(0)} ms`;
  const name = `向量图，${what}`;
  return [...rows, search ? toRow(name, search, note) : { name, value: "不够一致，不用", note }];
}

function toRow(name: string, { p50Ms, fastestMs, cpuMs }: SearchFacts, note: string): BenchRow {
  const took = `p50 ${p50Ms.toFixed(1)} ms`;
  return { name, value: took, note: `最快 ${fastestMs.toFixed(1)} ms，处理器 ${cpuMs.toFixed(1)} ms，${note}` };
}
