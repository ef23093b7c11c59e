import type { Span } from "../model/offsets.ts";
import { foldText } from "../text/fold.ts";
import { asksForThings, namesThings } from "./asked-things.ts";
import { composeSingle, type Draft } from "./compose-answer.ts";
import { composeList, composeNamed } from "./compose-list.ts";
import { listItems, tellsPoint } from "./compose-structure.ts";
import { cutLine } from "./cut-line.ts";
import type { ExtractionInput } from "./extraction-input.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { isItem, paragraphItems } from "./find-items.ts";
import { askedCount, countsSo, inlineItems, runItems } from "./inline-items.ts";
import { asksForList } from "./plan-question.ts";
import { coverageOf, weighFocus } from "./score-sentences.ts";

/** A sentence that says this share of a question by itself names the things that are asked for. */
const NAMED_COVERAGE = 0.6;
/** Where the sentence that says most names none, the next that does answers if it says this share of what the first does. */
const NEXT_SHARE = 0.6;

/**
 * The answer to a question for a list, from the one report that `shown` is of: the things that one sentence names, else
 * the items of the section or paragraph around the best sentence; null where that sentence answers by itself.
 */
export function composeListed(input: ExtractionInput, best: Evidence, shown: GroupEvidence): Draft | null {
  const { plan, searchable, converter } = input;
  const { library } = searchable;
  const { reports } = library;
  const fold = (text: string) => foldText(text, converter);
  const count = askedCount(plan.question);
  const things = asksForThings(plan.question) ? namingThings(best, shown, plan.question) : null;
  const { sentence } = things ?? best;
  const counted = inlineItems(sentence.text, count);
  if (counted.length > 0 && (count !== null || sentence.coverage >= NAMED_COVERAGE))
    return composeNamed(things ?? best, counted, reports);
  if (things !== null) {
    const named = runItems(sentence.text, plan.question, count);
    if (named.length > 0) return composeNamed(things, named, reports);
    return composeSingle({ group: shown.group, evidence: [things] }, plan, fold, library);
  }
  const several = asksForThings(plan.question) && count !== null ? namingEach(best, shown, count) : [];
  if (several.length > 1) {
    const spans = several.map((one) => ({ span: wholeOf(one), sectionRow: one.sectionRow }));
    return { ...composeList(best.report, spans, reports), lead: leadOf(several) };
  }
  const next = asksForThings(plan.question) ? behind(best, input) : null;
  if (next !== null) return composeSingle({ group: shown.group, evidence: [next] }, plan, fold, library);
  if (!asksForList(plan.question) && tellsPoint(input, best)) return null;
  const items = listItems(input, best);
  if (items.length > 1) return composeList(best.report, items, reports);
  // 哪三项 that the sentence counts, and no list has them: what stands around it are other things.
  const tellsCount = count !== null && countsSo(best.sentence.text, count);
  const around = isItem(best.sentence.text) || tellsCount ? [] : paragraphItems(best.report, best.start);
  if (around.length < 2) return null;
  const { lead } = composeSingle(shown, plan, fold, library);
  const listed = around.map((span) => ({ span, sectionRow: best.sectionRow }));
  return { ...composeList(best.report, listed, reports), lead };
}

/** The sentence, whole, that names the things asked for: the best, or the next where only that does. */
function namingThings(best: Evidence, { others = [] }: GroupEvidence, question: string): Evidence | null {
  const enough = best.sentence.coverage * NEXT_SHARE;
  const naming = [best, ...others].find(
    ({ sentence }) => sentence.coverage >= enough && namesThings(sentence.text, question),
  );
  if (naming === undefined) return null;
  return { ...naming, ...wholeOf(naming) };
}

function wholeOf({ sentence: { start, text } }: Evidence): Span {
  return { start, end: start + text.length };
}

const QUOTED = /“[^”]{1,40}”|《[^》]{1,60}》/u;

/** 修订《…》 in one sentence and 修订《…》 in another: those that together name as many things as are asked for, in order. */
function namingEach(best: Evidence, { others = [] }: GroupEvidence, count: number): readonly Evidence[] {
  const naming = [best, ...others].filter(
    ({ report, sentence }) =>
      report === best.report &&
      sentence.coverage >= best.sentence.coverage * NEXT_SHARE &&
      sentence.text.match(/[“《]/gu)?.length === 1,
  );
  return naming.length === count ? naming.sort((a, b) => a.start - b.start) : [];
}

function leadOf(several: readonly Evidence[]): string {
  return cutLine(several.map(({ sentence }) => QUOTED.exec(sentence.text)?.[0] ?? "").join("、"));
}

/** 某单位…。先后在…会和…会上介绍: who it was, and what that one did in the sentence behind, which names the things. */
function behind(best: Evidence, { plan, searchable, converter }: ExtractionInput): Evidence | null {
  const { report, sentence } = best;
  const next = paragraphItems(report, best.start).find(({ start }) => start >= sentence.start + sentence.text.length);
  if (next === undefined) return null;
  const text = report.text.slice(next.start, next.end);
  const coverage = coverageOf(weighFocus(searchable, plan), foldText(text, converter));
  if (coverage < sentence.coverage || !namesThings(text, plan.question)) return null;
  const { start } = sentence;
  const joined = { ...sentence, end: next.end, text: report.text.slice(start, next.end) };
  return { ...best, start, end: next.end, sentence: joined };
}
