import type { ShortItem } from "../model/quiz.ts";
import { computationsOf } from "./compute-facts.ts";
import { explainFact } from "./explain-item.ts";
import { pairsOf } from "./fact-pairs.ts";
import { truthOf } from "./find-rivals.ts";
import { computedLabel, itemBase, textItemBase } from "./item-base.ts";
import { listFacts } from "./name-facts.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { askedOf, firstMade, type ItemMaker, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { listsOf, type ReportList } from "./report-lists.ts";
import { shuffled } from "./seeded-random.ts";
import { askFact, stateFact } from "./word-stem.ts";

/** Short answer: a list that a report gives, else a fact; two figures to be told apart; something reckoned, with the arithmetic. */
export const makeShort: ItemMaker = (task) => {
  if (task.difficulty === "distinguish") return shortBoth(task);
  if (task.difficulty === "combine") return shortComputed(task);
  return (
    firstMade(shuffled(task.random, listsOf(task.library, task.reportRow)), (list) => shortList(task, list)) ??
    firstMade(task.facts, (fact) => shortFact(task, fact))
  );
};

function shortList({ difficulty, mayAskList, random }: QuizTask, list: ReportList): MadeItem | null {
  if (!mayAskList(list)) return null;
  const stem = shuffled(random, list.stems)[0] ?? "";
  const { id, sources, points, place, year } = list;
  const base = textItemBase({ type: "short", difficulty, stem, sources, asked: [id], named: [{ place, year }] });
  if (base === null) return null;
  const item: ShortItem = { ...base, type: "short", points, explanation: list.explanation };
  return { item, asked: [id, ...askedOf(list.facts)] };
}

function shortFact({ library, random, difficulty }: QuizTask, fact: QuizFact): MadeItem | null {
  if (truthOf(library, fact).hasRival) return null;
  const base = itemBase({ type: "short", difficulty, stem: askFact(random, fact), facts: [fact], key: fact.written });
  if (base === null) return null;
  const points = [`${stateFact(fact)}。`];
  return { item: { ...base, type: "short", points, explanation: explainFact(fact) }, asked: askedOf([fact]) };
}

/** Two figures, in the order of their names: how many of each. */
function shortBoth(task: QuizTask): MadeItem | null {
  const { difficulty, random } = task;
  for (const pair of pairsOf(task)) {
    const moreFirst = random() < 0.5;
    const facts = moreFirst ? [pair.more, pair.less] : [pair.less, pair.more];
    const asks = pair.more.figure.kind === "share" ? "分别是多少" : `分别是${pair.more.asks}`;
    const stem = `${listFacts(facts)}${asks}？`;
    const base = itemBase({ type: "short", difficulty, stem, facts });
    if (base === null) continue;
    const points = facts.map((fact) => `${stateFact(fact)}。`);
    const explanation = [...new Set(facts.map(explainFact))].join("");
    return { item: { ...base, type: "short", points, explanation }, asked: askedOf(facts) };
  }
  return null;
}

function shortComputed(task: QuizTask): MadeItem | null {
  const { difficulty } = task;
  for (const { facts, tell, asks, key, line, explanation } of computationsOf(task)) {
    const stem = `${tell(asks)}？请写出计算过程。`;
    const base = itemBase({ type: "short", difficulty, stem, facts, key, label: computedLabel(facts) });
    if (base === null) continue;
    const points = [...facts.map((fact) => `${stateFact(fact)}。`), line];
    return { item: { ...base, type: "short", points, explanation }, asked: askedOf(facts) };
  }
  return null;
}
