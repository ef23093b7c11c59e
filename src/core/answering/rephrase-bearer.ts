import { sameWords } from "../figures/same-words.ts";
import { scanAnswer } from "./bind-scan.ts";
import type { Source } from "./bind-sources.ts";
import type { Statement } from "./bind-statements.ts";
import { unsaid } from "./bind-words.ts";
import { contentOfClause, keepsState, saysAlike } from "./rephrase-carry.ts";
import { type CheckedFigure, checkFigures } from "./verify-figures.ts";

const SOURCE_CLAUSE_END = /[，；：。！？\n]/u;
const LATIN = /[A-Za-z]+/gu;

/** The figures of a text without markers, checked against all sources that its sentence cites. */
export function checkAgainst(text: string, sources: readonly Source[]): CheckedFigure[] {
  return checkFigures(
    text,
    sources.map(({ citation }) => citation),
    sources.map(({ report }) => report),
  );
}

/** A checked figure with where it stands in its part. */
export interface LocatedFigure extends CheckedFigure {
  readonly start: number;
}

/** The figures of a part, checked as if all markers stood behind it. */
export function locateFigures(part: string, sources: readonly Source[]): LocatedFigure[] {
  const markers = sources.map(({ citation }) => `[${citation.marker}]`).join("");
  const checked = checkAgainst(part + markers, sources);
  let from = 0;
  return checked.map((figure) => {
    const start = Math.max(from, part.indexOf(figure.text, from));
    from = start;
    return { ...figure, start };
  });
}

/** The statement that bears a figure. */
export interface Bearer {
  readonly figure: LocatedFigure;
  readonly source: Source;
  readonly statement: Statement;
}

/** Null for dates and numerals of names: they stand where they were read, and no entry of the ledger bears them. */
export function bearerOf(figure: LocatedFigure, sources: readonly Source[]): Bearer | null {
  const { value, unit, marker } = figure;
  const source = sources.find(({ citation }) => citation.marker === marker);
  const statement = source?.statements.find(
    (one) => one.cited && one.figure.value === value && one.figure.unit === unit,
  );
  return source === undefined || statement === undefined ? null : { figure, source, statement };
}

/**
 * Yes or no, limits, and planned or done as the figure's own clause has them. What the clause takes from elsewhere in
 * the sentence may come beside the figure's own words, never in their stead.
 */
export function fitsClause(clause: string, whole: string, { source, statement }: Bearer): boolean {
  const { figure, sentence, own } = statement;
  const { text } = source.report;
  const before = text.slice(figure.sentence.start, figure.start).split(SOURCE_CLAUSE_END).at(-1) ?? "";
  const behind = text.slice(figure.end, figure.sentence.end).split(SOURCE_CLAUSE_END)[0] ?? "";
  if (!saysAlike(withoutFigures(clause), withoutFigures(before + text.slice(figure.start, figure.end) + behind)))
    return false;
  if (!keepsState(clause, whole, sentence, figure.state === "planned")) return false;
  const at = `${own} ${behind}`;
  if ((clause.match(LATIN) ?? []).some((word) => !at.toLowerCase().includes(word.toLowerCase()))) return false;
  const { leans, isNamed } = wordsBeside(clause, whole, { source, statement });
  return !leans || isNamed;
}

/**
 * Whether a clause takes words from outside of the figure's clause (leans), none but the indicator's (is plain), and
 * whether the sentence says all of the indicator (is named).
 */
function wordsBeside(clause: string, whole: string, { source, statement }: Pick<Bearer, "source" | "statement">) {
  const { figure, own } = statement;
  const { text, identity } = source.report;
  const behind = text.slice(figure.end, figure.sentence.end).split(SOURCE_CLAUSE_END)[0] ?? "";
  const region = identity.region.value;
  const content = contentOfClause(clause, region);
  const named = sameWords([figure.subject, figure.indicator, figure.within, figure.canonical ?? ""].join(" "));
  return {
    leans: unsaid(content, `${named} ${sameWords(`${own} ${behind}`)}`) !== "",
    isPlain: unsaid(content, named) === "",
    isNamed: unsaid(contentOfClause(figure.indicator, region), sameWords(whole)) === "",
  };
}

const withoutFigures = (words: string) => scanAnswer(words).reduce((rest, { text }) => rest.replace(text, " "), words);

/**
 * True when the words would bear a neighbour as well: they do not tell which of the two is meant. A neighbour of another
 * unit is no rival where the clause says the figure's own words and no others.
 */
export function isAmbiguous(bearer: Bearer, clause: string, part: string, sources: readonly Source[]): boolean {
  const { figure, source } = bearer;
  const { isPlain, isNamed } = wordsBeside(clause, clause, bearer);
  const isClear = isPlain && isNamed;
  return source.statements.some(({ cited, figure: other }) => {
    if (!cited || (other.unit === figure.unit ? other.value === figure.value : isClear)) return false;
    const written = source.report.text.slice(other.start, other.end);
    const swapped = part.slice(0, figure.start) + written + part.slice(figure.start + figure.text.length);
    const checked = locateFigures(swapped, sources);
    return checked.some(({ start, fault, value }) => start === figure.start && fault === null && value === other.value);
  });
}

/** Row of a statement's sentence in its quote. */
export function rowOf({ citation }: Source, { figure }: Statement): number {
  const before = citation.quote.slice(0, Math.max(0, figure.start - citation.start));
  return before.split(/(?<=[。！？\n])/u).length - 1 + (/[。！？\n]$/u.test(before) ? 1 : 0);
}
