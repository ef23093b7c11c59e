import type { Source } from "./bind-sources.ts";
import type { SaidToken } from "./rephrase-align.ts";
import { type Standpoint, tokensOf } from "./rephrase-tokens.ts";

/** More clauses of a passage in one clause of an answer would be a summary of its own. */
const MAX_CLAUSES = 3;
const CLAUSE = /[^，；：。！？\n]+[，；：。！？\n]*/gu;
const SENTENCE_END = /[。！？\n]/u;
const BODY = "法院|检察院|局|委|厅|政府|人大|政协|办|部门|机关|公司|协会|中心|组织|单位|院";
/** Someone who acts. */
const ACTOR = new RegExp(`(?:${BODY})`, "u");
const ACTOR_END = new RegExp(`(?:${BODY})$`, "u");
/** More than one acts, or one at another. */
const TOGETHER = /^[与和同及会向对由被联、]/u;
/** The verb whose object, or subject, a rate behind it is of: 办理政协提案42件，满意率…; 热线受理诉求3宗，办结率…. */
const GOVERNS = /(?:受理|收到|接到|办理|办结|审结|开展|组织|举办|发出|调解|化解|完成|处理)$/u;
const RATE = /^\p{sc=Han}{1,5}[率度]/u;
const JOINS = /[、和与及]/u;

/** 一是, （二）, 3.: the place in a list. */
const NUMBERING =
  /^\s*(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}、)/u;

/** A clause of a report. */
export interface Clause {
  readonly text: string;
  /** Offset in the report's text. */
  readonly start: number;
  readonly tokens: readonly SaidToken[];
  /** Stands in what is cited. */
  readonly cited: boolean;
  /** Closed by a semicolon or more: what stands behind it does not lean on it. */
  readonly closes: boolean;
}

/** What one clause of an answer may be told from: whole clauses, or one behind the noun that it leans on. */
export interface Window {
  readonly tokens: readonly SaidToken[];
  /** Rows of the clauses in their sentence; a clause that only lends its noun is the first. */
  readonly rows: readonly number[];
  /** The first clause only lends its noun. */
  readonly lends: boolean;
}

export function standpointOf({ report: { identity } }: Source): Standpoint {
  return { region: identity.region.value, year: identity.year.value };
}

/** The clauses of the sentences that a source cites, those in front of the cited span too: they may limit it. */
export function sentencesOf(source: Source): readonly (readonly Clause[])[] {
  const { citation, report } = source;
  const { text } = report;
  let [from, to] = [citation.start, citation.end];
  while (from > 0 && !SENTENCE_END.test(text[from - 1] ?? "")) from--;
  while (to < text.length && !SENTENCE_END.test(text[to - 1] ?? "")) to++;
  const standpoint = standpointOf(source);
  const sentences: Clause[][] = [[]];
  for (const { 0: words, index } of text.slice(from, to).matchAll(CLAUSE)) {
    const numbering = NUMBERING.exec(words)?.[0].length ?? 0;
    const start = from + index + numbering;
    const bare = words.slice(numbering).replace(/[，；：。！？\s]+$/u, "");
    let opens = true;
    const tokens = tokensOf(bare, standpoint).map((token) => {
      const said = { ...token, start: start + token.start, opens };
      opens &&= token.isLoose;
      return said;
    });
    const cited = start >= citation.start && start + bare.length <= citation.end;
    sentences.at(-1)?.push({ text: bare, start, tokens, cited, closes: /[；：]/u.test(words) });
    if (SENTENCE_END.test(words)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

/** The windows that end with a clause, the shortest first. */
export function windowsTo(sentence: readonly Clause[], last: number): Window[] {
  const windows: Window[] = [];
  for (let first = last; first >= 0 && first > last - MAX_CLAUSES && sentence[first]?.cited; first--) {
    const rows = Array.from({ length: last - first + 1 }, (_, step) => first + step);
    windows.push({ rows, lends: false, tokens: rows.flatMap((row) => sentence[row]?.tokens ?? []) });
  }
  const clause = sentence[last];
  for (let row = last - 1; row >= 0 && sentence[row]?.cited && !sentence[row]?.closes; row--) {
    const lender = sentence[row];
    if (lender === undefined || clause === undefined || ACTOR.test(clause.text.slice(0, 8))) break;
    for (const noun of [subjectOf(lender), ...(row === last - 1 && RATE.test(clause.text) ? nounsOf(lender) : [])])
      if (noun.length > 0) windows.push({ rows: [row, last], lends: true, tokens: [...noun, ...clause.tokens] });
    if (row < last - 1 && ACTOR.test(lender.text)) break;
  }
  const opening = sentence.slice(0, last).findLastIndex(({ closes }) => closes) + 1;
  const outset = sentence[opening];
  if (outset === undefined || !outset.cited || !outset.tokens.every(({ kind }) => kind === "time")) return windows;
  // 1—11月，: stands in front of whatever the answer tells of its sentence.
  const dated = windows.filter(({ rows }) => !rows.includes(opening));
  return [...windows, ...dated.map((one) => ({ ...one, outset: opening, tokens: [...outset.tokens, ...one.tokens] }))];
}

const told = (tokens: readonly SaidToken[]) => tokens.map(({ kind, key }) => (kind === "word" ? key : " ")).join("");

/** The one who acts in a clause, when it is one alone: 区政府 of 区政府收到83件. */
function subjectOf({ tokens }: Clause): readonly SaidToken[] {
  const end = tokens.findIndex(({ kind }) => kind === "figure");
  for (let length = 1; length < (end < 0 ? tokens.length : end); length++) {
    if (!ACTOR_END.test(told(tokens.slice(0, length)).trim())) continue;
    const rest = told(tokens.slice(length));
    if (ACTOR_END.test(told(tokens.slice(0, length + 1)).trim())) continue;
    return TOGETHER.test(rest) || ACTOR.test(rest) || JOINS.test(told(tokens.slice(0, length)))
      ? []
      : tokens.slice(0, length);
  }
  return [];
}

/** The nouns that a rate may be of: in front of the verb, or between the verb and its figure. */
function nounsOf({ tokens }: Clause): readonly (readonly SaidToken[])[] {
  const figure = tokens.findLastIndex(({ kind }) => kind === "figure");
  const verb = tokens.findIndex((_, row) => GOVERNS.test(told(tokens.slice(0, row + 1))));
  if (verb < 0 || figure < verb) return [];
  const nouns = [tokens.slice(0, verb - 1), tokens.slice(verb + 1, figure)];
  return nouns.filter(
    (noun) => noun.some(({ isLoose }) => !isLoose) && !noun.some(({ kind, key }) => kind === "mark" || JOINS.test(key)),
  );
}
