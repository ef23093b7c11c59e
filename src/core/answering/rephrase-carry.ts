import { sameWords } from "../figures/same-words.ts";
import { isPlan } from "../reading/is-plan.ts";
import { isPlace, placesIn, withoutPlaces } from "./bind-places.ts";
import { scanAnswer } from "./bind-scan.ts";
import type { Source } from "./bind-sources.ts";
import { TIMES } from "./bind-times.ts";
import { contentOf, unsaid } from "./bind-words.ts";

/**
 * Share of a clause's characters that a cited passage has to say in the same order. Measured by
 * `rephrase-lies.test.ts`: swapped subjects fall below, reworded truths stay above.
 */
const MIN_IN_ORDER = 0.9;
/** Fewer characters fit too many places: such a clause has to stand in the passage as it is. */
const MIN_CONTENT = 4;
/** More clauses of a passage in one clause of an answer would be a summary of its own. */
const MAX_CLAUSES = 3;
const CLAUSE_END = /(?<=[，；：。！？,;\n])/u;
const SENTENCE_END = /(?<=[。！？\n])/u;
/** Words of an answer that only join, and that no passage has to say. */
const JOINING =
  /进行|相关|有关|主要|具体|包括|通过|并且|还|该[省市区县州镇]?|当地|上述|提出|提到|表示|介绍|工作中|而言|来看|来说/gu;
/** 不断, 未成年人: the character denies nothing. */
const NO_DENIAL =
  /不断|不动产|不仅|不但|不同|不少|不良|不法|不懈|不忘|不限|无障碍|无人机|无偿|无缝|无线|无证|无论|无疑|非法|非遗|非物质|非诉|非公|非税|非现场|未成年|未来|是否|能否|否则/gu;
const DENIAL = /[未没无不非]|禁止|杜绝|拒绝|取消|停止|撤销|并非/gu;
/** What has to stand in the passage when an answer says it, and the other way round. */
const ADDED =
  /所有|全部|全面|一律|均|都(?!市)|每|任何|正在|首次|首个|唯一|最|仅|只(?!争)|超过|超出|以上|以下|左右|上下|不到|不足|大约|大概|大致|差不多|接近|将近|几乎|高达|突破|逼近|估计|可能|或许|或者?|同比|大幅|显著|明显|领先|必须|应当|可以|率先|提前|增长|上升|提[高升]|下降|减少|降低|增加|[高低多少优]于|翻/gu;
const KEPT =
  /部分|个别|少数|有的|基本(?!法|公共|建设|农田|医疗|养老)|试点|试行|逐步|正在|拟|力争|争取|计划|预计|原则上|可能|有望|尚|仍|连续|历时|持续(?!推|深|开|加|优|提|完|强|做|落)|平均|人均|户均/gu;
const PLAN = /计划|拟(?![定订])|力争|争取|预计|打算|下一步|今后|明年|目标|将(?=[\p{sc=Han}])/u;
const FINISHED = /已|完成|实现|建成|了/gu;
/** Spoken from where the report stands; beside other sentences the reader cannot tell whose and when. */
const SPOKEN_FROM_WITHIN = /我(?:们|[省市区县州局厅委院镇])|今年|去年|明年|前年|本年|本(?:省|市|区|县|局)/u;
/** Someone else who acts between what an answer joins. */
const ACTOR = /\p{sc=Han}(?:局|院|委|厅|府|办|部门|公司|协会|单位|[市县区镇])/u;
const EXACT = /《[^》]*》|“[^”]*”/gu;

/** What of a clause a source carries. */
export interface Carried {
  readonly source: Source;
  /** Row of the sentence in its quote; null for words that say nothing by themselves. */
  readonly sentence: number | null;
  /** Share of the clause's characters that it says in order. */
  readonly share: number;
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

/** Places named in a text have to be those of what is cited, or stand in it. */
export function keepsPlaces(text: string, sources: readonly Source[]): boolean {
  return placesIn(text, sources[0]?.report.identity.region.value ?? null).every(({ name, path }) =>
    sources.some(({ citation, report, statements }) => {
      const words = [citation.quote, citation.title, ...statements.map(({ sentence }) => sentence)].join("\n");
      const region = report.identity.region.value;
      const regions = [region, ...statements.map(({ figure }) => figure.region)];
      return path === "" || words.includes(name) || regions.some((one) => isPlace(name, one, region));
    }),
  );
}

/** The content of a clause: without figures, times, places and joining words. */
export function contentOfClause(clause: string, region: string | null): readonly string[] {
  let plain = clause;
  for (const { start, end } of [...scanAnswer(clause)].reverse())
    plain = `${plain.slice(0, start)} ${plain.slice(end)}`;
  return contentOf(withoutPlaces(plain.replace(TIMES, " "), region).replace(JOINING, " "));
}

/** The source that says a clause without figures: its words, in order, with the same yes or no, done or planned. */
export function carry(clause: string, whole: string, sources: readonly Source[]): Carried | null {
  const found = sources.flatMap((source) => carriedBy(clause, whole, source) ?? []);
  return found.sort((a, b) => b.share - a.share)[0] ?? null;
}

function carriedBy(clause: string, whole: string, source: Source): Carried | null {
  const { citation, report } = source;
  const content = contentOfClause(clause, report.identity.region.value);
  if (content.length === 0) return saysSomething(clause) ? null : { source, sentence: null, share: 0 };
  const context = sameWords([...citation.section, citation.title, citation.issuer, citation.region, ""].join(" "));
  if (unsaid(content, context + sameWords(citation.quote)) !== "") return null;
  const bare = clause.replace(/[，：。；\s]/gu, "");
  if (content.join("").length < MIN_CONTENT && !citation.quote.includes(bare)) return null;
  let best: Carried | null = null;
  const sentences = citation.quote.split(SENTENCE_END);
  for (const [row, sentence] of sentences.entries()) {
    const planned = isPlan(sentence, citation.context.plan);
    for (const window of windowsOf(sentence)) {
      const { share, skipped } = inOrder(
        content.join(""),
        context,
        sameWords(withoutPlaces(window, report.identity.region.value)),
      );
      if (share < Math.max(MIN_IN_ORDER, (best?.share ?? 0) + 1e-9) || skipped.some((gap) => ACTOR.test(gap))) continue;
      if (saysAlike(clause, window) && keepsState(clause, whole, sentence, planned))
        best = { source, sentence: row, share };
    }
  }
  return best;
}

/** Runs of clauses of a sentence, the shortest first. */
function windowsOf(sentence: string): string[] {
  const clauses = sentence.split(CLAUSE_END).filter((one) => one.trim() !== "");
  const lengths = Array.from({ length: Math.min(MAX_CLAUSES, clauses.length) }, (_, row) => row + 1);
  return lengths.flatMap((length) =>
    Array.from({ length: clauses.length - length + 1 }, (_, from) => clauses.slice(from, from + length).join("")),
  );
}

/** True for words without content of their own that still deny, limit or finish something: 均已完成. */
function saysSomething(clause: string): boolean {
  return [DENIAL, ADDED, FINISHED].some((pattern) => countOf(clause, pattern) > 0);
}

/** True when a clause denies and limits what the passage denies and limits, and nothing else. */
export function saysAlike(clause: string, window: string): boolean {
  if (countOf(clause.replace(NO_DENIAL, ""), DENIAL) !== countOf(window.replace(NO_DENIAL, ""), DENIAL)) return false;
  if ((clause.match(ADDED) ?? []).some((word) => !window.includes(word))) return false;
  return (window.match(KEPT) ?? []).every((word) => clause.includes(word));
}

/** True when a plan is told as one by the `whole` sentence, and what is none is not. */
export function keepsState(clause: string, whole: string, sentence: string, planned: boolean): boolean {
  if (planned) return PLAN.test(whole);
  const told = PLAN.exec(clause)?.[0];
  return told === undefined || sentence.includes(told);
}

const countOf = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length;

/** Longest common subsequence: the share of the wanted characters in it, and what it skips of the window. */
function inOrder(wanted: string, context: string, window: string): { share: number; skipped: string[] } {
  const said = context + window;
  const [rows, columns] = [wanted.length, said.length];
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      (lengths[row] as Uint16Array)[column] =
        wanted[row] === said[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const skipped: string[] = [];
  let [row, column, last] = [0, 0, -1];
  while (row < rows && column < columns) {
    if (wanted[row] === said[column] && at(row, column) === at(row + 1, column + 1) + 1) {
      if (last >= context.length && column > last + 1) skipped.push(said.slice(last + 1, column));
      last = column;
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return { share: at(0, 0) / Math.max(1, rows), skipped };
}
