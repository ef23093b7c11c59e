import type { ChoiceItem, QuizOption } from "../model/quiz.ts";
import { chooseDistractors, takesEveryRank } from "./choose-values.ts";
import { computationsOf } from "./compute-facts.ts";
import { explainFact } from "./explain-item.ts";
import { factsBeside } from "./facts-beside.ts";
import { truthOf } from "./find-rivals.ts";
import { computedLabel, itemBase } from "./item-base.ts";
import { makeOrder } from "./make-order.ts";
import { mantissaOf, readNumberForm, writeInForm } from "./number-form.ts";
import { isRough, type QuizFact } from "./quiz-fact.ts";
import { askedOf, type ItemMaker, type QuizTask } from "./quiz-task.ts";
import { shuffled } from "./seeded-random.ts";
import { askFact } from "./word-stem.ts";

/** Single choice: what figure a report gives. Wrong answers are written like the key and lie on either side of it. */
export const makeSingle: ItemMaker = (task) => {
  if (task.difficulty === "combine") return makeCombined(task);
  for (const fact of task.facts) {
    const item = singleOf(task, fact);
    if (item !== null) return { item, asked: askedOf([fact]) };
  }
  return null;
};

/** What is reckoned from figures, or the order of three; all of them are cited. */
const makeCombined: ItemMaker = (task) =>
  task.random() < ORDERS ? (makeOrder(task) ?? makeComputed(task)) : (makeComputed(task) ?? makeOrder(task));

/** How often the order of three is tried first. */
const ORDERS = 0.25;

const makeComputed: ItemMaker = (task) => {
  const { random, difficulty, rank } = task;
  for (const { facts, tell, asks, key, operands, explanation } of computationsOf(task)) {
    const form = readNumberForm(key);
    if (form === null || !takesEveryRank(form)) continue;
    const isTaken = (mantissa: number) => operands.includes(mantissa);
    const chosen = chooseDistractors(random, form, { rank, real: [], isTaken });
    const [stem, label] = [`${tell(asks)}？`, computedLabel(facts)];
    const base = chosen === null ? null : itemBase({ type: "single", difficulty, stem, facts, key, label });
    if (base === null || chosen === null) continue;
    const wrong = chosen.values.map((mantissa) => ({ text: writeInForm(form, mantissa), correct: false }));
    return {
      item: { ...base, type: "single", options: placeKey(task, key, wrong), explanation },
      asked: askedOf(facts),
    };
  }
  return null;
};

function singleOf(task: QuizTask, fact: QuizFact): ChoiceItem | null {
  const { library, random, difficulty } = task;
  const { form, written } = fact;
  if (!takesEveryRank(form) || isRough(fact)) return null;
  const truth = truthOf(library, fact);
  if (truth.hasRival) return null;
  const beside = difficulty === "recall" ? [] : factsBeside(task, fact);
  // One on either side at least: else the key's rank would tell it.
  const key = mantissaOf(form);
  const isMore = (other: QuizFact) => mantissaOf(other.form) > key;
  if (difficulty === "distinguish" && !(beside.some(isMore) && beside.some((other) => mantissaOf(other.form) < key)))
    return null;
  const chosen = chooseDistractors(random, form, {
    rank: task.rank,
    real: beside.map(({ form }) => mantissaOf(form)),
    isTaken: (mantissa) => truth.values.has(round(mantissa * form.times)),
  });
  if (chosen === null || (difficulty === "distinguish") !== chosen.fromReal.length > 0) return null;
  const stem = askFact(random, fact);
  const base = itemBase({ type: "single", difficulty, stem, facts: [fact], key: written });
  if (base === null) return null;
  const wrong = chosen.values.map((mantissa) => ({ text: writeInForm(form, mantissa), correct: false }));
  const others = beside.filter((other) => chosen.fromReal.includes(mantissaOf(other.form)));
  return {
    ...base,
    type: "single",
    options: placeKey(task, written, wrong),
    explanation: explainSingle(fact, others),
  };
}

/** The key at its drawn place among the others, which stand in no order. */
function placeKey({ random, place }: QuizTask, key: string, wrong: readonly QuizOption[]): readonly QuizOption[] {
  return shuffled(random, wrong).toSpliced(place, 0, { text: key, correct: true });
}

function explainSingle(fact: QuizFact, others: readonly QuizFact[]): string {
  const [other] = others;
  const beside = other === undefined ? "" : `（${other.written}是${nameOther(fact, other)}的数据。）`;
  return `${explainFact(fact)}因此应选${fact.written}。${beside}`;
}

function nameOther(fact: QuizFact, other: QuizFact): string {
  const body = `${other.before}${other.after}`;
  return other.report === fact.report ? `“${body}”` : `${other.who.name}${other.year}年“${body}”`;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
