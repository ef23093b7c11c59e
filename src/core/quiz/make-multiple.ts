import type { ChoiceItem, QuizOption } from "../model/quiz.ts";
import { chooseWrong } from "./choose-values.ts";
import { explainFact } from "./explain-item.ts";
import { factsBeside } from "./facts-beside.ts";
import { truthOf } from "./find-rivals.ts";
import { itemBase } from "./item-base.ts";
import { makeListMultiple } from "./make-list-multiple.ts";
import { mantissaOf, writeInForm } from "./number-form.ts";
import { isRough, type QuizFact } from "./quiz-fact.ts";
import { sourceOf } from "./quiz-source.ts";
import { askedOf, type ItemMaker, type QuizTask } from "./quiz-task.ts";
import { pickOne, shuffled } from "./seeded-random.ts";
import { bodyOf, nameReport } from "./word-stem.ts";

const OPTIONS = 4;
const MAX_OPTION = 60;
const PLENTY = 10;
/** How many of the four are right; no number of them can be relied on. */
const RIGHT = [2, 2, 3, 3, 4] as const;

/** A fact with the statement that stands for it, right or altered. */
interface Statement {
  readonly fact: QuizFact;
  readonly wrong: string;
}

/** Multiple choice: which of four statements, or of four points of a list, are right. */
export const makeMultiple: ItemMaker = (task) => {
  if (task.difficulty === "combine") return null;
  // Four statements take four facts: only of a report that has plenty left they come first.
  return !task.coin || task.facts.length < PLENTY
    ? (makeListMultiple(task) ?? makeStatements(task))
    : (makeStatements(task) ?? makeListMultiple(task));
};

/** Which of four statements about one report are right; the others have another figure. */
const makeStatements: ItemMaker = (task) => {
  const { random, difficulty, facts } = task;
  const statements: Statement[] = [];
  for (const fact of facts) {
    if (statements.length === OPTIONS) break;
    const wrong = alter(task, fact);
    // A wrong figure that stands in what another statement cites would be read out of its quote.
    const isApart = (other: Statement) =>
      goTogether(fact, other.fact) &&
      !sourceOf(other.fact).quote.includes(wrong ?? "") &&
      !sourceOf(fact).quote.includes(other.wrong);
    if (wrong !== null && statements.every(isApart)) statements.push({ fact, wrong });
  }
  const [first] = statements;
  if (first === undefined || statements.length < OPTIONS) return null;
  const right = new Set(shuffled(random, statements).slice(0, pickOne(random, RIGHT)));
  const used = statements.map(({ fact }) => fact);
  const options = statements.map((statement): QuizOption => {
    const { fact, wrong } = statement;
    return { text: state(fact, right.has(statement) ? fact.written : wrong), correct: right.has(statement) };
  });
  const stem = `${pickOne(random, ASKED)(nameReport(first.fact))}`;
  const base = itemBase({ type: "multiple", difficulty, stem, facts: used });
  if (base === null) return null;
  const item: ChoiceItem = { ...base, type: "multiple", options, explanation: explain(statements, right) };
  return { item, asked: askedOf(used) };
};

const ASKED: readonly ((report: string) => string)[] = [
  (report) => `下列说法中，与${report}相符的有哪些？`,
  (report) => `根据${report}，下列说法正确的有哪些？`,
  (report) => `对照${report}，下列哪些说法是正确的？`,
];

/** The wrong figure that an altered statement has: for telling apart one of a neighbour, else one near by. */
function alter(task: QuizTask, fact: QuizFact): string | null {
  const { library, random, difficulty } = task;
  if (isRough(fact) || fact.before.length + fact.after.length > MAX_OPTION) return null;
  const truth = truthOf(library, fact);
  const isTaken = (mantissa: number) => truth.values.has(Math.round(mantissa * fact.form.times * 1e6) / 1e6);
  const beside = difficulty === "distinguish" ? factsBeside(task, fact).map(({ form }) => mantissaOf(form)) : [];
  const wrong = beside.find((mantissa) => !isTaken(mantissa)) ?? chooseWrong(random, fact.form, isTaken);
  const alike = chooseWrong(random, fact.form, isTaken);
  return truth.hasRival || wrong === null || alike === null ? null : writeInForm(fact.form, wrong);
}

/** Two facts of one sentence about the same thing would tell each other. */
function goTogether(one: QuizFact, other: QuizFact): boolean {
  return one.before + one.after !== other.before + other.after && one.topic !== other.topic;
}

function state(fact: QuizFact, written: string): string {
  const { who, time, year } = fact;
  const inTime = time === `${year}年` ? "" : `${time}，`;
  return `${inTime}${who.short}${bodyOf(fact, written)}`;
}

function explain(statements: readonly Statement[], right: ReadonlySet<Statement>): string {
  const letters = statements.map((_, row) => "ABCD"[row] ?? "");
  const key = letters.filter((_, row) => right.has(statements[row] as Statement)).join("");
  const lines = statements.map((statement, row) => {
    const { fact, wrong } = statement;
    const verdict = right.has(statement) ? "正确" : `错误，不是${wrong}，而是${fact.written}`;
    return `${letters[row]}项${verdict}：${explainFact(fact)}`;
  });
  return `应选${key}。${lines.join("")}`;
}
