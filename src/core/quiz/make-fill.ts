import type { FillItem } from "../model/quiz.ts";
import { gapOf, inWords, spoken } from "./accepted-answers.ts";
import { askDifference, pairsOf } from "./compare-facts.ts";
import { explainFact } from "./explain-item.ts";
import { truthOf } from "./find-rivals.ts";
import { COMPUTED, givesAway, itemBase } from "./item-base.ts";
import type { QuizFact } from "./quiz-fact.ts";
import { askedOf, firstMade, type ItemMaker, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { bodyOf, stateOpening, tellFact } from "./word-stem.ts";

const GAP = "____";

/** Fill in: the figure of a fact, of two neighbour facts, or the difference of two. */
export const makeFill: ItemMaker = (task) => {
  if (task.difficulty === "recall") return firstMade(task.facts, (fact) => fillOne(task, fact));
  const fill = task.difficulty === "distinguish" ? fillTwo : fillDifference;
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
  for (const { more, less } of pairsOf(task)) {
    if (more.report !== less.report) continue;
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

function fillDifference(task: QuizTask): MadeItem | null {
  const { difficulty, random } = task;
  for (const pair of pairsOf(task)) {
    const asked = askDifference(random, pair);
    if (asked === null) continue;
    const number = /^[\d.]+/u.exec(asked.key)?.[0] ?? "";
    const unit = asked.key.slice(number.length);
    const stem = asked.stem.replace(/多少(?=\p{sc=Han}+？$)/u, GAP).replace(/？$/u, "。");
    const facts = [pair.more, pair.less];
    const base = itemBase({ type: "fill", difficulty, stem, facts, key: asked.key, label: COMPUTED });
    if (base === null || number === "" || !stem.includes(GAP)) continue;
    const words = unit === "个百分点" || !/\./u.test(number) ? spoken(inWords(number)) : [];
    const answers = [[number, asked.key, ...words, ...words.map((word) => `${word}${unit}`)]];
    return { item: { ...base, type: "fill", answers, explanation: asked.explanation }, asked: askedOf(facts) };
  }
  return null;
}
