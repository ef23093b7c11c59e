import { countedFigures } from "../figures/counted-figures.ts";
import type { AnswerFigure, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { FIGURE_FAULTS, type FigureFault, readClaims, sameValue } from "./bind-claims.ts";
import { bindFigure } from "./bind-figure.ts";
import { readLead } from "./bind-lead.ts";
import { type AnswerPart, MARKER, markersOf, readParts } from "./bind-parts.ts";
import { withoutPlaces } from "./bind-places.ts";
import { scanAnswer, strayNumerals } from "./bind-scan.ts";
import { faultOfLabel, isSlice, type Source, sourceOf, standsAt } from "./bind-sources.ts";
import { TIMES } from "./bind-times.ts";
import { checkArithmetic } from "./check-arithmetic.ts";

/** A figure of an answer with why it does not stand; null where it does. */
export interface CheckedFigure extends AnswerFigure {
  readonly fault: FigureFault | null;
}

/**
 * The figures of an answer, in order, each with whether it stands: value, unit and qualifier, what it is said to be,
 * whose, when and whether done or planned have to stand together at a place that its sentence cites. `reports` are
 * those that are cited.
 */
export function verifyFigures(
  answer: string,
  citations: readonly Citation[],
  reports: readonly Report[],
): AnswerFigure[] {
  return checkFigures(answer, citations, reports).map(({ fault: _, ...figure }) => figure);
}

/** See `verifyFigures`; with the reason for each figure that does not stand. */
export function checkFigures(
  answer: string,
  citations: readonly Citation[],
  reports: readonly Report[],
): CheckedFigure[] {
  const known = new Map<number, Source | null>();
  const sourcesOf = (markers: readonly number[]) =>
    [...new Set(markers)].flatMap((marker) => {
      if (!known.has(marker)) {
        const citation = citations.find((one) => one.marker === marker);
        known.set(marker, citation === undefined ? null : sourceOf(citation, reports));
      }
      return known.get(marker) ?? [];
    });
  return readParts(answer, citations).flatMap((part) => checkPart(part, sourcesOf));
}

type SourcesOf = (markers: readonly number[]) => Source[];

function checkPart(part: AnswerPart, sourcesOf: SourcesOf): CheckedFigure[] {
  const sources = sourcesOf(part.markers);
  if (part.kind === "quote") {
    const [source] = sources;
    const fault = source === undefined ? "no_citation" : part.label === "" ? null : faultOfLabel(part.label, source);
    return scanAnswer(part.text).map((figure) => tell(figure, fault, source));
  }
  if (part.kind === "label") return scanAnswer(part.text).map((figure) => checkDate(figure, sources));
  return (part.kind === "calculation" ? checkCalculation(part, sourcesOf) : null) ?? checkSentence(part, sources);
}

function tell({ text, value, unit }: ScannedFigure, fault: FigureFault | null, source?: Source): CheckedFigure {
  const verified = fault === null && source !== undefined;
  return { text, value, unit, verified, ...(verified ? { marker: source.citation.marker } : {}), fault };
}

/** A figure that counts nothing stands where the cited place has it; a year also where the place speaks of it. */
function checkDate(figure: ScannedFigure, sources: readonly Source[]): CheckedFigure {
  const source = sources.find((one) => standsAt(figure, one));
  if (source !== undefined) return tell(figure, null, source);
  return tell(figure, sources.length === 0 ? "no_citation" : isDate(figure) ? "period" : "value");
}

function isDate({ unit, value }: ScannedFigure): boolean {
  return ["月", "日", "号"].includes(unit) || (unit === "年" && (value ?? 0) > 1900);
}

function checkSentence({ text, label }: AnswerPart, sources: readonly Source[]): CheckedFigure[] {
  const plain = text.replace(MARKER, "").trim();
  const slice = sources.find((source) => isSlice(plain.replace(/^[-*\s]+|[。！？；，、\s]+$/gu, ""), source));
  if (slice !== undefined) {
    const fault = label === "" ? null : faultOfLabel(label, slice);
    return scanAnswer(plain).map((figure) => tell(figure, fault, slice));
  }
  const lead = readLead(plain, sources[0]?.report.identity.region.value ?? null);
  if (lead === null) return checkWords(label === "" ? "" : `${label}，`, plain, sources);
  const fields = checkWords("", `${lead.notes}，`, sources);
  return [...lead.claims.map(({ context, figure }) => checkWords(context, figure, sources)), fields].flat();
}

/** The figures of `text`, read together with the words that stand before it. */
function checkWords(context: string, text: string, sources: readonly Source[]): CheckedFigure[] {
  const sentence = context + text;
  const scanned = scanAnswer(sentence).filter(({ start }) => start >= context.length);
  const counted = new Set(countedFigures(sentence).map(({ start }) => start));
  const stated = sources.flatMap(({ statements }) => statements).filter(({ cited }) => cited);
  const counting = scanned.filter(
    (figure) =>
      !isDate(figure) &&
      (counted.has(figure.start) ||
        stated.some((one) => sameValue(one.figure, figure) && one.figure.unit === figure.unit)),
  );
  const claims = readClaims(sentence, counting);
  const said = sources.map(({ citation, statements: [first] }) => `${citation.quote}${first?.sentence ?? ""}`).join("");
  const stray = strayNumerals(sentence, scanned, said).filter(({ start }) => start >= context.length);
  const faulty = sources.length === 0 ? [] : stray.map((figure) => tell(figure, "unit"));
  const checked = scanned.map((figure) => {
    const claim = claims[counting.indexOf(figure)];
    if (claim === undefined) return checkDate(figure, sources);
    let fault: FigureFault = "no_citation";
    for (const source of sources) {
      const found = bindFigure(claim, source.statements);
      if (typeof found !== "string") return tell(figure, null, source);
      if (FIGURE_FAULTS.indexOf(found) > FIGURE_FAULTS.indexOf(fault)) fault = found;
    }
    return tell(figure, fault);
  });
  return [...checked, ...faulty];
}

/** Words of a calculation's heading that no report has to say: 相差, 合计. */
const CALCULATION_WORDS =
  /相差|差距|差额|之差|差|合计|总和|之和|两者|二者|两地|两年|相比|倍数|变化|计算|[高低多少]出?/gu;

/** A calculation stands when it is right and each operand is borne by a citation; null where none is shown. */
function checkCalculation({ text, label, markers }: AnswerPart, sourcesOf: SourcesOf): CheckedFigure[] | null {
  const shown = checkArithmetic(text);
  if (shown === null) return null;
  const all = sourcesOf(markers);
  let heading = label;
  const operands = shown.operands.flatMap((operand, row) => {
    const own = markersOf(operand.text);
    const sources = own.length > 0 ? sourcesOf(own) : all;
    const colon = row === 0 ? operand.text.lastIndexOf("：") : -1;
    if (colon >= 0) heading = plainHeading(`${label}，${operand.text.slice(0, colon)}`, all);
    return checkWords(heading, operand.text.slice(colon + 1).replace(MARKER, ""), sources);
  });
  const borne = operands.every(({ verified }) => verified);
  const first = operands[0]?.marker;
  const source = all.find(({ citation }) => citation.marker === first);
  const fault = borne && shown.right && source !== undefined ? null : "arithmetic";
  return [...operands, tell(shown.result.figure, fault, source)];
}

/** What a calculation's heading says of every operand: not the places and years that it sets side by side. */
function plainHeading(heading: string, sources: readonly Source[]): string {
  const words = sources.reduce(
    (rest, { report }) => withoutPlaces(rest, report.identity.region.value),
    heading.replace(TIMES, " ").replace(CALCULATION_WORDS, " "),
  );
  return words.replace(/[，\s比]+/gu, "");
}
