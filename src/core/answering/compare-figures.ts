import { describeFigure } from "../figures/describe-figure.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { divisionAt } from "../reading/divisions.ts";
import { findPeriod } from "../reading/resolve-context.ts";
import { checkArithmetic } from "./check-arithmetic.ts";
import type { Calculation } from "./read-comparison.ts";

/** A figure that is set beside others: whose it is and what the ledger knows of it. */
export interface ComparedFigure {
  /** 江门市（2023年）. */
  readonly label: string;
  readonly figure: Figure;
  readonly report: Report;
  /** The number of its citation. */
  readonly marker: number;
}

/** What came of a calculation, for a reader in a hurry and with its operands. */
export interface Calculated {
  /** 江海区（2024年）100%，高于江门市（2023年）98.82%. */
  readonly lead: string;
  /** The same as a calculation or an order, every operand with its marker. */
  readonly line: string;
}

/** Units of one kind of thing: 95036宗 and 812件 are both cases, 633件 and 1205人次 are not. */
const UNIT_KINDS: readonly (readonly string[])[] = [
  ["件", "宗", "起", "例", "桩", "单"],
  ["人", "名", "位"],
  ["场", "场次"],
  ["个", "家", "处"],
];
/** What was done with cases: received, taken up, closed; of each a report may give the number. */
const ACTS: readonly (readonly [string, RegExp])[] = [
  ["收到", /收到|接到|收案|接收|收件/u],
  ["受理", /(?<!不予)受理/u],
  ["办结", /办结|审结|结案|办完/u],
  ["新增", /新增|新建|新设/u],
  ["审查", /审[查核]/u],
  ["制定", /制[定发]|印发|出台/u],
  ["备案", /备案|报备/u],
  ["清理", /清理|废止|失效|修改/u],
  ["现行有效", /现行有效|继续有效|现有|保留/u],
  ["代理", /代理/u],
];
const EXACT = /^(?:达到?)?$/u;

/** Why figures may not be ranked or subtracted, in words for the reader; empty where they may. */
export function differencesOf(compared: readonly ComparedFigure[], yearsAsked: boolean): string[] {
  const figures = compared.map(({ figure }) => figure);
  const units = distinct(figures.map(({ unit }) => unit));
  const isShare = units.every((unit) => unit === "%" || unit === "‰");
  const found: string[] = [];
  if (units.length > 1 && !UNIT_KINDS.some((kind) => units.every((unit) => kind.includes(unit))))
    found.push(`单位不同（${units.join("、")}）`);
  if (figures.some(({ upper }) => upper !== undefined) || distinct(figures.map(roughness)).length > 1)
    found.push("有的是约数，有的是确数");
  if (distinct(compared.map(({ figure, report }) => periodOf(figure, report))).length > 1) found.push("所涉时段不同");
  if (!yearsAsked && distinct(figures.map(({ year }) => String(year))).length > 1) found.push("年份不同");
  if (distinct(figures.map(({ state }) => state)).length > 1) found.push("有的是计划，有的是完成数");
  if (distinct(figures.map(({ kind }) => kind)).length > 1 || !isSameMeasure(figures)) found.push("口径不同");
  const levels = distinct(compared.map(({ report }) => levelOf(report)));
  if (!isShare && levels.length > 1) found.push(`层级不同（${levels.join("、")}）`);
  return found;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function roughness({ qualifier }: Figure): string {
  if (EXACT.test(qualifier)) return "";
  return /[近约]|左右/u.test(qualifier) ? "about" : /以内|以下|最多|仅/u.test(qualifier) ? "at most" : "at least";
}

/** The months that a figure covers; 2019年以来 as written; empty for the whole year. */
function periodOf({ period, year }: Figure, report: Report): string {
  const words = period ?? report.identity.period?.value ?? "";
  if (words === "") return "";
  const read = findPeriod(words, year ?? 0);
  if (read === undefined || !/月|季度|半年/u.test(words)) return words;
  return read.fromMonth === 1 && read.toMonth === 12 ? "" : `${read.fromMonth}-${read.toMonth}`;
}

function isSameMeasure(figures: readonly Figure[]): boolean {
  const names = distinct(figures.flatMap(({ canonical }) => canonical ?? []));
  if (names.length > 1) return false;
  // 其中民事案件329件 is a part; a whole beside it is no match.
  if (figures.some(({ indicator }) => /其中/u.test(indicator))) return false;
  const acts = figures.map((figure) =>
    ACTS.filter(([, said]) => said.test(describeFigure(figure)))
      .map(([act]) => act)
      .join(),
  );
  return distinct(acts).length === 1;
}

/** 省级, 地级市, 县级; empty where the gazetteer does not know the place. */
function levelOf({ identity }: Report): string {
  const path = identity.region.value ?? "";
  const level = divisionAt(path)?.level ?? "";
  if (level === "省级" || level === "") return level === "" ? levelByName(path) : level;
  return /^(?:地级市|地区|自治州|盟)$/u.test(level) ? "市级" : "县级";
}

function levelByName(path: string): string {
  if (/(?:省|自治区)$/u.test(path)) return "省级";
  return /(?:市|州|盟|地区)$/u.test(path) ? "市级" : "县级";
}

/** The calculation that a question asks for; null where it cannot be shown to be right. */
export function calculate(
  compared: readonly ComparedFigure[],
  calculation: Calculation,
  lowest: boolean,
): Calculated | null {
  if (compared.length < 2 || (calculation !== "order" && compared.length > 2)) return null;
  const exact = compared.every(({ figure }) => EXACT.test(figure.qualifier));
  if (calculation === "order") return orderOf(compared, lowest);
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
