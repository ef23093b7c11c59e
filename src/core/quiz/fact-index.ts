import { contentOf, unsaid } from "../answering/bind-words.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Library } from "../model/library.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { factsOf, isExact, type QuizFact } from "./quiz-fact.ts";

/** The facts of one report by what they share with others. */
export interface FactIndex {
  /** By `indicatorKey`. */
  readonly byIndicator: ReadonlyMap<string, readonly QuizFact[]>;
  /** By `nameOf`. */
  readonly byName: ReadonlyMap<string, readonly QuizFact[]>;
  /** By `groupKey`. */
  readonly byGroup: ReadonlyMap<string, readonly QuizFact[]>;
}

const made = new WeakMap<readonly QuizFact[], FactIndex>();

/** Made once for each report of a library. */
export function indexFacts(library: Library, reportRow: number): FactIndex {
  const facts = factsOf(library, reportRow);
  const known = made.get(facts) ?? {
    byIndicator: groupBy(facts, indicatorKey),
    byName: groupBy(facts, nameOf),
    byGroup: groupBy(facts, groupKey),
  };
  made.set(facts, known);
  return known;
}

function groupBy(facts: readonly QuizFact[], keyOf: (fact: QuizFact) => string | null) {
  const groups = new Map<string, QuizFact[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return groups;
}

/** What other reports may call the same: the standard name, else the words. */
export function nameOf({ figure: { canonical }, before, after }: QuizFact): string {
  return canonical ?? before + after;
}

/**
 * Equal for exact facts that reports of one level tell of one indicator, in the same words, of their place or of the same
 * department, counted alike over a whole year; null for one that no other report can be set beside.
 */
export function indicatorKey(fact: QuizFact): string | null {
  const { figure, who, before, after, stock, form } = fact;
  if (!isExact(fact) || figure.kind === "rank" || figure.period !== undefined) return null;
  const canonical = indicatorOf(fact);
  if (canonical === null) return null;
  const level = divisionsOfPath(figure.region ?? "").length;
  const office = who.speaker.slice(who.place.length);
  return [before, after, canonical, figure.subject, figure.unit, figure.kind, level, office, stock, form.times].join(
    "|",
  );
}

/** The indicator's name: the standard one where it says every word of the report's own; null for none. */
export function indicatorOf({ figure: { canonical }, before, after }: QuizFact): string | null {
  return canonical !== null && unsaid(contentOf(before + after), sameWords(canonical)) === "" ? canonical : null;
}

/** A longer name in quotation marks is no name. */
const MAX_NAME = 22;

/** Equal for exact facts of one report that may be compared: of one section, actor, time, unit and kind; null for none. */
export function groupKey(fact: QuizFact): string | null {
  const { figure, who, before, after, time, form } = fact;
  const name = before + after;
  if (!isExact(fact) || figure.kind === "rank" || who.leadsWithBody) return null;
  if (name.length > MAX_NAME || /[“”《》，\d]/u.test(name)) return null;
  // Shares of one kind only: a rate of answers beside a rate of settlements says nothing.
  const kind = figure.kind === "share" ? before.slice(-3) : figure.kind;
  return [figure.sectionRow, figure.subject, figure.unit, kind, time, who.name, form.times].join("|");
}
