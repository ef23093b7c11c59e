import type { Report } from "../model/report.ts";
import { rowsByPlace } from "../search/library-places.ts";
import { type QuestionSlots, relateRegion } from "../search/question-slots.ts";

/**
 * 今年, 去年, 最新的: without a clock each may be any year; the newest that the one place named has a report of is told, by
 * name. 比去年 and 去年同期 only compare with one.
 */
export const RELATIVE_YEAR =
  /(?<![比较与跟和同])(?:[今去]年(?!同期|相比)|上一?年(?:度)?(?!同期|相比|结转|度?末)|本年度?|最新(?:一年|一期)?的?|最近(?:一年的?|一份的?|的(?=\p{sc=Han}{0,8}(?:报告|材料|年报|数据|情况)|[？?]|$)))/u;

/** The newest year that the one place of a question has a report of; null for several places, none, or no known year. */
export function newestYear({ regions }: Pick<QuestionSlots, "regions">, reports: readonly Report[]): number | null {
  const [region, ...others] = regions;
  if (region === undefined || others.length > 0) return null;
  return Math.max(0, ...yearsOf(region.path, reports)) || null;
}

/** The years of a place's own reports, in order; a full path. */
export function yearsOf(path: string, reports: readonly Report[]): number[] {
  const years = [...rowsByPlace(reports)].flatMap(([place, rows]) =>
    relateRegion(place, path) === "same" ? rows.flatMap((row) => reports[row]?.identity.year.value ?? []) : [],
  );
  return [...new Set(years)].sort((a, b) => a - b);
}
