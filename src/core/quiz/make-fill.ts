import type { FillItem } from "../model/quiz.ts";
import { gapOf, inWords, spoken } from "./accepted-answers.ts";
import { computationsOf } from "./compute-facts.ts";
import { explainFact } from "./explain-item.ts";
import { pairsOfReport } from "./fact-pairs.ts";
import { truthOf } from "./find-rivals.ts";
import { computedLabel, givesAway, itemBase } from "./item-base.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { askedOf, firstMade, type ItemMaker, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { bodyOf, stateOpening, tellFact } from "./word-stem.ts";

const GAP = "____";

/** Fill in: the figure of a fact, of two neighbour facts, or what is reckoned from facts. */
export const makeFill: ItemMaker = (task) => {
  if (task.difficulty === "recall") return firstMade(task.facts, (fact) => fillOne(task, fact));
  const fill = task.difficulty === "distinguish" ? fillTwo : fillComputed;
  return fill(task);
};

function fillOne({ library, random, difficulty }: QuizTask, fact: QuizFact): MadeItem | null {
  if (truthOf(library, fact).hasRival) return null;
  const { unit, accepted } = gapOf(fact);
  const stem = tellFact(random, fact, gapped(fact, unit));
  const base = itemBase({ type: "fill", difficulty, stem, facts: [fact], key: fact.written });
  if (base === null) return null;
  const explanation = `${explainFact(fact)}`;
  const item: FillItem = { ...base, type: "fill", answers: [accepted], explanation };
  return { item, asked: askedOf([fact]) };
}

function gapped({ figure }: QuizFact, unit: string): string {
  return `${figure.kind === "rank" ? "第" : ""}${GAP}${unit}`;
}

/** Two figures of one sentence or section, which a learner must not mix up. */
function fillTwo(task: QuizTask): MadeItem | null {
  const { difficulty, random } = task;
  for (const { more, less } of pairsOfReport(task)) {
    const facts = [more, less].sort((one, other) => one.figure.start - other.figure.start);
    const gaps = facts.map(gapOf);
    const bodies = facts.map((fact, row) => bodyOf(fact, gapped(fact, gaps[row]?.unit ?? "")));
    const stem = `${stateOpening(random, more)}${bodies.join("，")}。`;
    const base = itemBase({ type: "fill", difficulty, stem, facts });
    if (base === null || facts.some(({ written }) => givesAway(stem, written))) continue;
    const explanation = [...new Set(facts.map(explainFact))].join("");
    return {
      item: { ...base, type: "fill", answers: gaps.map(({ accepted }) => accepted), explanation },
      asked: askedOf(facts),
    };
  }
  return null;
}

function fillComputed(task: QuizTask): MadeItem | null {
  const { difficulty } = task;
  for (const { facts, tell, unit, key, explanation } of computationsOf(task)) {
    const number = key.slice(0, -unit.length);
    const stem = `${tell(`${GAP}${unit}`)}。`;
    const base = itemBase({ type: "fill", difficulty, stem, facts, key, label: computedLabel(facts) });
    if (base === null) continue;
    const words = spoken(inWords(number));
    const said =
      unit === "%" ? words.map((word) => `百分之${word}`) : words.flatMap((word) => [word, `${word}${unit}`]);
    const item: FillItem = { ...base, type: "fill", answers: [[number, key, ...said]], explanation };
    return { item, asked: askedOf(facts) };
  }
  return null;
}
