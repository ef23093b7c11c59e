import type { Answer, AnswerLabel, Coverage, Outcome } from "../model/answer.ts";
import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { Understood } from "../model/question.ts";
import type { Report } from "../model/report.ts";
import { type TermId, tokenize } from "../search/tokenize.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { type AlignedFigure, alignFigures, tellsNoneOf } from "./align-figures.ts";
import { CitationList, describePlace } from "./cite.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { leadFitsAsked } from "./fits-asked.ts";
import { nameOfFigure } from "./name-figure.ts";
import { splitClauses } from "./narrow-sentence.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { figureSentence } from "./score-sentences.ts";
import { labelReport, speaksOfPlaceAlone } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";
import { tellPlaces } from "./where-it-stands.ts";

export const EXTRACTIVE_BACKEND = "extractive";

/** The parts of an answer that differ from question to question; the rest is derived. */
export interface Draft {
  readonly outcome: Outcome;
  readonly lead: string;
  readonly answer: string;
  readonly citations: CitationList;
  readonly label?: AnswerLabel;
  /** How many reports were looked at, and what is to be said of them under the answer. */
  readonly coverage?: Coverage & { readonly line: string };
}

/** The answer to a question about one group of reports: the direct answer, then the sentences it stands in. */
export function composeSingle(
  { group, evidence: found }: GroupEvidence,
  plan: QuestionPlan,
  fold: (text: string) => string,
  library: Library,
): Draft {
  const citations = new CitationList();
  const quotes = found.map(
    (evidence) =>
      `${quoteOf(evidence)} [${citations.cite(evidence.report, evidence.sectionRow, evidence, evidence.sentence)}]`,
  );
  const first = found[0];
  const aligned = leadOfGroup({ group, evidence: found }, plan, fold);
  const figures = aligned !== null && leadFitsAsked(library, found, aligned.text, plan) ? aligned : null;
  if (first === undefined || figures === null) {
    const lead = first === undefined ? "" : shorten(quoteOf(first), new Set(tokenize(plan.focus)), fold);
    // The figure that the words led to is known to be of another thing, place or year.
    const outcome = aligned !== null || leavesOpen(found, plan, fold) ? "partial" : "answered";
    return { outcome, lead, answer: `${quotes.join("\n\n")}${planNote(citations)}`, citations };
  }
  const source = `${sourceOf(first.report, library.reports)}${circumstances(first, figures.text)}${figures.remarks}`;
  const name = nameOfFigure(library, found, figures.text);
  // 第18批 is told already.
  const named = name === "" || figures.remarks !== "" ? "" : `，${name}`;
  const whole = `${figures.text}（${source}${named}）`;
  const lead = whole.length <= MAX_LEAD_CHARS ? whole : `${figures.text}（${source}）`;
  const markers = found.map((_, row) => `[${row + 1}]`).join("");
  return {
    outcome: "answered",
    lead,
    answer: `${lead} ${markers}\n\n${quotes.join("\n\n")}${planNote(citations)}`,
    citations,
  };
}

/**
 * Turns a draft into an answer. `figures` are those of the reports: what is counted for the coverage line stands in
 * `coverage`.
 */
export function finishAnswer(draft: Draft, understood: Understood): Answer {
  const citations = draft.citations.list();
  const { line = "", ...counts } = draft.coverage ?? {};
  const answer = [draft.answer, tellPlaces(citations), line].filter((part) => part !== "").join("\n\n");
  return {
    outcome: draft.outcome,
    lead: draft.lead,
    answer,
    citations,
    figures: verifyFigures(draft.answer, citations, draft.citations.reports()),
    ...(draft.coverage === undefined ? {} : { coverage: counts as Coverage }),
    understood,
    label: draft.label ?? "原文摘录",
    followUps: [],
    backend: EXTRACTIVE_BACKEND,
  };
}

/** What `figureLead` finds, where the quotes leave no doubt whose figures they are. */
export function leadOfGroup({ group, evidence }: GroupEvidence, plan: QuestionPlan, fold: (text: string) => string) {
  return evidence.every((item) => speaksOfPlaceAlone(quoteOf(item), group)) ? figureLead(evidence, plan, fold) : null;
}

/**
 * 83件、72件: the figures asked for, in order, and what has to be said beside them (，第18批); null unless each is
 * found beyond doubt.
 */
function figureLead(
  found: readonly Evidence[],
  plan: QuestionPlan,
  fold: (text: string) => string,
): { readonly text: string; readonly remarks: string; readonly figures: readonly AlignedFigure[] } | null {
  if (plan.figures.length === 0 || (plan.several && !plan.comparison)) return null;
  const aligned = alignFigures(
    found.map((evidence) => figureSentence(evidence.sentence, evidence)),
    plan.figures,
    plan.question,
    fold,
  );
  const sure = aligned.filter((figure) => figure !== null);
  if (sure.length < aligned.length) return null;
  const remarks = new Set(sure.flatMap((figure) => figure.remarks));
  return {
    text: sure.map(({ text }) => text).join("、"),
    remarks: [...remarks].map((remark) => `，${remark}`).join(""),
    figures: sure,
  };
}

/** Fewer fitting figures in the quotes than were asked for: part of the question stays open. */
function leavesOpen(found: readonly Evidence[], plan: QuestionPlan, fold: (text: string) => string): boolean {
  const none = plan.figures.filter((asked) =>
    found.some((evidence) => tellsNoneOf(figureSentence(evidence.sentence, evidence), asked, fold)),
  );
  const figures = found.flatMap((evidence) => scanFigures(quoteOf(evidence)));
  const fitting = figures.filter((figure) =>
    plan.figures.some(({ units }) => units.length === 0 || units.includes(figure.unit)),
  );
  return fitting.length + none.length < plan.figures.length;
}

export function quoteOf(evidence: Evidence): string {
  return evidence.report.text.slice(evidence.start, evidence.end);
}

/** What a reader must know to take a figure right: another year than the report's, a part of the year, a plan. */
function circumstances(evidence: Evidence, lead: string): string {
  const { year, period, plan } = describePlace(evidence.report, ownPartOf(evidence, lead));
  const own = evidence.report.identity.year.value;
  // A plan without a year of its own is for some time behind the report's.
  if (plan && year === null && own !== null) return `报告，${own}年之后的计划`;
  const other = year !== null && own !== null && year !== own ? `报告，所述为${year}年` : "";
  // A period is named only where the quote shows it: nothing stands in a lead that the quote does not prove.
  const part = period !== undefined && quoteOf(evidence).includes(period) ? `，${period}` : "";
  return `${other}${part}${plan ? "，计划" : ""}`;
}

/** 而2022年为612件 is only compared with. */
const YEAR = /(?<!而)(?:19|20)\d\d年/gu;
const CLAUSE_END = /[，；。]/u;

/**
 * The sentence up to the end of the clause of the lead's last figure: what follows says nothing of when (，是近五年的最低点).
 * A sentence of several years (2023年11件；2024年22件) from the one that stands in front of the lead's first figure.
 */
function ownPartOf(evidence: Evidence, lead: string): Span {
  const { report, sentence } = evidence;
  const figures = scanFigures(lead).map(({ text }) => text);
  const placeOf = (figure: string) => Math.max(evidence.start, report.text.indexOf(figure, evidence.start));
  const first = placeOf(figures[0] ?? lead);
  const last = placeOf(figures.at(-1) ?? lead);
  const behind = report.text.slice(last, sentence.end).search(CLAUSE_END);
  const end = behind < 0 ? sentence.end : last + behind + 1;
  const years = [...report.text.slice(sentence.start, first).matchAll(YEAR)];
  const isMixed = new Set(years.map(([year]) => year)).size > 1;
  return { start: sentence.start + (isMixed ? (years.at(-1)?.index ?? 0) : 0), end };
}

/** Said once under an answer that tells plans, so that none is taken for a result. */
export function planNote(citations: CitationList): string {
  return citations.list().some(({ context }) => context.plan)
    ? "\n\n（以上含报告中的工作计划，不是已完成的情况。）"
    : "";
}

/** 江门市，2023年: short enough for a lead. */
export function sourceOf(report: Report, reports: readonly Report[]): string {
  return labelReport(report, reports).replace(/（(\d+年)）$/u, "，$1");
}

/** 二是…: a lead stands alone. */
const LIST_NUMBER = /^[一二三四五六七八九十]是(?=[\p{sc=Han}“《])/u;

/** At most 80 characters: the clauses that say most of the question, as one run, without cutting inside one. */
export function shorten(text: string, words: ReadonlySet<TermId>, fold: (text: string) => string): string {
  const line = text
    .replaceAll("\n", " ")
    .trim()
    .replace(LIST_NUMBER, "")
    .replace(/[；，、]$/u, "。");
  if (line.length <= MAX_LEAD_CHARS) return line;
  const clauses = splitClauses(line);
  const gains = clauses.map(
    ({ start, end }) => tokenize(fold(line.slice(start, end))).filter((term) => words.has(term)).length,
  );
  const best = gains.indexOf(Math.max(...gains));
  let [from, to] = [best, best];
  const length = (first: number, last: number) => (clauses[last]?.end ?? 0) - (clauses[first]?.start ?? 0);
  for (;;) {
    if (to + 1 < clauses.length && length(from, to + 1) < MAX_LEAD_CHARS - 1) to++;
    else if (from > 0 && length(from - 1, to) < MAX_LEAD_CHARS - 1) from--;
    else break;
  }
  const run = line.slice(clauses[from]?.start, clauses[to]?.end);
  if (run.length >= MAX_LEAD_CHARS) return cutLine(run);
  return to === clauses.length - 1 ? run : `${run.replace(/[，；：,;:]$/u, "")}…`;
}
