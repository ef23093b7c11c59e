import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";
import { runStep } from "./run-step.ts";

const STEP = fileURLToPath(new URL("./words-step.ts", import.meta.url));
const PASSAGES = 50_000;
const CHARS = 300;

interface WordsFacts {
  readonly builtMs: number;
  readonly searchMs: number;
  readonly indexMb: number;
  readonly maxRssMb: number;
}

/** The index of words alone, of generated passages: processor time, memory, and time of a search. */
export async function benchWords(log: (line: string) => void): Promise<BenchRow[]> {
  log("编制词语索引……");
  const { builtMs, searchMs, indexMb, maxRssMb } = await runStep<WordsFacts>(STEP, [String(PASSAGES), String(CHARS)]);
  return [
    {
      name: `词语索引，${PASSAGES} 段 × ${CHARS} 字，单核`,
      value: `${(builtMs / 1e3).toFixed(1)} s`,
      note: `索引 ${indexMb.toFixed(0)} MB，进程内存峰值 ${maxRssMb.toFixed(0)} MB，查一次 ${searchMs.toFixed(1)} ms`,
    },
  ];
}
