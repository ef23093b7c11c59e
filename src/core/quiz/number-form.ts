import { parseChineseNumeral } from "../text/numbers.ts";

/** A figure as it is written, taken apart so that other values can be written alike. */
export interface NumberForm {
  /** 超, 近, 第; empty for most. */
  readonly before: string;
  /** The number itself: 1613, 98.82, 六. */
  readonly digits: string;
  /** What stands behind it, multiplier and qualifier included: 余万元, 多人, 件, %. */
  readonly after: string;
  readonly decimals: number;
  /** 万, 亿 and the like multiplied out. */
  readonly times: number;
  readonly grouped: boolean;
  readonly chinese: boolean;
}

const ARABIC = /^(?<before>[^\d〇零一二两三四五六七八九十百千万亿]*)(?<digits>\d[\d,]*(?:\.\d+)?)(?<after>\D*)$/u;
/** 第六, 第二名: ranks; other Chinese numerals are mostly names (三项制度). */
const CHINESE_RANK = /^(?<before>第)(?<digits>[一二三四五六七八九])(?<after>名|位)?$/u;
const TIMES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** Null for a range, a numeral in words other than a rank, and whatever cannot be written with another value. */
export function readNumberForm(written: string): NumberForm | null {
  const arabic = ARABIC.exec(written)?.groups;
  const found = arabic ?? CHINESE_RANK.exec(written)?.groups;
  if (found === undefined) return null;
  const { before = "", digits = "", after = "" } = found;
  const multiplier = /^(?:余|多|几|来)?([百千万亿]*)/u.exec(after)?.[1] ?? "";
  return {
    ...{ before, digits, after },
    decimals: digits.split(".")[1]?.length ?? 0,
    times: [...multiplier].reduce((times, char) => times * (TIMES[char] ?? 1), 1),
    grouped: digits.includes(","),
    chinese: arabic === undefined,
  };
}

/** The number that stands in the form: 6.8 of 6.8万多人. */
export function mantissaOf({ digits, chinese }: NumberForm): number {
  return chinese ? (parseChineseNumeral(digits) ?? Number.NaN) : Number(digits.replaceAll(",", ""));
}

/** Another number in the same form, with as many decimals. */
export function writeInForm(form: NumberForm, mantissa: number): string {
  return `${form.before}${writeDigits(form, mantissa)}${form.after}`;
}

function writeDigits({ decimals, grouped, chinese }: NumberForm, mantissa: number): string {
  if (chinese) return "〇一二三四五六七八九"[mantissa] ?? String(mantissa);
  const [whole = "", part] = mantissa.toFixed(decimals).split(".");
  const told = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/gu, ",") : whole;
  return part === undefined ? told : `${told}.${part}`;
}
