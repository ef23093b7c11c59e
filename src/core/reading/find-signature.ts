import type { Line } from "./lines.ts";

/** Who signed, and when, as the last lines of a report say it. */
export interface Signature {
  readonly issuers: readonly string[];
  /** `YYYY-MM-DD`; undefined without a full date. */
  readonly date: string | undefined;
  readonly dateText: string | undefined;
}

const BODY =
  /^[^，。；：、！？]{2,40}(?:人民政府|委员会|办公室|办事处|局|厅|领导小组|中心|法院|检察院|委)(?:（[^）]*）)?$/;
const DATE =
  /^[（(]?(\d{4}|[〇○零一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日[）)]?$/;
const NUMERIC_DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
/** A signature is looked for in the last lines only; an annex may follow it. */
const LAST_LINES = 8;

export function findSignature(lines: readonly Line[]): Signature {
  const issuers: string[] = [];
  let date: string | undefined;
  let dateText: string | undefined;
  for (const line of lines.slice(-LAST_LINES)) {
    // One line may carry both: 某某市司法局2025年1月8日.
    const both =
      /^(.*?[^\d〇○零一二三四五六七八九])?((?:\d{4}|[〇○零一二三四五六七八九]{4})年[^，。]{2,7}日[）)]?)$/.exec(
        line.text,
      );
    const body = both === null ? line.text : (both[1] ?? "");
    const day = both === null ? undefined : readDay(both[2] ?? "");
    if (day !== undefined && (body === "" || BODY.test(body))) {
      date = day;
      dateText = both?.[2];
    }
    if (BODY.test(body) && line.text.length <= 60) issuers.push(body);
  }
  return { issuers, date, dateText };
}

/** 2025年1月8日, 二〇二五年一月八日, 2025-01-08, 2025/1/8 → `2025-01-08`; undefined for what is no day. */
export function readDay(text: string): string | undefined {
  const match = DATE.exec(text) ?? NUMERIC_DATE.exec(text);
  if (match === null) return undefined;
  const year = readDigits(match[1] ?? "");
  const month = readSmall(match[2] ?? "");
  const day = readSmall(match[3] ?? "");
  if (year < 1949 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** 二〇二四 → 2024 */
function readDigits(text: string): number {
  return Number(
    text.replace(/[〇○零一二三四五六七八九]/g, (digit) =>
      String("〇一二三四五六七八九".indexOf(/[○零]/.test(digit) ? "〇" : digit)),
    ),
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
