import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";

/** A figure of a shown calculation, and where its part of the line begins and ends. */
export interface Operand {
  readonly figure: ScannedFigure;
  /** The part of the line between the signs, the figure's own words and markers included. */
  readonly text: string;
}

/** A calculation as a line shows it: 98.82% − 97.1% = 1.72个百分点. */
export interface Arithmetic {
  readonly operands: readonly Operand[];
  readonly result: Operand;
  /** True when value, unit and rounding of the result are right. */
  readonly right: boolean;
}

/** A hyphen between digits may be a range: minus needs a space on both sides, or its own sign. */
const SIGN = /\s[-–]\s|[−－+＋×÷]|\s\/\s/u;
const SPLIT = new RegExp(`(${SIGN.source})`, "u");
const EQUALS = /[=＝≈]/u;
const MARKER = /\[\d+\]/gu;
const APPROXIMATE = /超|逾|近|约|余|多|突破|以上|左右|以内|不少于|不低于|至少|最多|来|几/u;

/**
 * The calculation that a line shows, with whether it is right; null where the line shows none. Sums and differences
 * need one unit throughout (a difference of shares is in 个百分点), sums no shares, ratios two figures of one unit and
 * a result in 倍, in % or without unit. A sum or difference is exact, a ratio right to the last digit that it shows.
 * What is computed from figures told roughly (超, 余, 近) has to be told as 约.
 */
export function checkArithmetic(line: string): Arithmetic | null {
  const [left = "", right, ...more] = line.split(EQUALS);
  if (right === undefined || more.length > 0) return null;
  const parts = left.split(SPLIT);
  if (parts.length < 3) return null;
  const signs = parts.filter((_, row) => row % 2 === 1).map((sign) => sign.trim());
  const operands = parts.filter((_, row) => row % 2 === 0).map(readOperand);
  const result = readOperand(right);
  if (result === null || operands.some((operand) => operand === null)) return null;
  const known = operands.filter((operand) => operand !== null);
  return { operands: known, result, right: isRight(known, signs, result, line.includes("≈")) };
}

/** The last figure of a part: what stands before it says what it is. */
function readOperand(text: string): Operand | null {
  const figure = scanFigures(text.replace(MARKER, (marker) => " ".repeat(marker.length)))
    .filter(({ unit, value }) => value !== null && !/^[年月日号]$/u.test(unit))
    .at(-1);
  return figure === undefined ? null : { figure, text };
}

function isRight(operands: readonly Operand[], signs: readonly string[], result: Operand, about: boolean): boolean {
  const figures = operands.map(({ figure }) => figure);
  const [first] = figures;
  if (first === undefined || figures.some(({ upper, unit }) => upper !== undefined || unit !== first.unit))
    return false;
  const rough = figures.some(({ qualifier }) => APPROXIMATE.test(qualifier));
  const told = result.figure.qualifier;
  const approximate = about || told === "约";
  if ((told !== "" && told !== "约") || (rough && !approximate)) return false;
  const values = figures.map(({ value }) => value ?? 0);
  const value = result.figure.value ?? 0;
  if (signs.every((sign) => /[÷/]/u.test(sign))) return values.length === 2 && isRatio(values, result.figure);
  if (!signs.every((sign) => /[-–−－+＋]/u.test(sign))) return false;
  const share = first.unit === "%" || first.unit === "‰";
  const differs = signs.length === 1 && /[-–−－]/u.test(signs[0] ?? "");
  if (share ? !differs || first.unit !== "%" || result.figure.unit !== "个百分点" : result.figure.unit !== first.unit)
    return false;
  const sum = values.reduce((total, one, row) => total + (/[+＋]/u.test(signs[row - 1] ?? "+") ? one : -one), 0);
  return Math.abs(sum - value) <= (approximate ? halfStep(result.figure) : 1e-6 * Math.max(1, Math.abs(sum)));
}

function isRatio([over = 0, under = 0]: readonly number[], result: ScannedFigure): boolean {
  if (under === 0 || !["倍", "%", ""].includes(result.unit)) return false;
  const ratio = (over / under) * (result.unit === "%" ? 100 : 1);
  return Math.abs(ratio - (result.value ?? 0)) <= halfStep(result);
}

/** Half of the last digit that a figure shows: 0.05 for 1.5倍, 500 for 10.9万宗. */
function halfStep({ text }: ScannedFigure): number {
  const [, decimals = "", multiplier = ""] =
    /\d(?:\.(\d+))?\s?([万亿]*)/u.exec(text.replace(/,/gu, "").replace(/^\D*\d*(?=\d)/u, "")) ?? [];
  const scale = [...multiplier].reduce((factor, char) => factor * (char === "万" ? 1e4 : 1e8), 1);
  return 0.5 * 10 ** -decimals.length * scale * (1 + 1e-9) + 1e-9;
}
