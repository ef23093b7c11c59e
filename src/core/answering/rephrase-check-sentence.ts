import { scanAnswer } from "./bind-scan.ts";
import type { Source } from "./bind-sources.ts";
import { isSlice } from "./bind-sources.ts";
import type { Statement } from "./bind-statements.ts";
import { carry, isSpokenFromWithin, keepsNames, keepsPlaces, keepsState, saysAlike } from "./rephrase-carry.ts";
import type { CleanSentence } from "./rephrase-clean-sentence.ts";
import { type CheckedFigure, checkFigures } from "./verify-figures.ts";

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
const SOURCE_CLAUSE_END = /[，；：。！？\n]/u;

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
  const stands = checkAll(told, sources).every(({ fault }) => fault === null);
  return stands ? { text: told } : { fault: "figure" };
}

function checkAll(text: string, sources: readonly Source[]): CheckedFigure[] {
  return checkFigures(
    text,
    sources.map(({ citation }) => citation),
    sources.map(({ report }) => report),
  );
}

/** A stretch up to a semicolon: its figures bound, its other clauses carried, markers set anew. */
function checkPart(part: string, sources: readonly Source[]): CheckedSentence {
  const figures = locate(part, checkAll(part + markersOf(sources), sources));
  if (figures.some(({ fault }) => fault !== null)) return { fault: "figure" };
  const words = part.replace(/[，。；：\s]+$/u, "");
  const slice = sources.find((source) => isSlice(words, source));
  if (slice !== undefined) return { text: place([{ text: part, markers: [slice.citation.marker] }]) };
  if (figures.some((figure) => isAmbiguous(figure, part, sources))) return { fault: "ambiguous" };
  const told: { text: string; markers: number[] }[] = [];
  /** The one sentence of each source that the part leans on: two would be told as if they were one. */
  const leans = new Map<Source, number>();
  let at = 0;
  for (const clause of part.split(CLAUSE_END)) {
    const [from, to] = [at, at + clause.length];
    at = to;
    const own = figures.filter(({ start }) => start >= from && start < to);
    // Dates and numerals of names stand where they were read; no entry of the ledger bears them.
    const bearers = own.flatMap((figure) => bearerOf(figure, sources) ?? []);
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

interface LocatedFigure extends CheckedFigure {
  readonly start: number;
}

/** The checked figures with where they stand. */
function locate(part: string, checked: readonly CheckedFigure[]): LocatedFigure[] {
  let from = 0;
  return checked.map((figure) => {
    const start = Math.max(from, part.indexOf(figure.text, from));
    from = start;
    return { ...figure, start };
  });
}

interface Bearer {
  readonly source: Source;
  readonly statement: Statement;
}

function bearerOf({ value, unit, marker }: LocatedFigure, sources: readonly Source[]): Bearer | null {
  const source = sources.find(({ citation }) => citation.marker === marker);
  const statement = source?.statements.find(
    ({ cited, figure }) => cited && figure.value === value && figure.unit === unit,
  );
  return source === undefined || statement === undefined ? null : { source, statement };
}

/** Yes or no, limits, and planned or done as the figure's own clause has them. */
function fitsClause(clause: string, whole: string, { source, statement }: Bearer): boolean {
  const { figure, sentence } = statement;
  const { text } = source.report;
  const before = text.slice(figure.sentence.start, figure.start).split(SOURCE_CLAUSE_END).at(-1) ?? "";
  const behind = text.slice(figure.end, figure.sentence.end).split(SOURCE_CLAUSE_END)[0] ?? "";
  const bare = (words: string) =>
    scanAnswer(words).reduce((rest, { text: written }) => rest.replace(written, " "), words);
  return (
    saysAlike(bare(clause), bare(before + text.slice(figure.start, figure.end) + behind)) &&
    keepsState(clause, whole, sentence, figure.state === "planned")
  );
}

/** True when the words would bear a neighbour of the same unit as well: they do not tell which of the two is meant. */
function isAmbiguous(figure: LocatedFigure, part: string, sources: readonly Source[]): boolean {
  const source = sources.find(({ citation }) => citation.marker === figure.marker);
  if (source === undefined || bearerOf(figure, sources) === null) return false;
  return source.statements.some(({ cited, figure: other }) => {
    if (!cited || other.unit !== figure.unit || other.value === figure.value) return false;
    const written = source.report.text.slice(other.start, other.end);
    const swapped = part.slice(0, figure.start) + written + part.slice(figure.start + figure.text.length);
    const checked = locate(swapped, checkAll(swapped + markersOf(sources), sources));
    return checked.some(({ start, fault, value }) => start === figure.start && fault === null && value === other.value);
  });
}

/** Row of a statement's sentence in its quote. */
function rowOf({ citation }: Source, { figure }: Statement): number {
  const before = citation.quote.slice(0, Math.max(0, figure.start - citation.start));
  return before.split(/(?<=[。！？\n])/u).length - 1 + (/[。！？\n]$/u.test(before) ? 1 : 0);
}

const markersOf = (sources: readonly Source[]) => sources.map(({ citation }) => `[${citation.marker}]`).join("");

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
