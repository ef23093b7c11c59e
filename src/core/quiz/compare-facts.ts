import { contentOf, unsaid } from "../answering/bind-words.ts";
import { checkArithmetic } from "../answering/check-arithmetic.ts";
import { sameWords } from "../figures/same-words.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { explainFact } from "./explain-item.ts";
import { otherFacts } from "./facts-beside.ts";
import { truthOf } from "./find-rivals.ts";
import { isExact, type QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";
import { pickOne, type Random } from "./seeded-random.ts";

/** Two figures that may be compared: of one report in one section, or of one standard indicator in two. */
export interface FactPair {
  readonly more: QuizFact;
  readonly less: QuizFact;
}

/** A longer name in quotation marks is no name. */
const MAX_NAME = 22;

/**
 * Pairs of facts that are exact, of one unit, kind and time, not equal and without rivals; those of two reports first,
 * where the same indicator is known of both. One by one: hardly ever is more than the first looked at.
 */
export function* pairsOf(task: QuizTask): Generator<FactPair, void, void> {
  const { library, facts, mayAsk } = task;
  const sound = facts.filter((fact) => isExact(fact) && fact.figure.kind !== "rank");
  const isSingle = (fact: QuizFact) => !truthOf(library, fact).hasRival;
  const others = otherFacts(task).filter((other) => isExact(other) && other.figure.period === undefined);
  for (const fact of sound) {
    if (fact.figure.period !== undefined) continue;
    const other = others.find((one) => isSameIndicator(fact, one) && mayAsk(one) && isSingle(one));
    if (other !== undefined && isSingle(fact)) yield inOrder(fact, other);
  }
  for (const [row, fact] of sound.entries())
    for (const other of sound.slice(row + 1))
      if (mayCompare(fact, other) && isSingle(fact) && isSingle(other)) yield inOrder(fact, other);
}

/** Told in the same words, by reports of one level, of the place or of the same department, counted alike. */
function isSameIndicator(one: QuizFact, other: QuizFact): boolean {
  const [mine, its] = [one, other].map(({ who, figure }) => ({
    words: `${figure.subject} ${figure.unit} ${figure.kind}`,
    level: divisionsOfPath(figure.region ?? "").length,
    office: who.speaker.slice(who.place.length),
  }));
  return (
    one.before + one.after === other.before + other.after &&
    one.figure.canonical === other.figure.canonical &&
    mine?.words === its?.words &&
    mine?.level === its?.level &&
    mine?.office === its?.office &&
    one.stock === other.stock &&
    one.figure.value !== other.figure.value &&
    one.form.times === other.form.times &&
    indicatorOf(one) !== null
  );
}

/** The indicator's name: the standard one where it says every word of the report's own; null for none. */
function indicatorOf({ figure: { canonical }, before, after }: QuizFact): string | null {
  return canonical !== null && unsaid(contentOf(before + after), sameWords(canonical)) === "" ? canonical : null;
}

function inOrder(one: QuizFact, other: QuizFact): FactPair {
  return one.figure.value > other.figure.value ? { more: one, less: other } : { more: other, less: one };
}

function mayCompare(one: QuizFact, other: QuizFact): boolean {
  const isNamed = ({ before, after }: QuizFact) =>
    (before + after).length <= MAX_NAME && !/[“”《》\d]/u.test(before + after);
  return (
    one.figure.sectionRow === other.figure.sectionRow &&
    isNear(one.figure.value, other.figure.value) &&
    one.figure.subject === other.figure.subject &&
    one.figure.unit === other.figure.unit &&
    one.figure.kind === other.figure.kind &&
    (one.figure.kind !== "share" || one.before.slice(-3) === other.before.slice(-3)) &&
    one.figure.value !== other.figure.value &&
    one.time === other.time &&
    one.who.name === other.who.name &&
    one.form.times === other.form.times &&
    !one.who.leadsWithBody &&
    isNamed(one) &&
    isNamed(other)
  );
}

/** Figures of quite another size are compared by nobody. */
const MOST_TIMES = 10;

function isNear(one: number, other: number): boolean {
  return Math.max(one, other) <= MOST_TIMES * Math.min(one, other);
}

/** How a pair is asked about: what goes in front, and each one's name as the first and as the second of the two. */
export interface PairNames {
  readonly opening: string;
  readonly more: NamedTwice;
  readonly less: NamedTwice;
}

interface NamedTwice {
  readonly first: string;
  /** 江门市2022年, where the indicator was named with the first. */
  readonly second: string;
}

/** See `PairNames`. */
export function nameBoth({ more, less }: FactPair): PairNames {
  if (more.report !== less.report) {
    const name = (fact: QuizFact) => {
      const second = `${fact.who.name}${fact.time}`;
      return { first: `${second}${indicatorOf(fact)}`, second };
    };
    return { opening: "", more: name(more), less: name(less) };
  }
  const name = ({ figure, before, after }: QuizFact) => {
    const first = figure.kind === "share" ? before : `“${before}${after}”`;
    return { first, second: first };
  };
  return { opening: `${more.time}，${more.who.name}`, more: name(more), less: name(less) };
}

/** Both side by side: 江门市2023年和2022年…, “A”和“B”. */
export function listBoth(pair: FactPair, moreFirst: boolean): string {
  const names = nameBoth(pair);
  const [one, other] = moreFirst ? [names.more, names.less] : [names.less, names.more];
  const isAcross = pair.more.report !== pair.less.report;
  return isAcross
    ? `${one.second}和${other.second}的${indicatorOf(pair.more)}`
    : `${names.opening}${one.first}和${other.first}`;
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

/** A question by how much one is more than the other, with its key and the arithmetic; null where that is not exact. */
export function askDifference(
  random: Random,
  pair: FactPair,
): { stem: string; key: string; explanation: string } | null {
  const { more, less } = pair;
  const names = nameBoth(pair);
  const isShare = more.figure.kind === "share";
  const unit = isShare ? "个百分点" : more.asks.replace("多少", "");
  const times = more.form.times;
  const decimals = Math.max(more.form.decimals, less.form.decimals);
  const key = `${((more.figure.value - less.figure.value) / times).toFixed(decimals)}${unit}`;
  const by = isShare ? pickOne(random, ["高多少个百分点", "高出多少个百分点"]) : `多多少${unit}`;
  const line = `${more.written} − ${less.written} = ${key}`;
  if (checkArithmetic(line)?.right !== true) return null;
  const explanation = `${explainFact(more)}${explainFact(less)}两者相差：${line}。`;
  return { stem: `${names.opening}${names.more.first}比${names.less.second}${by}？`, key, explanation };
}
