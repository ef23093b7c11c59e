import type { Meta } from "../../http/contract.ts";

/** 收录 5 份报告，2026年1月5日更新 */
export function shortCoverage({ reports, builtAt }: Pick<Meta, "reports" | "builtAt">): string {
  return `收录 ${reports} 份报告，${formatDay(builtAt)}更新`;
}

/** Which regions and years are covered, one line a region; the first ones when there are more than `most`. */
export function coveredRegions({ regions }: Pick<Meta, "regions">, most: number): readonly string[] {
  const lines = regions.map(({ region, years }) => {
    const list = [...years].sort((a, b) => a - b).join("、");
    return `${region || "地区不明"}（${list === "" ? "年份不详" : `${list}年`}）`;
  });
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `等 ${lines.length} 个地区`];
}

/** The day in the reader's time zone, like 2026年1月5日; the text itself where it is no date. */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
}
