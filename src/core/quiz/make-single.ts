import type { ChoiceItem } from "../model/quiz.ts";
import { chooseDistractors, takesEveryRank } from "./choose-values.ts";
import { explainFact } from "./explain-item.ts";
import { factsBeside } from "./facts-beside.ts";
import { truthOf } from "./find-rivals.ts";
import { itemBase } from "./item-base.ts";
import { mantissaOf, writeInForm } from "./number-form.ts";
import type { QuizFact } from "./quiz-fact.ts";
import type { ItemMaker, QuizTask } from "./quiz-task.ts";
import { shuffled } from "./seeded-random.ts";
import { askFact } from "./word-stem.ts";

/** Single choice: what figure a report gives. Wrong answers are written like the key and lie on either side of it. */
export const makeSingle: ItemMaker = (task) => {
  for (const fact of task.facts) {
    const item = singleOf(task, fact);
    if (item !== null) return { item, asked: [fact.id] };
  }
  return null;
};

function singleOf(task: QuizTask, fact: QuizFact): ChoiceItem | null {
  const { library, random, difficulty } = task;
  const { form, written } = fact;
  if (difficulty === "combine" || !takesEveryRank(form) || ROUGH.test(fact.figure.qualifier)) return null;
  const truth = truthOf(library, fact);
  if (truth.hasRival) return null;
  const beside = difficulty === "recall" ? [] : factsBeside(task, fact);
  const chosen = chooseDistractors(random, form, {
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
    options: shuffled(random, [{ text: written, correct: true }, ...wrong]),
    explanation: explainSingle(fact, others),
  };
}

/** 超42亿元 says of every smaller one that it is true, too. */
const ROUGH = /超|逾|近|约|突破|以[上下内]|左右|至[少多]|不[少低]于|几/u;

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
