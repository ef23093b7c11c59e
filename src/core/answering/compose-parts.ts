import type { Answer, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { isStrongTerm, tokenize } from "../search/tokenize.ts";
import { scanFigures } from "../text/figure-scan.ts";
import { cutLine, MAX_LEAD_CHARS } from "./cut-line.ts";
import { nearTold } from "./near-told.ts";
import { isOfBefore, type QuestionPart } from "./question-parts.ts";
import { verifyFigures } from "./verify-figures.ts";

const RANK = /^第[\d一二三四五六七八九十]+[名位]?$/u;
const MARKER = /\[(\d+)\]/gu;

/** True where a lead is the figures themselves (476件、6.4%（…）), as many as were asked for. */
export function tellsFigures({ lead, outcome }: Answer, count: number): boolean {
  if (outcome === "abstained") return false;
  const told = (lead.split("（")[0] ?? "").split("、");
  return (
    told.length === count && told.every((one) => RANK.test(one) || scanFigures(one).some(({ text }) => text === one))
  );
}

/**
 * The answer to a question of several parts where its sentences together do not tell all: each part with its own figure
 * and quote, and what stays open by name. `whole` is what the question gives as one; `alone` answers one part.
 */
export function composeParts(
  whole: Answer,
  parts: readonly QuestionPart[],
  alone: (question: string) => Answer,
  reports: readonly Report[],
): Answer {
  const answers = parts.map((part) => ({ part, answer: alone(part.question) }));
  const isOpen = (row: number): boolean => {
    const one = answers[row];
    if (one === undefined || !tellsFigures(one.answer, 1)) return true;
    return isOfBefore(one.part) && (row === 0 || isOpen(row - 1) || !sharesQuote(one.answer, answers[row - 1]?.answer));
  };
  const told = answers.filter((_, row) => !isOpen(row));
  const open = answers.filter((_, row) => isOpen(row)).map(({ part }) => part);
  const isTold = open.length > 0 && whole.outcome !== "abstained" && open.every((part) => isQuoted(part, whole));
  if (told.length === 0 || isTold) return whole;
  const citations: Citation[] = [];
  const blocks = told.map(({ answer }) =>
    answer.answer.replace(MARKER, (_, marker: string) => `[${adopt(citations, answer.citations[Number(marker) - 1])}]`),
  );
  const { beside, notes } = tellOpen(
    open,
    told.map(({ answer }) => answer.lead),
    citations,
  );
  const leads = [...told.map(({ answer }) => answer.lead), ...notes.map((note) => note.replace(/ \[\d+\]|。$/gu, ""))];
  const answer = [...blocks, ...notes].join("\n\n");
  const { reason: _, ...rest } = whole;
  return {
    ...rest,
    outcome: open.length === 0 ? "answered" : "partial",
    lead: fitLead(leads),
    answer,
    citations,
    // The note names what was asked: no report has to prove it.
    figures: verifyFigures([...blocks, ...beside].join("\n\n"), citations, reports),
    label: told[0]?.answer.label ?? whole.label,
  };
}

/** What is said of the parts that stay open: the figures that stand beside those told and may be meant, or that none does. */
function tellOpen(open: readonly QuestionPart[], leads: readonly string[], citations: readonly Citation[]) {
  const found = open.map((part) => ({ words: `“${part.words}”`, near: nearTold(part, leads, citations) }));
  const beside = found.flatMap(({ near }) => (near === null ? [] : [near]));
  const silent = found.filter(({ near }) => near === null).map(({ words }) => words);
  const notes = [
    ...found.flatMap(({ words, near }) => (near === null ? [] : [`${words}：同一处写有${near}，请核对是不是所问的。`])),
    ...(silent.length === 0 ? [] : [`${silent.join("、")}：没有找到能确认的数据。`]),
  ];
  return { beside, notes };
}

/** Whether two answers have a sentence in common: how much something moved stands with what it came to. */
function sharesQuote({ citations }: Answer, other: Answer | undefined): boolean {
  return citations.some((one) =>
    other?.citations.some(
      ({ reportId, start, end }) => reportId === one.reportId && start < one.end && one.start < end,
    ),
  );
}

/** The leads in one line; where they are too long, the figures alone from the last on. */
function fitLead(leads: readonly string[]): string {
  const short = [...leads];
  for (let row = short.length - 1; row > 0 && short.join("；").length > MAX_LEAD_CHARS; row--) {
    const lead = short[row] ?? "";
    const name = /，([^，（）]+)）$/u.exec(lead)?.[1];
    short[row] = `${name === undefined ? "" : `${name}：`}${lead.split("（")[0] ?? ""}`;
  }
  return cutLine(short.join("；"));
}

/** Whether a clause of the whole answer's quotes holds a figure of the kind that a part asks for, in its words. */
function isQuoted({ asked }: QuestionPart, { citations }: Answer): boolean {
  const wanted = new Set(tokenize(asked.nearest).filter(isStrongTerm));
  return citations.some(({ quote }) =>
    quote
      .split(/[，；。]/u)
      .some(
        (clause) =>
          scanFigures(clause).some(({ unit }) => asked.units.length === 0 || asked.units.includes(unit)) &&
          tokenize(clause).some((term) => wanted.has(term)),
      ),
  );
}

/** The marker of a citation among those of the answer, to which it is added where it is new. */
export function adopt(citations: Citation[], citation: Citation | undefined): number {
  if (citation === undefined) return 0;
  const { reportId, start, end } = citation;
  const known = citations.find((one) => one.reportId === reportId && one.start === start && one.end === end);
  if (known !== undefined) return known.marker;
  citations.push({ ...citation, marker: citations.length + 1 });
  return citations.length;
}
