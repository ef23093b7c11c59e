import type { Answer, Citation } from "../model/answer.ts";
import type { Report } from "../model/report.ts";
import { isStrongTerm, tokenize } from "../search/tokenize.ts";
import { scanFigures } from "../text/figure-scan.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { MAX_LEAD_CHARS } from "./compose-answer.ts";
import { completeLast } from "./follow-up.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { verifyFigures } from "./verify-figures.ts";

const MARK = /[，,；;。？?、]/u;
const RANK = /^第[\d一二三四五六七八九十]+[名位]?$/u;
const MARKER = /\[(\d+)\]/gu;

/** One figure of a question that asks for several, as a question of its own, with how the question words it. */
export interface QuestionPart {
  readonly words: string;
  readonly question: string;
  readonly asked: AskedFigure;
}

/**
 * The figures that a question asks for one after the other (受理多少件，办结率多高), each as a question of its own; empty
 * where it asks for one, sets places or years side by side, or does not ask for each in a clause of its own.
 */
export function partsOf(plan: QuestionPlan, reports: readonly Report[]): QuestionPart[] {
  const { figures, several, comparison, sideBySide, question } = plan;
  if (figures.length < 2 || several || comparison || sideBySide !== null) return [];
  const clauses = question.split(MARK).filter((clause) => clause.trim() !== "");
  const asking = clauses.filter((clause) => /多少|几|率|比例|占比|多[高大]/u.test(clause));
  if (asking.length !== figures.length) return [];
  const before = clauses.slice(0, clauses.indexOf(asking[0] ?? ""));
  const first = [...before, asking[0] ?? ""].join(",");
  return figures.flatMap((asked, row) => {
    const words = asking[row]?.trim() ?? "";
    const turn = `${words.replace(/^(?:其中|又|还|并且?|和|以及)/u, "")}呢`;
    const completed = row === 0 ? first : completeLast([first, turn], reports).question;
    return [{ words, question: completed, asked }];
  });
}

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
  const names = open.map(({ words }) => `“${words}”`).join("、");
  const note = open.length === 0 ? "" : `${names}：没有找到能确认的数据。`;
  const leads = [...told.map(({ answer }) => answer.lead), ...(note === "" ? [] : [note.replace(/。$/u, "")])];
  const answer = [...blocks, ...(note === "" ? [] : [note])].join("\n\n");
  const { reason: _, ...rest } = whole;
  return {
    ...rest,
    outcome: open.length === 0 ? "answered" : "partial",
    lead: fitLead(leads),
    answer,
    citations,
    // The note names what was asked: no report has to prove it.
    figures: verifyFigures(blocks.join("\n\n"), citations, reports),
    label: told[0]?.answer.label ?? whole.label,
  };
}

/** 同比增长多少, 增幅是多少: of what moved, only the part before says. */
const OF_BEFORE =
  /^(?:又|还|其中|并|且)?(?:同比|[较比](?:上一?年|去年|前一年|往年))?(?:是|有)?(?:增长|增加|上升|提[高升]|下降|减少|降低|增|降|[高低多少])(?:幅度?|速|率)?了?(?:是|有|为)?(?:多少|几).*$/u;

/** Whether a part names nothing of its own: it is of what the part before asked for. */
function isOfBefore({ words }: QuestionPart): boolean {
  return OF_BEFORE.test(words);
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
  return short.join("；").slice(0, MAX_LEAD_CHARS);
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
function adopt(citations: Citation[], citation: Citation | undefined): number {
  if (citation === undefined) return 0;
  const { reportId, start, end } = citation;
  const known = citations.find((one) => one.reportId === reportId && one.start === start && one.end === end);
  if (known !== undefined) return known.marker;
  citations.push({ ...citation, marker: citations.length + 1 });
  return citations.length;
}
