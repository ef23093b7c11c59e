import type { Source } from "./bind-sources.ts";
import { type Carried, carry, isSpokenFromWithin, keepsNames } from "./rephrase-carry.ts";
import { standpointOf } from "./rephrase-clauses.ts";
import type { CleanSentence } from "./rephrase-clean-sentence.ts";
import { tokensOf } from "./rephrase-tokens.ts";
import { type CheckedFigure, checkFigures } from "./verify-figures.ts";

/** Why a model's sentence is not let through. */
export type SentenceFault = "no_citation" | "not_chinese" | "figure" | "words" | "name" | "spoken";

/**
 * A sentence that stands, with each marker behind the words that its citation bears and the names of the report's
 * clauses that it tells; or why it does not stand.
 */
export type CheckedSentence =
  | { readonly text: string; readonly clauses: readonly string[] }
  | { readonly fault: SentenceFault };

/** Longer sentences are no short ones; they are summaries that a reader cannot hold against one passage. */
const MAX_CHARS = 200;
const MIN_HAN = 4;
/** Nothing that Markdown or HTML could read as a mark, a link or a tag. */
const PLAIN = /^[\p{sc=Han}\dA-Za-z ，。；：、？！（）《》〈〉“”‘’%‰.,·+—–~～\-℃°/]*$/u;
const LATIN = /[A-Za-z]+/gu;
const PART_END = /(?<=；)/u;
const CLAUSE_END = /(?<=[，：。；])/u;

/** Checks one sentence of a model against the sources that it cites, by marker. Pure: no second model judges. */
export function checkSentence(
  { text, markers }: CleanSentence,
  sourceOf: (marker: number) => Source | null,
): CheckedSentence {
  const sources = markers.map(sourceOf).filter((source) => source !== null);
  if (sources.length === 0 || sources.length < markers.length) return { fault: "no_citation" };
  const quotes = sources.map(({ citation }) => `${citation.quote} ${citation.title}`.toLowerCase()).join(" ");
  const latin = (text.match(LATIN) ?? []).every((word) => quotes.includes(word.toLowerCase()));
  if (!PLAIN.test(text) || !latin || text.length > MAX_CHARS || text.replace(/\P{sc=Han}/gu, "").length < MIN_HAN)
    return { fault: "not_chinese" };
  if (isSpokenFromWithin(text)) return { fault: "spoken" };
  if (!keepsNames(text, sources)) return { fault: "name" };
  let told = "";
  const clauses: string[] = [];
  for (const part of text.split(PART_END)) {
    const checked = checkPart(part, sources);
    if ("fault" in checked) return checked;
    told += checked.text;
    clauses.push(...checked.clauses);
  }
  const stands = checkAgainst(told, sources).every(({ fault }) => fault === null);
  return stands ? { text: told, clauses } : { fault: "figure" };
}

/** A stretch up to a semicolon: its figures bound, its clauses carried, markers set anew. */
function checkPart(part: string, sources: readonly Source[]): CheckedSentence {
  const markers = sources.map(({ citation }) => `[${citation.marker}]`).join("");
  if (checkAgainst(part + markers, sources).some(({ fault }) => fault !== null)) return { fault: "figure" };
  const told: { text: string; markers: number[] }[] = [];
  const before: Carried[] = [];
  /** The one sentence of each source that the part leans on: two would be told as if they were one. */
  const leans = new Map<Source, number>();
  let [upTo, waiting] = ["", ""];
  const clauses = part.split(CLAUSE_END);
  for (const [row, written] of clauses.entries()) {
    upTo += written;
    const text = waiting + written;
    // 2023年，柳湾市， belongs to what stands behind it.
    waiting = row + 1 < clauses.length && saysNothing(text, sources) ? text : "";
    if (waiting !== "") continue;
    const carried = carry({ text, upTo, part, before }, sources);
    if (carried === null) return { fault: "words" };
    const { source, sentence } = carried;
    if ((leans.get(source) ?? sentence) !== sentence) return { fault: "words" };
    leans.set(source, sentence);
    before.push(carried);
    told.push({ text, markers: [source.citation.marker] });
  }
  return {
    text: place(told),
    clauses: before.flatMap(({ source, clauses: own }) => own.map((at) => `${source.report.id}:${at}`)),
  };
}

/** True for words that only say when and where. */
function saysNothing(clause: string, sources: readonly Source[]): boolean {
  const [source] = sources;
  return (
    source !== undefined &&
    tokensOf(clause, standpointOf(source)).every(({ kind }) => kind === "time" || kind === "place")
  );
}

/** The figures of a text with markers, checked against all sources that its sentence cites. */
function checkAgainst(text: string, sources: readonly Source[]): CheckedFigure[] {
  return checkFigures(
    text,
    sources.map(({ citation }) => citation),
    sources.map(({ report }) => report),
  );
}

/** The clauses with their markers, each run of the same ones marked once, in front of its stop. */
function place(clauses: readonly { readonly text: string; readonly markers: readonly number[] }[]): string {
  const known = clauses.map(({ markers }) => [...new Set(markers)].sort((a, b) => a - b));
  // Words that nothing bears by themselves belong to what stands behind them, at the end to what stands before.
  for (let row = known.length - 2; row >= 0; row--) if (known[row]?.length === 0) known[row] = known[row + 1] ?? [];
  for (let row = 1; row < known.length; row++) if (known[row]?.length === 0) known[row] = known[row - 1] ?? [];
  return clauses
    .map(({ text }, row) => {
      const own = known[row] ?? [];
      if (row + 1 < clauses.length && String(known[row + 1]) === String(own)) return text;
      const marks = own.map((marker) => `[${marker}]`).join("");
      return text.replace(/([，：。；]?)$/u, `${marks}$1`);
    })
    .join("");
}
