import type { Span } from "../model/offsets.ts";
import type { ScriptConverter } from "../ports/script-converter.ts";
import { type TermId, tokenize } from "../search/tokenize.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { foldText } from "../text/fold.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { Focus } from "./score-sentences.ts";

/** A sentence up to this long is quoted whole; a longer one is cut to the clauses that answer. */
const WHOLE_SENTENCE_CHARS = 90;
/** A clause is worth quoting when it brings this share of the focus that no clause before it had. */
const WORTHWHILE_SHARE = 0.06;

/** 数字是什么 asks for all that a sentence has. */
const NUMBERS = /(?:数字|数据)(?:各|分别)?(?:是|有)(?:什么|哪些)|(?:什么|哪些)(?:数字|数据)(?=[？?。，,]|$)/u;

/** …作为立法联系点以来: a clause that only leads to the next. */
const LEADS_ON =
  /(?:以来|之后|以后|之际|期间|过程中|为契机|基础上|为抓手|同时|方面|原则|[领指]导下|[的了]?背景下)[，：:,\s]*$/u;

/**
 * The clauses of a long sentence that answer the question, as one span: from the first to the last clause
 * that adds something asked for, so that the quote stays an exact slice and no figure loses its noun.
 */
export function narrowSentence(text: string, focus: Focus, plan: QuestionPlan, converter: ScriptConverter): Span {
  const whole = { start: 0, end: text.length };
  if (text.length <= WHOLE_SENTENCE_CHARS || NUMBERS.test(plan.question)) return whole;
  const clauses = splitClauses(text);
  const missing = new Map(focus.weights);
  const chosen = new Set<number>();
  const gains = clauses.map((clause) => foldText(text.slice(clause.start, clause.end), converter));
  for (;;) {
    let best = -1;
    let bestGain = focus.total * WORTHWHILE_SHARE;
    for (const [row, folded] of gains.entries()) {
      if (chosen.has(row)) continue;
      const gain =
        gainOf(missing, folded) + (chosen.size === 0 && answersFigure(text, clauses[row], plan) ? bestGain : 0);
      if (gain > bestGain) [best, bestGain] = [row, gain];
    }
    if (best < 0) break;
    chosen.add(best);
    for (const term of tokenize(gains[best] ?? "")) missing.delete(term);
  }
  // A figure of the kind asked for usually stands in the clause with the words or in the next one.
  if (plan.figures.length > 0 && ![...chosen].some((row) => answersFigure(text, clauses[row], plan))) {
    const next = clauses.findIndex((clause, row) => row > Math.min(...chosen) && answersFigure(text, clause, plan));
    if (next >= 0) chosen.add(next);
  }
  if (chosen.size === 0) return whole;
  const first = clauses[Math.min(...chosen)];
  const last = clauses.slice(Math.max(...chosen)).find(({ start, end }) => !LEADS_ON.test(text.slice(start, end)));
  if (first === undefined || last === undefined) return whole;
  const end = first.start + text.slice(first.start, last.end).replace(/[，；：,;:\s]+$/u, "").length;
  return { start: first.start, end };
}

function gainOf(missing: ReadonlyMap<TermId, number>, folded: string): number {
  let gain = 0;
  for (const term of new Set(tokenize(folded))) gain += missing.get(term) ?? 0;
  return gain;
}

function answersFigure(text: string, clause: Span | undefined, plan: QuestionPlan): boolean {
  if (clause === undefined) return false;
  const figures = scanFigures(text.slice(clause.start, clause.end));
  return plan.figures.some((asked) =>
    figures.some((figure) => asked.units.length === 0 || asked.units.includes(figure.unit)),
  );
}

/** Clauses of a sentence, ends included; quotation marks, book titles and brackets are not cut. */
export function splitClauses(text: string): Span[] {
  const clauses: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if ("“《（(「『".includes(char)) depth++;
    else if ("”》）)」』".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && "，；：,;:".includes(char)) {
      clauses.push({ start, end: at + 1 });
      start = at + 1;
    }
  }
  if (start < text.length) clauses.push({ start, end: text.length });
  return clauses;
}
