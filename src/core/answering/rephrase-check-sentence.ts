import { isSlice, type Source } from "./bind-sources.ts";
import { bearerOf, checkAgainst, fitsClause, isAmbiguous, locateFigures, rowOf } from "./rephrase-bearer.ts";
import { carry, isSpokenFromWithin, keepsNames, keepsPlaces } from "./rephrase-carry.ts";
import type { CleanSentence } from "./rephrase-clean-sentence.ts";

/** Why a model's sentence is not let through. */
export type SentenceFault =
  | "no_citation"
  | "not_chinese"
  | "figure"
  | "ambiguous"
  | "words"
  | "place"
  | "name"
  | "spoken";

/** A sentence that stands, with each marker behind the words that its citation bears; or why it does not. */
export type CheckedSentence = { readonly text: string } | { readonly fault: SentenceFault };

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
  if (!keepsPlaces(text, sources)) return { fault: "place" };
  if (!keepsNames(text, sources)) return { fault: "name" };
  let told = "";
  for (const part of text.split(PART_END)) {
    const checked = checkPart(part, sources);
    if ("fault" in checked) return checked;
    told += checked.text;
  }
  const stands = checkAgainst(told, sources).every(({ fault }) => fault === null);
  return stands ? { text: told } : { fault: "figure" };
}

/** A stretch up to a semicolon: its figures bound, its other clauses carried, markers set anew. */
function checkPart(part: string, sources: readonly Source[]): CheckedSentence {
  const figures = locateFigures(part, sources);
  if (figures.some(({ fault }) => fault !== null)) return { fault: "figure" };
  const words = part.replace(/[，。；：\s]+$/u, "");
  const slice = sources.find((source) => isSlice(words, source));
  if (slice !== undefined) return { text: place([{ text: part, markers: [slice.citation.marker] }]) };
  const told: { text: string; markers: number[] }[] = [];
  /** The one sentence of each source that the part leans on: two would be told as if they were one. */
  const leans = new Map<Source, number>();
  let at = 0;
  for (const clause of part.split(CLAUSE_END)) {
    const [from, to] = [at, at + clause.length];
    at = to;
    const own = figures.filter(({ start }) => start >= from && start < to);
    const bearers = own.flatMap((figure) => bearerOf(figure, sources) ?? []);
    if (bearers.some((bearer) => isAmbiguous(bearer, clause, part, sources))) return { fault: "ambiguous" };
    if (bearers.some((bearer) => !fitsClause(clause, part, bearer))) return { fault: "words" };
    const carried = bearers.length > 0 ? null : carry(clause, part, sources);
    if (bearers.length === 0 && carried === null) return { fault: "words" };
    const rows = [
      ...bearers.map(({ source, statement }) => [source, rowOf(source, statement)] as const),
      ...(carried === null || carried.sentence === null ? [] : [[carried.source, carried.sentence] as const]),
    ];
    for (const [source, row] of rows) {
      if ((leans.get(source) ?? row) !== row) return { fault: "words" };
      leans.set(source, row);
    }
    told.push({ text: clause, markers: rows.map(([{ citation }]) => citation.marker) });
  }
  return leans.size === 0 ? { fault: "words" } : { text: place(told) };
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
