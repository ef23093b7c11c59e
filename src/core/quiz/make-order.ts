import type { ChoiceItem } from "../model/quiz.ts";
import { explainFact } from "./explain-item.ts";
import { triplesOf } from "./fact-pairs.ts";
import { computedLabel, itemBase } from "./item-base.ts";
import { countName, isAcross, nameFacts } from "./name-facts.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { askedOf, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { shuffled } from "./seeded-random.ts";

const SIGNS = ["①", "②", "③"] as const;
const ORDERS: readonly string[] = ["①②③", "①③②", "②①③", "②③①", "③①②", "③②①"];
const OPTIONS = 4;

/** Single choice: which order of three figures is the right one; null where no three can be put in order. */
export function makeOrder(task: QuizTask): MadeItem | null {
  const { random, difficulty, place } = task;
  for (const triple of triplesOf(task)) {
    const facts = shuffled(random, triple);
    const stem = `${opening(facts)}，正确的是哪一项？${listOf(facts)}`;
    const key = orderOf(facts);
    const base = itemBase({ type: "single", difficulty, stem, facts, label: computedLabel(facts) });
    if (base === null) continue;
    const wrong = shuffled(random, ORDERS)
      .filter((order) => order !== key)
      .slice(0, OPTIONS - 1)
      .map((text) => ({ text, correct: false }));
    const quotes = [...new Set(facts.map(explainFact))].join("");
    const explanation = `${quotes}${told(facts)}，因此应选${key}。`;
    const item: ChoiceItem = {
      ...base,
      type: "single",
      options: wrong.toSpliced(place, 0, { text: key, correct: true }),
      explanation,
    };
    return { item, asked: askedOf(facts) };
  }
  return null;
}

function opening(facts: readonly QuizFact[]): string {
  const [first] = facts;
  const by = first?.figure.kind === "share" ? "从高到低" : `按${first === undefined ? "" : countName(first)}从多到少`;
  if (isAcross(facts)) return `下列三项${by}排列`;
  return `${nameFacts(facts).opening}下列三项${by}排列`;
}

function listOf(facts: readonly QuizFact[]): string {
  const { names } = nameFacts(facts);
  return names.map(({ first }, row) => `${SIGNS[row]}${first.replace(/^“|”$/gu, "")}`).join("；");
}

function ordered(facts: readonly QuizFact[]): readonly QuizFact[] {
  return [...facts].sort((one, other) => other.figure.value - one.figure.value);
}

function orderOf(facts: readonly QuizFact[]): string {
  return ordered(facts)
    .map((fact) => SIGNS[facts.indexOf(fact)])
    .join("");
}

function told(facts: readonly QuizFact[]): string {
  const sign = ordered(facts).map((fact) => `${SIGNS[facts.indexOf(fact)]}${fact.written}`);
  return sign.join("＞");
}
