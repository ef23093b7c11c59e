import { checkArithmetic } from "../answering/check-arithmetic.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import { explainFact } from "./explain-item.ts";
import { ACT, type FactPair, pairsOf } from "./fact-pairs.ts";
import { PART_OF, truthOf } from "./find-rivals.ts";
import { isAcross, listFacts, nameFacts } from "./name-facts.ts";
import { isExact, type QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";
import { pickOne, type Random, shuffled } from "./seeded-random.ts";

/** Something reckoned from figures that reports give, with how it is asked for. */
export interface Computation {
  readonly facts: readonly QuizFact[];
  /** What is asked or told, with the result, a gap or 多少 in its place, without the mark at the end. */
  readonly tell: (result: string) => string;
  /** 多少件, 多少个百分点: in the result's place of a question. */
  readonly asks: string;
  /** 件, 个百分点, %. */
  readonly unit: string;
  /** 12件. */
  readonly key: string;
  /** The arithmetic: 43件 − 31件 = 12件. */
  readonly line: string;
  readonly explanation: string;
  /** Values that are no wrong answers, since the quotes give them. */
  readonly operands: readonly number[];
}

/** What can be reckoned from a report in turn and those beside it: differences, sums and shares, in drawn order. */
export function* computationsOf(task: QuizTask): Generator<Computation, void, void> {
  const { random } = task;
  const kinds = [differencesOf, sumsOf, sharesOf];
  for (const kind of shuffled(random, kinds)) yield* kind(task);
}

function* differencesOf(task: QuizTask): Generator<Computation, void, void> {
  for (const pair of pairsOf(task)) {
    const one = differenceOf(task.random, pair);
    if (one !== null) yield one;
  }
}

/** By how much one figure is more than another; null where that is not exact. */
function differenceOf(random: Random, { more, less }: FactPair): Computation | null {
  const facts = [more, less];
  const { opening, names } = nameFacts(facts);
  const isShare = more.figure.kind === "share";
  const unit = isShare ? "个百分点" : more.asks.replace("多少", "");
  const key = amount(more.figure.value - less.figure.value, facts) + unit;
  const line = `${more.written} − ${less.written} = ${key}`;
  if (checkArithmetic(line)?.right !== true) return null;
  const by = isShare ? pickOne(random, ["高", "高出"]) : "多";
  const tell = (result: string) => `${opening}${names[0]?.first}比${names[1]?.second}${by}${result}`;
  return { ...base(facts, unit, key, line, "两者相差"), tell };
}

function* sumsOf(task: QuizTask): Generator<Computation, void, void> {
  for (const { more, less } of pairsOf(task)) {
    const facts = [more, less].sort((a, b) => a.year - b.year || a.figure.start - b.figure.start);
    if (!mayAdd(more, less)) continue;
    const unit = more.asks.replace("多少", "");
    const key = amount(more.figure.value + less.figure.value, facts) + unit;
    const line = `${facts[0]?.written} + ${facts[1]?.written} = ${key}`;
    if (checkArithmetic(line)?.right !== true) continue;
    const tell = (result: string) => `${listFacts(facts)}合计${result}`;
    yield { ...base(facts, unit, key, line, "两项相加"), tell };
  }
}

/** One act with two objects, or one thing in two years or places; 收到 and 办结 count one matter twice. */
function mayAdd(one: QuizFact, other: QuizFact): boolean {
  if (one.figure.kind !== "level" || one.stock || other.stock) return false;
  if (isAcross([one, other])) return true;
  const [act, its] = [one, other].map(({ before }) => ACT.exec(before)?.[0]);
  const [object, second] = [one, other].map(({ before, after }) => before.slice(act?.length) + after);
  if (act === undefined || act !== its || object === undefined || second === undefined) return false;
  return !object.includes(second) && !second.includes(object);
}

function* sharesOf({ library, facts, reportRow }: QuizTask): Generator<Computation, void, void> {
  for (const fact of facts) {
    const named = PART_OF.exec(fact.before)?.groups;
    if (named === undefined || !isExact(fact) || truthOf(library, fact).hasRival) continue;
    const whole = wholeOf(figuresBetween(library, reportRow, fact.figure.sentence), fact.figure);
    if (whole === null) continue;
    const key = `${((100 * fact.figure.value) / whole.value).toFixed(1)}%`;
    const line = `${fact.written} ÷ ${whole.text.trim()} ≈ ${key}`;
    const stated = fact.report.text.slice(fact.figure.sentence.start, fact.figure.sentence.end).includes(key);
    if (stated || key === "100.0%" || checkArithmetic(line)?.right !== true) continue;
    const opening = `${fact.time}，${fact.who.name}`;
    const tell = (result: string) => `${opening}${named.whole}中，${named.part}约占${result}（保留一位小数）`;
    yield { ...base([fact], "%", key, line, "所占比例"), asks: "百分之多少", tell };
  }
}

/** The one figure of a sentence that a part is told of, counted alike and exact. */
function wholeOf(figures: readonly Figure[], { within, unit, value, period }: Figure): Figure | null {
  const fit = figures.filter((one) => one.indicator === within && one.unit === unit && one.period === period);
  const [whole, other] = fit;
  const isOne = whole !== undefined && other === undefined && whole.upper === undefined;
  return isOne && /^(?:共)?$/u.test(whole.qualifier) && whole.value > value ? whole : null;
}

function amount(value: number, facts: readonly QuizFact[]): string {
  const decimals = Math.max(...facts.map(({ form }) => form.decimals));
  return (value / (facts[0]?.form.times ?? 1)).toFixed(decimals);
}

function base(facts: readonly QuizFact[], unit: string, key: string, line: string, result: string) {
  const quotes = [...new Set(facts.map(explainFact))].join("");
  const operands = facts.map(({ figure, form }) => figure.value / form.times);
  return { facts, unit, key, line, operands, asks: `多少${unit}`, explanation: `${quotes}${result}：${line}。` };
}
