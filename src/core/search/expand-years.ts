import type { Report } from "../model/report.ts";

/** 23年, 二三年, 二零二三年度; no stretch of time (20年来, 干了22年, 前后20年间) and no year of birth (90后 has no 年). */
const SHORT_YEAR =
  /(?<![\d年第近共满超过了用历时逾约前后整])(?:20)?(?<digits>[0-3]\d)年(?![来前后内间多级]|以[来上内]|时间|的?老)/gu;
const CHINESE_YEAR =
  /(?<![一二三四五六七八九十〇零年第])(?:二[〇零])?(?<digits>[一二][〇零一二三四五六七八九])年(?![来前后内间多级]|以[来上内]|时间)|二[〇零](?<bare>[一二][〇零一二三四五六七八九])(?![一二三四五六七八九十〇零])/gu;
const DIGITS = "零一二三四五六七八九";
/** A question may name a year somewhat before or after those that reports are of. */
const MARGIN = 3;

interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** Counted once for each library. */
const rangeOf = new WeakMap<readonly Report[], YearRange>();

/** The years near those of the reports; none where no report has a year. */
function yearsOf(reports: readonly Report[]): YearRange {
  const known = rangeOf.get(reports);
  if (known !== undefined) return known;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { identity } of reports) {
    const year = identity.year.value;
    if (year === null) continue;
    from = Math.min(from, year - MARGIN);
    to = Math.max(to, year + MARGIN);
  }
  const range = { from, to };
  rangeOf.set(reports, range);
  return range;
}

/**
 * A folded question with its years in full: 汐州23年 is 汐州2023年. Only years near those of the reports are taken for
 * years; without reports nothing is changed.
 */
export function expandYears(folded: string, reports: readonly Report[]): string {
  const { from, to } = yearsOf(reports);
  const inFull = (written: string, digits: string) => {
    const year = 2000 + Number(digits);
    return year >= from && year <= to ? `${year}年` : written;
  };
  return folded
    .replace(CHINESE_YEAR, (written, digits: string | undefined, bare: string | undefined) =>
      inFull(written, [...(digits ?? bare ?? "")].map((char) => DIGITS.indexOf(char === "〇" ? "零" : char)).join("")),
    )
    .replace(SHORT_YEAR, (written, digits: string) => inFull(written, digits));
}
