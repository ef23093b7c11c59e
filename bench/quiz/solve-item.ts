import type { QuizItem, QuizSource } from "../../src/core/model/quiz.ts";
import { bestFigure, figuresOf, firstFigure, sameNumber, withoutTime } from "./read-figures.ts";
import { orderOf, readTwo, reckon } from "./reckon.ts";

/**
 * Answers an item from nothing but its stem, its options and the quotes that it cites, by reading the quotes with a rule
 * of its own: of the figures with the right unit the one whose clause says most of what is asked. True where that
 * answer is the item's key.
 */
export function solveItem(item: QuizItem): boolean {
  const { stem, sources } = item;
  switch (item.type) {
    case "single": {
      const said = solveFigure(
        stem,
        sources,
        item.options.map(({ text }) => text),
      );
      return item.options.find(({ correct }) => correct)?.text === said;
    }
    case "multiple":
      return item.options.every(({ text, correct }) => isToldAs(text, sources) === correct);
    case "judge":
      return holds(stem, sources) === item.correct;
    case "fill":
      return solveGaps(stem, sources, item.answers);
    case "short":
      return item.points.every((point) => isSaid(point, sources));
  }
}

function solveFigure(stem: string, sources: readonly QuizSource[], options: readonly string[]): string | undefined {
  const order = orderOf(stem, sources);
  if (order !== null) return order;
  const difference = reckon(stem, sources);
  if (difference !== null) return options.find((option) => sameNumber(firstFigure(option)?.value, difference));
  const unit = firstFigure(options[0] ?? "")?.unit ?? "";
  const found = bestFigure(stem, unit, sources);
  return options.find((option) => option === found?.written);
}

/** A statement with figures by its figures, a point of a list by its words. */
function isToldAs(text: string, sources: readonly QuizSource[]): boolean {
  return figuresOf(text).length > 0 ? holds(text, sources) : isSaid(text, sources);
}

/** Whether the quotes say what a statement says. */
function holds(statement: string, sources: readonly QuizSource[]): boolean {
  const difference = reckon(statement, sources);
  if (difference !== null) {
    const told = /(?:高出?|多|合计|约占)(?<number>[\d.,]+)/u.exec(statement)?.groups?.number;
    return sameNumber(Number(told?.replaceAll(",", "")), difference);
  }
  const order =
    /^(?<one>.+?)(?:的(?:[件次人个份项条宗家期场部]数|人次|场次|件次|批次|金额))?(?<sign>多于|少于|高于|低于)(?<other>.+)。$/u.exec(
      statement,
    )?.groups;
  if (order !== undefined) {
    const [one, other] = readTwo(order.one ?? "", order.other ?? "", unitOf(order.one ?? "", sources), sources);
    if (one === undefined || other === undefined) return false;
    return /多|高/u.test(order.sign ?? "") === one.value > other.value;
  }
  const body = withoutTime(statement);
  return figuresOf(body).every((figure) => bestFigure(body, figure.unit, sources, figure)?.written === figure.written);
}

/** A comparison does not name a unit: the one that the best fitting figure has. */
function unitOf(side: string, sources: readonly QuizSource[]): string {
  const quoted = /“(?<name>[^”]+)”/u.exec(side)?.groups?.name ?? side;
  return bestFigure(quoted, null, sources)?.unit ?? "";
}

function solveGaps(stem: string, sources: readonly QuizSource[], answers: readonly (readonly string[])[]): boolean {
  const difference = reckon(stem, sources);
  if (difference !== null) return answers[0]?.some((answer) => sameNumber(Number(answer), difference)) === true;
  const parts = stem.split("____");
  return answers.every((accepted, row) => {
    const [before = "", after = ""] = [parts[row], parts[row + 1]];
    const isRank = before.endsWith("第");
    const unit = isRank
      ? "第"
      : (/^(?:%|人次|件次|场次|批次|[万亿]?元|\p{sc=Han})/u.exec(after)?.[0] ?? "").replace(/^[万亿](?=元)/u, "");
    // The second gap's own words stand behind the first gap's clause.
    const own = row === 0 ? before + (after.split("，")[0] ?? "") : (before.split("，").at(-1) ?? "") + after;
    const found = bestFigure(own, unit, sources);
    return found !== undefined && accepted.includes(found.written);
  });
}

function isSaid(point: string, sources: readonly QuizSource[]): boolean {
  const plain = (text: string) => text.replace(/\s/gu, "");
  if (sources.some(({ quote }) => plain(quote).includes(plain(point)))) return true;
  const sign = /[−+÷]/u.exec(point)?.[0];
  if (sign !== undefined) {
    const [one = 0, other = 0, result] = figuresOf(point).map(({ value }) => value);
    const right = sign === "−" ? one - other : sign === "+" ? one + other : Number(((100 * one) / other).toFixed(1));
    return sameNumber(result, Number(right.toFixed(6)));
  }
  return figuresOf(withoutTime(point)).length > 0 && holds(point, sources);
}
