import type { QuizFact } from "./quiz-fact.ts";

const DIGITS = "零一二三四五六七八九";
/** Rough figures may be told with the other word of the same meaning. */
const SAME_QUALIFIER: Readonly<Record<string, string>> = { 余: "多", 多: "余", 超: "超过", 逾: "超过", 近: "将近" };

/** What stands in a gap, and the unit that stays behind it. */
export interface Gap {
  readonly unit: string;
  /** The preferred answer first, each once. */
  readonly accepted: readonly string[];
}

/** The gap of a fact: the number with its qualifier; the unit stays in the stem and may be repeated in the answer. */
export function gapOf({ form, written, figure }: QuizFact): Gap {
  const unit =
    figure.kind === "rank"
      ? figure.unit
      : figure.unit === "%"
        ? "%"
        : (/[万亿]?元$/u.exec(form.after)?.[0] ?? figure.unit);
  const bare = written.slice(0, written.length - unit.length).replace(/^第/u, "");
  const preferred = figure.kind === "rank" ? bare : bare.trim();
  const forms = figure.kind === "rank" ? ranks(preferred) : numbers(preferred, unit);
  const accepted = forms.flatMap((one) => (one.startsWith("百分之") ? [one] : [one, `${one}${unit}`]));
  return { unit, accepted: [...new Set([...accepted, written])] };
}

function ranks(told: string): readonly string[] {
  const place = DIGITS.indexOf(told);
  const other = place > 0 ? String(place) : (DIGITS[Number(told)] ?? told);
  return [told, other, `第${told}`, `第${other}`];
}

function numbers(told: string, unit: string): readonly string[] {
  const match = /^(\D*)(\d[\d,]*)(\.\d+)?(\D*)$/u.exec(told);
  if (match === null) return [told];
  const [, before = "", whole = "", part = "", after = ""] = match;
  const plain = whole.replaceAll(",", "");
  const digits = [...new Set([whole, plain, plain.replace(/\B(?=(?:\d{3})+$)/gu, ",")])];
  const words = inWords(`${plain}${part}`);
  const befores = [before, SAME_QUALIFIER[before] ?? before];
  const afters = [after, after.replace(/[余多]/u, (one) => SAME_QUALIFIER[one] ?? one)];
  const all = befores.flatMap((one) =>
    afters.flatMap((other) => [
      ...digits.map((number) => `${one}${number}${part}${other}`),
      ...(unit === "%" ? [] : spoken(words).map((said) => `${one}${said}${other}`)),
    ]),
  );
  const [first = told, ...rest] = [told, ...all.filter((one) => one !== told)];
  return unit === "%" ? [first, ...rest, `百分之${words}`] : [first, ...rest];
}

/** 二件 is written, 两件 and 两千五百件 are said. */
export function spoken(words: string): readonly string[] {
  const said = words.replace(/^二(?=[千万亿]|$)/u, "两").replace(/(?<=[万亿])二(?=千)/gu, "两");
  return [...new Set([words, said])];
}

/** 一千六百一十三; with decimals 九十八点八二. */
export function inWords(number: string): string {
  const [whole = "", part] = number.split(".");
  const decimals = part === undefined ? "" : `点${[...part].map((digit) => DIGITS[Number(digit)] ?? "").join("")}`;
  return `${numeral(Number(whole))}${decimals}`;
}

/** A whole number from 0 below 10^12 in Chinese numerals. */
function numeral(value: number): string {
  if (value === 0) return "零";
  const parts = [
    [Math.floor(value / 1e8), "亿"],
    [Math.floor(value / 1e4) % 1e4, "万"],
    [value % 1e4, ""],
  ] as const;
  let text = "";
  for (const [part, name] of parts) {
    if (part === 0) continue;
    // 一万零五: a gap in the places is told.
    text += `${text !== "" && part < 1000 ? "零" : ""}${belowTenThousand(part)}${name}`;
  }
  return text.replace(/^一十/u, "十");
}

function belowTenThousand(value: number): string {
  let text = "";
  let gap = false;
  for (const [place, name] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(value / place) % 10;
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    text += `${gap ? "零" : ""}${DIGITS[digit] ?? ""}${name}`;
    gap = false;
  }
  return text;
}
