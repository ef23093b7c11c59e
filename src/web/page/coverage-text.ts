import type { ReportList } from "../../http/contract.ts";

const MOST_REGIONS = 8;

/** 收录 5 份报告，2026年1月5日更新 */
export function shortCoverage({ reports, builtAt }: ReportList): string {
  return `收录 ${reports.length} 份报告，${formatDay(builtAt)}更新`;
}

/** Which regions and years are covered, one line a region, the first ones when there are many. */
export function coveredRegions({ reports }: ReportList): readonly string[] {
  const yearsByRegion = new Map<string, Set<number>>();
  for (const { region, issuer, title, year } of reports) {
    const name = region || issuer || title;
    const years = yearsByRegion.get(name) ?? new Set();
    if (year !== null) years.add(year);
    yearsByRegion.set(name, years);
  }
  const lines = [...yearsByRegion].map(([name, years]) => {
    const list = [...years].sort((a, b) => a - b).join("、");
    return list === "" ? `${name}（年份不详）` : `${name}（${list}年）`;
  });
  if (lines.length <= MOST_REGIONS) return lines;
  return [...lines.slice(0, MOST_REGIONS), `等 ${lines.length} 个地区`];
}

/** The day in the reader's time zone, like 2026年1月5日; the text itself where it is no date. */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
}
