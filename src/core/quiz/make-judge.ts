import type { JudgeItem } from "../model/quiz.ts";
import { chooseWrong } from "./choose-values.ts";
import { type Computation, computationsOf } from "./compute-facts.ts";
import { explainFact } from "./explain-item.ts";
import { type FactPair, pairsOf } from "./fact-pairs.ts";
import { truthOf } from "./find-rivals.ts";
import { computedLabel, itemBase } from "./item-base.ts";
import { countName, nameFacts, relationOf } from "./name-facts.ts";
import { readNumberForm, writeInForm } from "./number-form.ts";
import { isRough, type QuizFact } from "./quiz-fact.ts";
import { askedOf, firstMade, type ItemMaker, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { stateFact, tellFact } from "./word-stem.ts";

/** True or false: a report's figure, a comparison of two, or what is reckoned from them. Which is the task's coin. */
export const makeJudge: ItemMaker = (task) => {
  if (task.difficulty === "recall") return firstMade(task.facts, (fact) => judgeFact(task, fact));
  if (task.difficulty === "distinguish") return firstMade(pairsOf(task), (pair) => judgeOrder(task, pair));
  return firstMade(computationsOf(task), (one) => judgeComputed(task, one));
};

function judgeFact({ library, random, coin, difficulty }: QuizTask, fact: QuizFact): MadeItem | null {
  if (isRough(fact)) return null;
  const truth = truthOf(library, fact);
  const isTaken = (mantissa: number) => truth.values.has(Math.round(mantissa * fact.form.times * 1e6) / 1e6);
  // Drawn for true statements as well: a figure that has no wrong one beside it would always be true.
  const wrong = chooseWrong(random, fact.form, isTaken);
  if (truth.hasRival || wrong === null) return null;
  const stem = tellFact(random, fact, coin ? fact.written : writeInForm(fact.form, wrong));
  const base = itemBase({ type: "judge", difficulty, stem, facts: [fact] });
  if (base === null) return null;
  const verdict = coin ? "与题干一致。" : `正确的说法是：${stateFact(fact)}。`;
  const item: JudgeItem = { ...base, type: "judge", correct: coin, explanation: `${explainFact(fact)}${verdict}` };
  return { item, asked: askedOf([fact]) };
}

/** “A”的件数多于“B”. */
function judgeOrder({ random, coin, difficulty }: QuizTask, pair: FactPair): MadeItem | null {
  const facts = [pair.more, pair.less];
  const { opening, names } = nameFacts(facts);
  const [more, less] = names;
  if (more === undefined || less === undefined) return null;
  const relation = relationOf(pair);
  const counted = more.first.endsWith("”") ? `的${countName(pair.more)}` : "";
  // Either side may stand first, whether or not the statement is true.
  const moreFirst = random() < 0.5;
  const first = moreFirst ? more : less;
  const second = moreFirst ? less : more;
  const word = moreFirst === coin ? relation.more : relation.less;
  const stem = `${opening}${first.first}${counted}${word}${second.second}。`;
  const base = itemBase({ type: "judge", difficulty, stem, facts, label: computedLabel(facts) });
  if (base === null) return null;
  const truth = `${pair.more.written}${relation.more}${pair.less.written}`;
  const verdict = coin ? `${truth}，题干说法正确。` : `${truth}，题干说反了。`;
  const explanation = `${[...new Set(facts.map(explainFact))].join("")}${verdict}`;
  return { item: { ...base, type: "judge", correct: coin, explanation }, asked: askedOf(facts) };
}

/** A比B多12件, A和B合计40件. */
function judgeComputed({ random, coin, difficulty }: QuizTask, computation: Computation): MadeItem | null {
  const { facts, tell, key, operands, explanation } = computation;
  const form = readNumberForm(key);
  if (form === null) return null;
  const wrong = chooseWrong(random, form, (mantissa) => operands.includes(mantissa));
  if (wrong === null) return null;
  const told = coin ? key : writeInForm(form, wrong);
  const stem = `${tell(told)}。`;
  const base = itemBase({ type: "judge", difficulty, stem, facts, label: computedLabel(facts) });
  if (base === null) return null;
  const verdict = coin ? "题干说法正确。" : `题干所说的${told}不对，应是${key}。`;
  return { item: { ...base, type: "judge", correct: coin, explanation: explanation + verdict }, asked: askedOf(facts) };
}
