import type { EngineFacts } from "./measure-engine.ts";

export interface Measured {
  readonly set: string;
  readonly label: string;
  /** Null where the engine failed. */
  readonly facts: (EngineFacts & { readonly peakMb: number }) | null;
}

const COLUMNS: readonly (readonly [string, (facts: NonNullable<Measured["facts"]>) => string])[] = [
  ["段落", ({ passages }) => String(passages)],
  ["题", ({ questions }) => String(questions)],
  ["MRR@10", ({ scores }) => scores.mrr10.toFixed(4)],
  ["R@1", ({ scores }) => scores.recall1.toFixed(4)],
  ["R@5", ({ scores }) => scores.recall5.toFixed(4)],
  ["R@10", ({ scores }) => scores.recall10.toFixed(4)],
  ["nDCG@10", ({ scores }) => scores.ndcg10.toFixed(4)],
  ["p50", ({ p50Ms }) => formatMs(p50Ms)],
  ["p95", ({ p95Ms }) => formatMs(p95Ms)],
  ["建立", ({ buildMs }) => `${(buildMs / 1e3).toFixed(1)} s`],
  ["内存峰值", ({ peakMb }) => `${peakMb.toFixed(0)} MB`],
];

/** What was measured as a Markdown table, a row an engine and set. */
export function formatMeasured(rows: readonly Measured[]): string {
  return [
    `| 题集 | 引擎 | ${COLUMNS.map(([name]) => name).join(" | ")} |`,
    `| --- | --- |${COLUMNS.map(() => " ---: |").join("")}`,
    ...rows.map(
      ({ set, label, facts }) =>
        `| ${set} | ${label} | ${COLUMNS.map(([, format]) => (facts === null ? "失败" : format(facts))).join(" | ")} |`,
    ),
  ].join("\n");
}

/** Two digits where there are fewer than ten milliseconds, where most lie. */
export function formatMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}
