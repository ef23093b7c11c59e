import type { Line } from "./lines.ts";

/** Who signed, and when, as the lines after the body of a report, or round its title, say it. */
export interface Signature {
  readonly issuers: readonly string[];
  /** `YYYY-MM-DD`; undefined without a full date. */
  readonly date: string | undefined;
  readonly dateText: string | undefined;
}

const BODY_END =
  "(?:人民政府|行政公署|委员会|管委会|办公室|办事处|局|厅|领导小组|中心|法院|检察院|支队|总队|海关|委|(?:依法治[国省市县区州旗]|普法)办)";
const BODY = new RegExp(`^[^，。；：、！？《》]{2,40}${BODY_END}$`);
/** What stands behind the name of a body that signs: （盖章）. */
const SEAL = /[（(](?:盖章|公章|章|印章|代章)[）)]$/;
const CHINESE_DIGIT = "〇○零OＯoο一二三四五六七八九";
const DATE = new RegExp(
  `^[（(]?(\\d{4}|[${CHINESE_DIGIT}]{4})年(\\d{1,2}|[一二三四五六七八九十]{1,2})月(\\d{1,2}|[一二三四五六七八九十]{1,3})日[）)]?$`,
);
const NUMERIC_DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
/** One line may carry both: 某某市司法局2025年1月8日. */
const BODY_AND_DATE = new RegExp(
  `^(.*?[^\\d${CHINESE_DIGIT}（(])?\\s*([（(]?(?:\\d{4}|[${CHINESE_DIGIT}]{4})年[^，。]{2,9}日[）)]?|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})$`,
);
/** A signature is looked for in the last lines only; an annex may follow it. */
const LAST_LINES = 8;
/** The Party and the government sign together, seldom a third; a longer list is one of recipients or members. */
const MAX_SIGNERS = 3;

/** Reads the last lines behind the title; where nobody signs there, the lines right above and below the title. */
export function findSignature(
  lines: readonly Line[],
  title: { readonly start: number; readonly end: number } | undefined,
): Signature {
  const body = lines.filter((line) => line.start >= (title?.end ?? 0));
  const tail = readSigners(body.slice(-LAST_LINES));
  if (title === undefined || (tail.issuers.length > 0 && tail.date !== undefined)) return tail;
  const above = lines.filter((line) => line.end <= title.start).slice(-2);
  const head = readSigners([...above, ...leadingSigners(body)]);
  const issuers = tail.issuers.length > 0 ? tail.issuers : head.issuers;
  return tail.date === undefined ? { ...head, issuers } : { ...tail, issuers };
}

/** Lines below a title that hold nothing but who and when. */
function leadingSigners(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line) => readLine(line) === undefined);
  return lines.slice(0, end < 0 ? 0 : Math.min(end, MAX_SIGNERS));
}

interface SignatureLine {
  readonly body: string;
  readonly day: string | undefined;
  readonly dayText: string;
}

function readLine({ text }: Line): SignatureLine | undefined {
  if (text.length > 60) return undefined;
  const both = BODY_AND_DATE.exec(text);
  const day = both === null ? undefined : readDay((both[2] ?? "").replace(/\s/g, ""));
  const body = (day === undefined ? text : (both?.[1] ?? "")).trim().replace(SEAL, "");
  if (body !== "" && !BODY.test(body)) return undefined;
  return { body, day, dayText: both?.[2] ?? "" };
}

/** The bodies that stand together at the date, else the last ones that stand together. */
function readSigners(lines: readonly Line[]): Signature {
  const read = lines.map(readLine);
  const dated = read.findLastIndex((line) => line?.day !== undefined);
  const end = dated >= 0 ? dated : read.findLastIndex((line) => line !== undefined);
  let start = end;
  while (start > 0 && read[start - 1] !== undefined && read[start - 1]?.day === undefined) start--;
  // Some put the date above the name.
  const after = dated >= 0 && read[dated]?.body === "" && start === dated ? read[dated + 1] : undefined;
  const block = [...(end < 0 ? [] : read.slice(start, end + 1)), after];
  const issuers = [...new Set(block.flatMap((line) => (line === undefined || line.body === "" ? [] : [line.body])))];
  const date = read[dated];
  return {
    issuers: issuers.length > MAX_SIGNERS ? [] : issuers,
    date: date?.day,
    dateText: date?.dayText,
  };
}

/** 2025年1月8日, 二〇二五年一月八日, 2025-01-08, 2025/1/8 → `2025-01-08`; undefined for what is no day. */
export function readDay(text: string): string | undefined {
  const match = DATE.exec(text) ?? NUMERIC_DATE.exec(text);
  if (match === null) return undefined;
  const year = readYear(match[1] ?? "");
  const month = readSmall(match[2] ?? "");
  const day = readSmall(match[3] ?? "");
  if (year < 1949 || year > 2999 || day < 1 || day > daysOf(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** 0 for what is no month. */
function daysOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [0, 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;
}

/** 2024, 二〇二四, 二O二四 → 2024 */
export function readYear(text: string): number {
  return Number(
    text.replace(/[^\d]/g, (digit) => String("〇一二三四五六七八九".indexOf(/[○零OＯoο]/.test(digit) ? "〇" : digit))),
  );
}

/** 十二 → 12, 二十一 → 21, 7 → 7 */
function readSmall(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const digit = (one: string | undefined): number => "〇一二三四五六七八九".indexOf(one ?? "");
  const ten = text.indexOf("十");
  if (ten < 0) return digit(text);
  return (ten === 0 ? 1 : digit(text[0])) * 10 + (ten === text.length - 1 ? 0 : digit(text[text.length - 1]));
}
