import { describeFigure, writeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { mayBeStandard } from "../figures/standard-indicators.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { CHANGE } from "./asking-phrase.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { leadOfGroup, quoteOf } from "./compose-answer.ts";
import { disclosedFigures, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { GroupEvidence } from "./find-evidence.ts";
import { findOfPart } from "./find-of-part.ts";
import type { FoundFigure } from "./found-figure.ts";
import { ASKS_CHANGE } from "./link-figures.ts";
import { askedFigures, type QuestionPlan } from "./plan-question.ts";
import { plainWords, sharesPair } from "./unsaid-words.ts";

/** A figure whose words leave more than this of the question unsaid is another one. */
const MAX_UNSAID = 0.34;
const EVERY_CHANGE = new RegExp(CHANGE.source, "gu");
const CLAUSE_END = /[，；。]/u;
/** The end of a phrase, which names what is counted. */
const HEAD_CHARS = 8;
const MEASURED = /(?:量|场次|人次|件次|批次|\p{sc=Han}数)$/u;

/** The figure of a group's reports that was asked for; null where none is. */
export function findFigure(
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

/** The noun that a phrase ends in, without what measures it. */
export function headOf(phrase: string): string {
  return plainWords(phrase)
    .replace(/有\s*$/u, "")
    .replace(MEASURED, "");
}

/** Share of a phrase's words that a text leaves unsaid, 0–1. */
export function unsaidShare(phrase: string, said: string): number {
  const wanted = contentOf(phrase.replace(/有\s*$/u, ""));
  return unsaid(wanted, sameWords(said)).length / Math.max(1, wanted.join("").length);
}
