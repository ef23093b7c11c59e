import type { Report } from "../model/report.ts";
import { type QuestionSlots, readQuestionSlots } from "../search/question-slots.ts";
import { newestYear } from "./newest-year.ts";

/** 前一年呢 after a question about a year, with that year named; without one after the newest year that it is told of. */
export function withYear(last: string, before: QuestionSlots, reports: readonly Report[]): string {
  const newest = before.years.length > 0 ? null : newestYear(before, reports);
  const years = newest === null ? before.years : [newest];
  if (years.length === 0) return last;
  return last
    .replace(/前一年|上一?年|去年|头一年/u, `${Math.min(...years) - 1}年`)
    .replace(/后一年|下一年|第二年/u, `${Math.max(...years) + 1}年`);
}

/** 上年 by itself, not what another year is compared with. */
const YEAR_BEFORE = /(?<![比较与跟和同以])上年(?!同期|相比|结转|度?末|以来|度?的?(?:数字?|数据)?[吗么吧])(?:度)?/u;

/** 某市2023年出庭应诉率上年是多少 asks of 2022; without a year of the one before the newest that the place has. */
export function withYearBefore(turn: string, reports: readonly Report[]): string {
  const words = YEAR_BEFORE.exec(turn)?.[0];
  const slots = words === undefined ? null : readQuestionSlots(turn, reports);
  if (slots === null || words === undefined || slots.regions.length === 0 || slots.years.length > 1) return turn;
  const [year = newestYear(slots, reports)] = slots.years;
  if (year === null) return turn;
  return turn.replace(new RegExp(`${year}\\s?(?:年度?)?`, "u"), "").replace(words, `${year - 1}年`);
}
