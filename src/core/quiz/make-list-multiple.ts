import type { ChoiceItem } from "../model/quiz.ts";
import type { Section } from "../model/report.ts";
import { textItemBase } from "./item-base.ts";
import { firstMade, type MadeItem, type QuizTask } from "./quiz-task.ts";
import { listsOf, type ReportList } from "./report-lists.ts";
import { below, pickOne, type Random, shuffled } from "./seeded-random.ts";
import { LEANING } from "./stands-alone.ts";

const OPTIONS = 4;
const MAX_OPTION = 60;
const MIN_RIGHT = 2;
const MAX_RIGHT = 3;
/** Share of a point's pairs of characters that a wrong one may say as well. */
const MAX_ALIKE = 0.4;

interface Wrong {
  readonly text: string;
  readonly list: ReportList;
}

/** Multiple choice: which of four points a report lists under one heading; the others stand under other headings of it. */
export function makeListMultiple(task: QuizTask): MadeItem | null {
  const lists = listsOf(task.library, task.reportRow);
  return firstMade(shuffled(task.random, lists), (list) => choose(task, list, lists));
}

function choose(
  { library, random, difficulty, mayAskList, reportRow }: QuizTask,
  list: ReportList,
  lists: readonly ReportList[],
): MadeItem | null {
  if (!mayAskList(list) || list.asksWhich.length === 0) return null;
  const fit = list.points.filter(isFit);
  const text = library.reports[reportRow]?.text ?? "";
  // A heading above is no part of what stands under it, but no wrong answer either.
  const section = lettersOf(text.slice(list.section.start, list.section.end) + list.section.path.join(""));
  const wrong = shuffled(
    random,
    lists.filter((other) => other.kind === list.kind && !isWithin(other.section, list.section)),
  ).flatMap((other) =>
    other.points
      .filter((point) => isFit(point) && !section.includes(lettersOf(point)) && !isLike(point, list.points))
      .map((point): Wrong => ({ text: point, list: other })),
  );
  const right = Math.min(fit.length, MIN_RIGHT + below(random, MAX_RIGHT - MIN_RIGHT + 1));
  if (right < MIN_RIGHT || wrong.length < OPTIONS - right) return null;
  const chosen = new Set(shuffled(random, fit).slice(0, right));
  const others = unlike(random, wrong, OPTIONS - right);
  if (others.length < OPTIONS - right) return null;
  const options = shuffled(random, [
    ...[...chosen].map((text) => ({ text, correct: true })),
    ...others.map(({ text }) => ({ text, correct: false })),
  ]);
  const { id, sources, place, year } = list;
  const stem = pickOne(random, list.asksWhich);
  const base = textItemBase({ type: "multiple", difficulty, stem, sources, asked: [id], named: [{ place, year }] });
  if (base === null) return null;
  const letters = options.flatMap(({ correct }, row) => (correct ? ["ABCD"[row]] : [])).join("");
  const explanation = `${list.explanation}应选${letters}，其余各项是报告其他部分的内容。`;
  const item: ChoiceItem = { ...base, type: "multiple", options, explanation };
  return { item, asked: [id, ...list.facts.flatMap((fact) => [fact.id, fact.topic])] };
}

/** Whether a section is another one or stands below it. */
function isWithin({ path }: Section, other: Section): boolean {
  return other.path.every((heading, depth) => heading === path[depth]);
}

function isFit(point: string): boolean {
  return point.length <= MAX_OPTION && !LEANING.test(point);
}

/** Points of other lists, no two of them alike. */
function unlike(random: Random, wrong: readonly Wrong[], count: number): readonly Wrong[] {
  const chosen: Wrong[] = [];
  for (const one of shuffled(random, wrong)) {
    if (chosen.length === count) break;
    if (
      !isLike(
        one.text,
        chosen.map(({ text }) => text),
      )
    )
      chosen.push(one);
  }
  return chosen;
}

function isLike(point: string, others: readonly string[]): boolean {
  const pairs = pairsIn(point);
  return others.some((other) => {
    const its = pairsIn(other);
    const shared = [...pairs].filter((pair) => its.has(pair)).length;
    return shared > MAX_ALIKE * Math.min(pairs.size, its.size);
  });
}

function pairsIn(text: string): ReadonlySet<string> {
  const letters = lettersOf(text);
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
