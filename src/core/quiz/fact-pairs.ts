import { rowsByPlace } from "../search/library-places.ts";
import { type FactIndex, groupKey, indexFacts, indicatorKey } from "./fact-index.ts";
import { truthOf } from "./find-rivals.ts";
import type { QuizFact } from "./quiz-fact.ts";
import type { QuizTask } from "./quiz-task.ts";

/** Two figures that may be compared: of one report in one section, or of one standard indicator in two. */
export interface FactPair {
  readonly more: QuizFact;
  readonly less: QuizFact;
}

/** Other reports that are looked through: of the same place, and of those that come first in the paper. */
const OWN_PLACE = 1;
const OTHERS = 6;
/** What is done, as a clause begins. */
export const ACT =
  /^(?:办理|承办|受理|收到|办结|审结|开展|举办|召开|组织|培训|发出|提供|新增|发放|制定|审查|公示|公开|接待|调解|化解|查处|检查|建成)/u;
/** Figures of quite another size are compared by nobody. */
const MOST_TIMES = 10;

/** Other reports of the paper that a report may be set beside: of the same place first, then a few of those drawn. */
export function otherIndexes({ library, rows, isOfPaper, reportRow }: QuizTask): readonly FactIndex[] {
  const region = library.reports[reportRow]?.identity.region.value ?? "";
  const isOther = (row: number) => row !== reportRow && isOfPaper(row);
  const place = (rowsByPlace(library.reports).get(region) ?? []).filter(isOther).slice(0, OWN_PLACE);
  const drawn = rows.slice(0, OTHERS).filter((row) => row !== reportRow);
  return [...new Set([...place, ...drawn])].map((row) => indexFacts(library, row));
}

/**
 * Pairs of facts that are exact, of one unit, kind and time, not equal and without rivals; those of two reports first,
 * where the same indicator is known of both. One by one: hardly ever is more than the first looked at.
 */
export function* pairsOf(task: QuizTask): Generator<FactPair, void, void> {
  yield* pairsIn(acrossReports(task));
  yield* pairsOfReport(task);
}

/** The same within the report in turn. */
export function* pairsOfReport(task: QuizTask): Generator<FactPair, void, void> {
  yield* pairsIn(withinReport(task));
}

function* pairsIn(groups: Iterable<readonly QuizFact[]>): Generator<FactPair, void, void> {
  for (const group of groups) {
    const [one, ...others] = group;
    for (const other of others) if (one !== undefined && isPair(one, other)) yield inOrder(one, other);
  }
}

/** Three facts that may be put in order; see `pairsOf`. */
export function* triplesOf(task: QuizTask): Generator<readonly QuizFact[], void, void> {
  for (const group of [...acrossReports(task), ...withinReport(task)]) {
    const [one, ...others] = group;
    if (one === undefined) continue;
    const fit = others.filter((other) => isPair(one, other));
    for (const [row, second] of fit.entries()) {
      const third = fit.slice(row + 1).find((other) => isPair(second, other));
      if (third !== undefined) yield [one, second, third];
    }
  }
}

/** Facts of the report in turn, each with the same indicator of other reports. */
function* acrossReports(task: QuizTask): Generator<readonly QuizFact[], void, void> {
  const keyed = task.facts.flatMap((fact) => {
    const key = indicatorKey(fact);
    return key === null ? [] : [{ fact, key }];
  });
  if (keyed.length === 0) return;
  const others = otherIndexes(task);
  for (const { fact, key } of keyed) {
    const same = others.flatMap(({ byIndicator }) => byIndicator.get(key) ?? []);
    if (same.length > 0 && isFree(task, fact)) yield [fact, ...same.filter((other) => isFree(task, other))];
  }
}

/** The same with the facts behind it in its own section. */
function* withinReport(task: QuizTask): Generator<readonly QuizFact[], void, void> {
  const { byGroup } = indexFacts(task.library, task.reportRow);
  for (const fact of task.facts) {
    const group = byGroup.get(groupKey(fact) ?? "") ?? [];
    const behind = group.filter(({ figure }) => figure.start > fact.figure.start);
    if (behind.length > 0 && isFree(task, fact)) yield [fact, ...behind.filter((other) => isFree(task, other))];
  }
}

function isFree({ library, mayAsk }: QuizTask, fact: QuizFact): boolean {
  return mayAsk(fact) && !truthOf(library, fact).hasRival;
}

function isPair(one: QuizFact, other: QuizFact): boolean {
  const [more, less] = [one.figure.value, other.figure.value].sort((a, b) => b - a) as [number, number];
  if (more === less || one.topic === other.topic) return false;
  return one.report !== other.report || (more <= MOST_TIMES * less && isAkin(one, other));
}

/** What one does of several things, or what is done with several kinds of one: 办理提案, 办理建议; 民事案件, 刑事案件. */
function isAkin(one: QuizFact, other: QuizFact): boolean {
  const [act, its] = [one, other].map(({ before }) => ACT.exec(before)?.[0]);
  const [end, second] = [one, other].map(({ before, after }) => (before + after).slice(-2));
  return (act !== undefined && act === its) || end === second;
}

function inOrder(one: QuizFact, other: QuizFact): FactPair {
  return one.figure.value > other.figure.value ? { more: one, less: other } : { more: other, less: one };
}
