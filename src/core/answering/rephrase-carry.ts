import { isPlan } from "../reading/is-plan.ts";
import type { Source } from "./bind-sources.ts";
import type { Statement } from "./bind-statements.ts";
import { alignTokens } from "./rephrase-align.ts";
import { type Clause, sentencesOf, standpointOf, windowsTo } from "./rephrase-clauses.ts";
import { keepsLimits } from "./rephrase-limits.ts";
import { tokensOf } from "./rephrase-tokens.ts";

const PLAN =
  /计划|拟(?![定订])|力争|争取|预计|打算|下一步|今后|明年|目标|将(?=[\p{sc=Han}])|(?<![主需重必])要(?![求点素件闻案])/u;
const PLAN_WORDS = /(?:工作)?计划|拟(?![定订])|力争|争取|预计|打算|下一步|今后|明年|将(?=[\p{sc=Han}])/gu;
/** Spoken from where the report stands; beside other sentences the reader cannot tell whose and when. */
const SPOKEN_FROM_WITHIN = /我(?:们|[省市区县州局厅委院镇])|今年|去年|明年|前年|本年|本(?:省|市|区|县|局)/u;
const EXACT = /《[^》]*》|“[^”]*”/gu;

/** What of a report a clause of an answer tells. */
export interface Carried {
  readonly source: Source;
  /** Where the report's clauses begin that it is told from. */
  readonly clauses: readonly number[];
  /** Where the one sentence begins that they stand in. */
  readonly sentence: number;
}

/** True for words that point to the report's own place and time. */
export function isSpokenFromWithin(text: string): boolean {
  return SPOKEN_FROM_WITHIN.test(text);
}

/** Names in book and quotation marks have to stand like this in what is cited. */
export function keepsNames(text: string, sources: readonly Source[]): boolean {
  const known = sources
    .map(({ citation }) => `${citation.quote}\n${citation.title}\n${citation.section.join("\n")}`)
    .join("\n");
  return (text.match(EXACT) ?? []).every((name) => known.includes(name));
}

/** A clause of an answer within its part, a stretch up to a semicolon. */
export interface ToldClause {
  readonly text: string;
  /** The part up to its end. */
  readonly upTo: string;
  readonly part: string;
  /** What the part told before. */
  readonly before: readonly Carried[];
}

/**
 * The source that says a clause: all its words, figures, places and times in the same order, nothing left out of the
 * clauses that it is told from but what says nothing, with whatever else of their sentence limits them.
 */
export function carry(clause: ToldClause, sources: readonly Source[]): Carried | null {
  for (const source of sources)
    for (const sentence of sentencesOf(source)) {
      const carried = carriedBy(clause, source, sentence);
      if (carried !== null) return carried;
    }
  return null;
}

function carriedBy(told: ToldClause, source: Source, sentence: readonly Clause[]): Carried | null {
  const standpoint = standpointOf(source);
  const start = sentence[0]?.start ?? 0;
  const planned = isPlan(sentence.map(({ text }) => text).join("，"), source.citation.context.plan);
  if (planned && !PLAN.test(told.upTo)) return null;
  const before = new Set(told.before.flatMap(({ clauses }) => clauses));
  for (const [last, { cited }] of sentence.entries())
    for (const window of cited ? windowsTo(sentence, last) : []) {
      const words = window.rows.map((row) => sentence[row]?.text ?? "").join("，");
      // A plan may be told with another word for it than the report's.
      const isNamed = PLAN.test(words);
      const plain = planned && !isNamed ? told.text.replace(PLAN_WORDS, " ") : told.text;
      const tokens = tokensOf(plain, standpoint);
      const paired = alignTokens(tokens, window.tokens);
      if (paired === null) continue;
      const statements: Statement[] = source.statements.filter(({ figure }) =>
        paired.some(({ kind, start: at }) => kind === "figure" && figure.start <= at && at < figure.end),
      );
      const upTo = planned && !isNamed ? told.upTo.replace(PLAN_WORDS, " ") : told.upTo;
      if (!keepsLimits(sentence, window, statements, { upTo, tokens, part: told.part, told: before, standpoint }))
        continue;
      const rows = window.lends ? window.rows.slice(-1) : window.rows;
      return { source, sentence: start, clauses: rows.flatMap((row) => sentence[row]?.start ?? []) };
    }
  return null;
}
