import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";
import { formatRows } from "./bench-row.ts";
import { runStep } from "./run-step.ts";

export const EMBEDDER_USAGE = "npm run bench -- embedder";
const STEP = fileURLToPath(new URL("./embedder-step.ts", import.meta.url));

/** What the step measured, all in milliseconds. */
export interface EmbedderFacts {
  readonly id: string;
  readonly loadMs: number;
  readonly questionP50Ms: number;
  readonly passages: number;
  readonly passageChars: number;
  readonly passagesMs: number;
  readonly passagesProcessorMs: number;
}

/** The embedding model that the settings name: loading, one question, many passages. */
export async function benchEmbedder(_args: readonly string[], log: (line: string) => void): Promise<string> {
  log("载入向量模型……");
  const facts = await runStep<EmbedderFacts>(STEP, []);
  const { passages, passageChars, passagesMs, passagesProcessorMs } = facts;
  const rows: BenchRow[] = [
    { name: `载入 ${facts.id}`, value: `${facts.loadMs.toFixed(0)} ms`, note: "读文件、核对摘要，到能算第一个向量" },
    { name: "一个问题的向量，p50", value: `${facts.questionP50Ms.toFixed(2)} ms`, note: "25 字，一个接一个" },
    {
      name: `${passages} 段 × ${passageChars} 字`,
      value: `${passagesMs.toFixed(0)} ms`,
      note: `处理器时间 ${passagesProcessorMs.toFixed(0)} ms`,
    },
  ];
  return formatRows(rows);
}
