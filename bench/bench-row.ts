/** One line of a bench table. */
export interface BenchRow {
  readonly name: string;
  /** The measure with its unit. */
  readonly value: string;
  /** Against what it was measured in the same run, or what else it took. */
  readonly note: string;
}

/** A table for a terminal and for Markdown alike. */
export function formatRows(rows: readonly BenchRow[]): string {
  return [
    "| 项目 | 结果 | 说明 |",
    "| --- | ---: | --- |",
    ...rows.map(({ name, value, note }) => `| ${name} | ${value} | ${note} |`),
  ].join("\n");
}
