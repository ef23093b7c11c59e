import type { IdentityFact } from "../model/report.ts";
import { findPeriod } from "./resolve-context.ts";

/** The opening clause of a report says what it covers (今年上半年，我市…); what comes later is of single figures. */
const OPENING =
  /^(?:今年|本年|20\d\d年)?(?:以来，)?(?:上半年|前[三3]个?季度|第?[一二三四]季度|1(?:月份?)?[—\-–～至]\d{1,2}月份?|截[至止](?:今年|20\d\d年)?\d{1,2}月底?)，/;

/**
 * The part of the year that a report as a whole covers, as it says it (上半年, 1—11月, 截至8月): in its title, else in
 * the clause that opens its text. Unknown for a report of a whole year, and where only single figures name a part.
 */
export function findReportPeriod(body: string, title: string | undefined, year: number | null): IdentityFact<string> {
  const titled = partOfYear(title ?? "", year);
  if (titled !== undefined) return { value: titled, certainty: "stated", evidence: title ?? "" };
  const opening = OPENING.exec(body.trimStart())?.[0];
  const opened = opening === undefined ? undefined : partOfYear(opening, year);
  return opening === undefined || opened === undefined
    ? { value: null, certainty: "unknown" }
    : { value: opened, certainty: "inferred", evidence: opening.replace(/，$/, "") };
}

function partOfYear(words: string, year: number | null): string | undefined {
  // Which year it is does not matter here: only whether it is a part of one.
  const period = findPeriod(words, year ?? 0);
  return period === undefined || (period.fromMonth === 1 && period.toMonth === 12) ? undefined : period.text;
}
