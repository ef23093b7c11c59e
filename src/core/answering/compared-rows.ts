import { describeFigure, writeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { mayBeStandard } from "../figures/standard-indicators.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import { placeName } from "../search/library-places.ts";
import { scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { CHANGE } from "./asking-phrase.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { leadOfGroup, quoteOf } from "./compose-answer.ts";
import { disclosedFigures, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { divisionFigures } from "./division-figures.ts";
import type { Evidence, GroupEvidence } from "./find-evidence.ts";
import { ASKS_CHANGE } from "./link-figures.ts";
import { askedFigures, type QuestionPlan } from "./plan-question.ts";
import type { SideBySide } from "./read-comparison.ts";
import { plainWords, sharesPair } from "./unsaid-words.ts";

/** A place or year that was asked about, with what its reports say of the figure. */
export interface ComparedRow {
  /** 江门市（2023年）; as asked where the library has no report of it. */
  readonly label: string;
  /** False where the library has no report of this place and year. */
  readonly covered: boolean;
  /** True where what is asked has a standard name: then a report that does not tell it does not disclose it. */
  readonly named: boolean;
  readonly found: FoundFigure | null;
  /** A sentence that may hold the figure, where none is sure. */
  readonly evidence: Evidence | null;
}

export interface FoundFigure {
  readonly report: Report;
  /** As it is told: 98.82%, 第18批 54个. */
  readonly text: string;
  /** 第18批, 目标: what has to be told beside it; empty for nothing. */
  readonly remarks: string;
  /** As the ledger has it; null where it does not. */
  readonly figure: Figure | null;
  /** True where the words leave no doubt that it is the one asked for. */
  readonly sure: boolean;
  readonly sectionRow: number;
  /** What is quoted for it, and the whole sentence. */
  readonly quote: { readonly start: number; readonly end: number };
  readonly sentence: { readonly start: number; readonly end: number };
}

/** A figure whose words leave more than this of the question unsaid is another one. */
const MAX_UNSAID = 0.34;
const EVERY_CHANGE = new RegExp(CHANGE.source, "gu");
const CLAUSE_END = /[，；。]/u;
/** A sentence that leaves more unsaid is not even shown beside the others. */
const MAX_UNSAID_NEAR = 0.5;

/** The places and years asked about, in the order of the question; `groups` are those that have reports, with evidence. */
export function compareRows(
  library: Library,
  plan: QuestionPlan,
  sideBySide: SideBySide,
  groups: readonly GroupEvidence[],
  fold: (text: string) => string,
): ComparedRow[] {
  return askedLabels(plan, library.reports, groups).map(({ label, path }) => {
    const own = groups.filter(({ group }) => group.label === label);
    const asked = sideBySide.own.get(path) ?? sideBySide.shared;
    const choices = own.flatMap((one) => {
      const found = asked === null ? null : findFigure(library, one, asked, plan, fold);
      return found === null ? [] : [found];
    });
    // Of several reports of one place the last one that tells the figure.
    const [found = null] = choices.sort((a, b) => yearOf(b.report) - yearOf(a.report));
    const covered = found !== null || own.some(({ group }) => group.mustSpeakOf === undefined);
    const near = asked === null ? [] : own.flatMap((one) => one.evidence).filter((item) => mayHold(item, asked, plan));
    const named = asked !== null && standardNameOf(asked) !== null;
    return { label, covered, named, found, evidence: covered ? (near[0] ?? null) : null };
  });
}

/**
 * True for a sentence that has a figure of the unit asked for and says much of what was asked; of an indicator with a
 * standard name only where its words may be of that one.
 */
function mayHold({ report, sentence }: Evidence, asked: AskedFigure, plan: QuestionPlan): boolean {
  if (resolveContext(report, sentence).plan && !plan.asksForPlans) return false;
  const { phrase, units } = asked;
  const name = standardNameOf(asked);
  const said = `${sentence.heading} ${sentence.text}`;
  if (name !== null) return scanFigures(sentence.text).some(({ unit }) => mayBeStandard(name, { own: "", said, unit }));
  const fits = scanFigures(sentence.text).some(
    ({ unit, value }) => value !== null && (units.length > 0 ? units.includes(unit) : !/^[年月日]?$/u.test(unit)),
  );
  if (!sharesPair(headOf(phrase).slice(-NEAR_HEAD_CHARS), plainWords(said))) return false;
  return sentence.holdsFigures || (fits && unsaidShare(phrase, said) <= MAX_UNSAID_NEAR);
}

function unsaidShare(phrase: string, said: string): number {
  const wanted = contentOf(phrase.replace(/有\s*$/u, ""));
  return unsaid(wanted, sameWords(said)).length / Math.max(1, wanted.join("").length);
}

function yearOf({ identity }: Report): number {
  return identity.year.value ?? 0;
}

/** Every place with every year that was said of it, as the groups of reports are called. */
export function askedLabels(plan: QuestionPlan, reports: readonly Report[], groups: readonly GroupEvidence[]) {
  const { regions, years, pairs } = plan.slots;
  const known = new Set(groups.map(({ group }) => group.label));
  const places = regions.length === 0 ? [{ path: "", start: 0 }] : regions;
  const labels = places.flatMap(({ path, start }) => {
    const name = path === "" ? "" : placeName(path, reports);
    const own = pairs?.filter(({ region }) => region.path === path).map(({ year }) => year) ?? years;
    const all = own.length === 0 ? [name] : own.map((year) => `${name}（${year}年）`);
    return all.map((label) => ({ label, path, start }));
  });
  // Of places of one name, of which the question meant one, the one that has reports.
  return labels.filter(
    ({ label, path, start }) =>
      known.has(label) ||
      !labels.some((other) => other.start === start && other.path !== path && known.has(other.label)),
  );
}

/** The figure of a group's reports that was asked for; null where none is. */
function findFigure(
  library: Library,
  one: GroupEvidence,
  asked: AskedFigure,
  plan: QuestionPlan,
  fold: (text: string) => string,
): FoundFigure | null {
  const name = standardNameOf(asked);
  const strict = locate(library, one, { ...plan, figures: [asked] }, fold);
  if (strict !== null && isOfGroup(strict, one, plan) && mayBear(strict, name)) return { ...strict, sure: true };
  const [loosely] = askedFigures({ ...plan, comparison: true, figures: [asked] });
  const loose = loosely === undefined ? null : locate(library, one, { ...plan, figures: [loosely] }, fold);
  const { figure = null } = loose ?? {};
  if (loose !== null && figure !== null && isOfGroup(loose, one, plan)) {
    if (name !== null && figure.canonical === name) return { ...loose, sure: true };
    if (mayBear(loose, name) && saysEnough(asked, loose, one) && isCalledSo(figure, loose, asked)) return loose;
  }
  return findOfPart(library, one, asked) ?? (name === null ? null : findByName(library, one, name));
}

/** False for a figure of another indicator than the one asked for by its standard name. */
function mayBear({ figure, report, sentence }: FoundFigure, name: string | null): boolean {
  if (name === null || figure === null || figure.canonical === name) return true;
  const said = `${report.sections[figure.sectionRow]?.path.join(" ")} ${report.text.slice(sentence.start, sentence.end)}`;
  return figure.canonical === null && mayBeStandard(name, { own: describeFigure(figure), said, unit: figure.unit });
}

function locate(
  library: Library,
  one: GroupEvidence,
  plan: QuestionPlan,
  fold: (text: string) => string,
): FoundFigure | null {
  const lead = leadOfGroup(one, plan, fold);
  const [aligned] = lead?.figures ?? [];
  if (lead === null || aligned === undefined) return null;
  const holder = one.evidence.find((item) => quoteOf(item).slice(aligned.start, aligned.end) === aligned.text);
  if (holder === undefined) return null;
  const [start, end] = [holder.start + aligned.start, holder.start + aligned.end];
  const { report, sectionRow, sentence } = holder;
  const overlaps = (other: Figure) => other.start < end && start < other.end;
  const figure = figuresBetween(library, sentence.reportRow, sentence).find(overlaps) ?? null;
  const remarks = lead.remarks.replace(/^，/u, "");
  const quote = { start: holder.start, end: holder.end };
  return { report, text: aligned.text, remarks, figure, sure: false, sectionRow, quote, sentence };
}

/** Of the place and year asked for, and done unless plans are asked for: never another year's figure. */
function isOfGroup({ figure, report }: FoundFigure, { group }: GroupEvidence, plan: QuestionPlan): boolean {
  if (figure === null) return true;
  if (figure.state === "planned" && !plan.asksForPlans) return false;
  if (figure.kind === "change" && !ASKS_CHANGE.test(plan.question)) return false;
  // 青溪减少了多少，云岭下降了多少: of each how much it moved, not how much there is.
  if (figure.kind !== "change" && [...plan.question.matchAll(EVERY_CHANGE)].length > 1) return false;
  const { place, years } = group.mustSpeakOf ?? {};
  if (place === undefined && figure.region !== report.identity.region.value) return false;
  const wanted = years ?? [report.identity.year.value];
  return figure.year === null || wanted.includes(figure.year);
}

function saysEnough({ phrase }: AskedFigure, { report, sentence }: FoundFigure, { evidence }: GroupEvidence): boolean {
  const heading = evidence[0]?.sentence.heading ?? "";
  return unsaidShare(phrase, `${heading} ${report.text.slice(sentence.start, sentence.end)}`) <= MAX_UNSAID;
}

/** The end of a phrase, which names what is counted. */
const HEAD_CHARS = 8;
/** Of a sentence that only may hold the figure the very noun is asked for. */
const NEAR_HEAD_CHARS = 4;
const MEASURED = /(?:量|场次|人次|件次|批次|\p{sc=Han}数)$/u;

function headOf(phrase: string): string {
  return plainWords(phrase)
    .replace(/有\s*$/u, "")
    .replace(MEASURED, "");
}

/** Whether a figure's own clause says some of what a phrase ends in: 36个村获评示范村 are no 法律明白人 of the same sentence. */
function isCalledSo(figure: Figure, { report }: FoundFigure, { phrase }: AskedFigure): boolean {
  const head = headOf(phrase).slice(-HEAD_CHARS);
  const { text } = report;
  const [before = ""] = text.slice(figure.sentence.start, figure.start).split(CLAUSE_END).slice(-1);
  const [behind = ""] = text.slice(figure.start, figure.sentence.end).split(CLAUSE_END);
  return sharesPair(head, plainWords(`${describeFigure(figure)} ${figure.canonical ?? ""} ${before}${behind}`));
}

/** The figure that a report of the group gives under the indicator's standard name. */
function findByName(library: Library, { group, evidence }: GroupEvidence, name: string): FoundFigure | null {
  const first = evidence[0]?.sentence;
  if (first === undefined || group.mustSpeakOf !== undefined) return null;
  const { report, reportRow } = first;
  const entry = onlyFigure(disclosedFigures(library, reportRow, name));
  if (entry === null) return null;
  const { sectionRow, sentence, start, end } = entry;
  const figure = { ...entry, text: report.text.slice(start, end) };
  return { report, text: writeFigure(figure), remarks: "", figure, sure: true, sectionRow, quote: sentence, sentence };
}

/** What a report of the place around tells of a part of it, in a table's row or a list of parts; null where that is not sure. */
function findOfPart(library: Library, { group }: GroupEvidence, asked: AskedFigure): FoundFigure | null {
  const { place, years } = group.mustSpeakOf ?? {};
  if (place === undefined || years !== undefined) return null;
  const name = standardNameOf(asked);
  const wanted = contentOf(asked.phrase);
  const found = [...group.reportRows].flatMap((reportRow) => {
    const report = library.reports[reportRow];
    if (report === undefined) return [];
    const listed = divisionFigures(library, reportRow, wanted)
      .filter((one) => one.name.startsWith(place))
      .map(({ figure }) => figure);
    const inTables = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter(
      ({ subject, canonical, indicator, state }) =>
        state === "done" &&
        subject.startsWith(place) &&
        (name === null ? unsaid(wanted, sameWords(indicator)) === "" : canonical === name),
    );
    return [...listed, ...inTables].map((figure) => ({ figure, report }));
  });
  const [first] = found;
  if (first === undefined || new Set(found.map(({ figure: { value, unit } }) => `${value}${unit}`)).size > 1)
    return null;
  const { report } = first;
  const { start, end, sectionRow, sentence } = first.figure;
  const figure = { ...first.figure, text: report.text.slice(start, end) };
  return { report, text: writeFigure(figure), remarks: "", figure, sure: true, sectionRow, quote: sentence, sentence };
}
