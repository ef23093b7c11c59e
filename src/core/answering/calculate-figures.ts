import type { Figure } from "../model/figure.ts";
import { checkArithmetic } from "./check-arithmetic.ts";
import { actOf, type ComparedFigure, distinct, EXACT } from "./compare-figures.ts";
import type { Calculation } from "./read-comparison.ts";

/** What came of a calculation, for a reader in a hurry and with its operands. */
export interface Calculated {
  /** 江海区（2024年）100%，高于江门市（2023年）98.82%. */
  readonly lead: string;
  /** The same as a calculation or an order, every operand with its marker. */
  readonly line: string;
}

/** The calculation that a question asks for; null where it cannot be shown to be right. */
export function calculate(
  compared: readonly ComparedFigure[],
  calculation: Calculation,
  lowest: boolean,
): Calculated | null {
  if (compared.length < 2) return null;
  const exact = compared.every(({ figure }) => EXACT.test(figure.qualifier));
  if (calculation === "order") return orderOf(compared, lowest);
  if (calculation === "sum") return exact ? sumOf(compared) : null;
  if (compared.length > 2) return null;
  const [high, low] = [...compared].sort((a, b) => b.figure.value - a.figure.value);
  if (high === undefined || low === undefined || !exact || high.figure.unit !== low.figure.unit) return null;
  return calculation === "difference" ? differenceOf(high, low) : ratioOf(compared[0] ?? high, compared[1] ?? low);
}

/** A rough figure is above another only where nothing that it may stand for is not. */
const CLEARLY_MORE = 1.5;

function orderOf(compared: readonly ComparedFigure[], lowest: boolean): Calculated | null {
  const sorted = [...compared].sort((a, b) => (b.figure.value - a.figure.value) * (lowest ? -1 : 1));
  const rough = compared.some(({ figure }) => !EXACT.test(figure.qualifier));
  const steps = sorted.slice(1).map((one, row) => {
    const [less, more] = [one.figure.value, sorted[row]?.figure.value ?? 0].sort((a, b) => a - b);
    return { same: less === more, clear: !rough || (more ?? 0) >= (less ?? 0) * CLEARLY_MORE };
  });
  if (!steps.every(({ clear }) => clear)) return null;
  const isShare = compared.some(({ figure }) => figure.unit === "%" || figure.unit === "‰");
  const heading = isShare ? (lowest ? "由低到高" : "由高到低") : lowest ? "由少到多" : "由多到少";
  const [first, second] = sorted;
  if (first === undefined || second === undefined) return null;
  const word = isShare ? (lowest ? "低于" : "高于") : lowest ? "少于" : "多于";
  const allSame = steps.every(({ same }) => same);
  const lead = allSame
    ? `${sorted.map(({ label }) => label).join("、")}相同，均为${tell(first.figure)}`
    : sorted.length === 2
      ? `${labelled(first)}，${word}${labelled(second)}`
      : `${heading}：${sorted.map((one, row) => (row === 0 ? "" : steps[row - 1]?.same ? "，并列" : "，") + labelled(one)).join("")}`;
  const line = sorted.map((one) => `${labelled(one)} [${one.marker}]`).join("；");
  return { lead, line: `${allSame ? "数值相同" : heading}：\n\n${line}` };
}

function differenceOf(high: ComparedFigure, low: ComparedFigure): Calculated | null {
  const { unit } = high.figure;
  const decimals = Math.max(decimalsOf(high.figure), decimalsOf(low.figure));
  const difference = (high.figure.value - low.figure.value).toFixed(decimals);
  const isShare = unit === "%";
  const told = `${decimals > 0 ? difference.replace(/\.?0+$/u, "") : difference}${isShare ? "个百分点" : unit}`;
  if (Number(difference) === 0)
    return {
      lead: `${high.label}、${low.label}相同，均为${tell(high.figure)}`,
      line: `${calculation(high, "−", low)} = ${told}`,
    };
  const line = `相差：${calculation(high, "−", low)} = ${told}`;
  if (checkArithmetic(line)?.right !== true) return null;
  return { lead: `${labelled(high)}，比${labelled(low)}${isShare ? "高" : "多"}${told}`, line };
}

/** Only what bears one standard name and was done alike is added up: 63件 of one field and 81件 of all make no total. */
function sumOf(compared: readonly ComparedFigure[]): Calculated | null {
  const [name, another] = distinct(compared.map(({ figure }) => figure.canonical ?? ""));
  if (name === "" || another !== undefined || distinct(compared.map(({ figure }) => actOf(figure))).length > 1)
    return null;
  return sumOfOneKind(compared);
}

/** The sum of figures that are known to count the same thing of different rows or years; null where it cannot be shown. */
export function sumOfOneKind(compared: readonly ComparedFigure[]): Calculated | null {
  const unit = compared[0]?.figure.unit ?? "";
  const mayAdd = compared.every(
    ({ figure }) =>
      figure.kind === "level" && figure.unit === unit && figure.upper === undefined && EXACT.test(figure.qualifier),
  );
  if (!mayAdd || compared.length < 2) return null;
  // 4.86万件 and 5.12万件 are 9.98万件: no digit that they do not show.
  const inWan = compared.every(({ figure }) => /\d万/u.test(figure.text));
  if (!inWan && compared.some(({ figure }) => /[万亿]/u.test(figure.text))) return null;
  const decimals = Math.max(...compared.map(({ figure: { text } }) => /\.(\d+)/u.exec(text)?.[1]?.length ?? 0));
  const sum = compared.reduce((total, { figure }) => total + figure.value, 0) / (inWan ? 1e4 : 1);
  const total = `${Number(sum.toFixed(decimals))}${inWan ? "万" : ""}${unit}`;
  const line = `合计：${compared.map((one) => `${labelled(one)} [${one.marker}]`).join(" + ")} = ${total}`;
  if (checkArithmetic(line)?.right !== true) return null;
  return { lead: `合计${total}：${compared.map(labelled).join("；")}`, line };
}

function ratioOf(over: ComparedFigure, under: ComparedFigure): Calculated | null {
  if (under.figure.value === 0) return null;
  const ratio = over.figure.value / under.figure.value;
  const rounded = ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(2);
  const told = `${Math.abs(Number(rounded) - ratio) < 1e-9 ? "" : "约"}${Number(rounded)}倍`;
  const line = `倍数：${calculation(over, "÷", under)} = ${told}`;
  if (checkArithmetic(line)?.right !== true) return null;
  return { lead: `${labelled(over)}，是${labelled(under)}的${told}`, line };
}

function calculation(one: ComparedFigure, sign: string, other: ComparedFigure): string {
  return `${labelled(one)} [${one.marker}] ${sign} ${labelled(other)} [${other.marker}]`;
}

function labelled({ label, figure }: ComparedFigure): string {
  return `${label}${tell(figure)}`;
}

function tell({ text }: Figure): string {
  return text.trim();
}

function decimalsOf({ text, value }: Figure): number {
  // 6.1万户 is 61000户: what it is reckoned with has no decimals.
  return Number.isInteger(value) ? 0 : (/\.(\d+)/u.exec(text)?.[1]?.length ?? 0);
}
