import { indicatorOf } from "./fact-index.ts";
import type { FactPair } from "./fact-pairs.ts";
import type { QuizFact } from "./quiz-fact.ts";

/** How facts that stand side by side are named: what goes in front of all, and each one's name. */
export interface FactNames {
  readonly opening: string;
  readonly names: readonly NamedTwice[];
}

interface NamedTwice {
  readonly first: string;
  /** 江门市2022年, where the indicator was named with the first. */
  readonly second: string;
}

/** Names of facts of one report and section, or of one indicator in several reports. */
export function nameFacts(facts: readonly QuizFact[]): FactNames {
  const [one] = facts;
  if (one !== undefined && isAcross(facts)) {
    const names = facts.map((fact) => {
      const second = `${fact.who.name}${fact.time}`;
      return { first: `${second}${indicatorOf(fact)}`, second };
    });
    return { opening: "", names };
  }
  const names = facts.map(({ figure, before, after }) => {
    const first = figure.kind === "share" ? before : `“${before}${after}”`;
    return { first, second: first };
  });
  return { opening: one === undefined ? "" : `${one.time}，${one.who.name}`, names };
}

/** Whether facts are of several reports. */
export function isAcross([one, ...others]: readonly QuizFact[]): boolean {
  return others.some(({ report }) => report !== one?.report);
}

/** Side by side: 江门市2023年和2022年的…, “A”和“B”. */
export function listFacts(facts: readonly QuizFact[]): string {
  const { opening, names } = nameFacts(facts);
  const [one] = facts;
  const list = (told: readonly string[]) => `${told.slice(0, -1).join("、")}和${told.at(-1) ?? ""}`;
  return one !== undefined && isAcross(facts)
    ? `${list(names.map(({ second }) => second))}的${indicatorOf(one)}`
    : `${opening}${list(names.map(({ first }) => first))}`;
}

/** 多于, 高于, and the other way round. */
export function relationOf({ more }: FactPair): { more: string; less: string } {
  return more.figure.kind === "share" ? { more: "高于", less: "低于" } : { more: "多于", less: "少于" };
}

/** 件数, 人次: what a unit counts. */
export function countName({ figure: { unit, kind } }: QuizFact): string {
  if (kind === "share") return "";
  if (/^[名人位]$/u.test(unit)) return "人数";
  if (/次$|元$/u.test(unit)) return unit === "次" ? "次数" : unit === "元" ? "金额" : unit;
  return `${unit}数`;
}
