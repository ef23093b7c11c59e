import type { Library } from "../model/library.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { CitationList } from "./cite.ts";
import { type Draft, sourceOf } from "./compose-answer.ts";
import { cutLine } from "./cut-line.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { labelReport, type TargetGroup } from "./target-groups.ts";

/** 《…办法》何时印发 asks of something that the report tells of, not of the report. */
const OF_REPORT = /落款|署名|(?:这份|那份|年度)?(?:报告|材料)[^，,。？?；;《》]{0,6}/u;
const WHEN =
  /落款|(?:成文|印发|发布|公布|签发|发文)(?:日期|时间)|(?:什么时候|何时|哪一?天|几月几[日号]|哪年哪月)(?:发布?|印发|公布|签发|写|出|形成|落款)/u;
const WHO =
  /落款|署名|(?:印发|发布|公布|签发|发文|起草)(?:单位|机关|部门|者)|(?:谁|哪个(?:单位|机关|部门))(?:发布?|印发|公布|签发|写|出|署名)/u;
const NAMES_ANOTHER = /《(?![^》]*报告》)[^》]*》/u;

/**
 * Who signed a report and of what day it is, where a question asks for that of a report: the lines of the signature, each
 * with its citation; `unsigned` where no report meant has such a line. Null where it asks for anything else.
 */
export function composeSignature(
  { reports }: Library,
  { question }: QuestionPlan,
  groups: readonly TargetGroup[],
): Draft | "unsigned" | null {
  const [when, who] = [WHEN.test(question), WHO.test(question)];
  if (!(when || who) || !OF_REPORT.test(question) || NAMES_ANOTHER.test(question)) return null;
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const citations = new CitationList();
  const told = [...new Set(own.flatMap(({ reportRows }) => [...reportRows]))].flatMap((row) => {
    const report = reports[row];
    if (report === undefined) return [];
    const lines = lastLines(report);
    const facts = [
      ...(when ? tell("落款日期", lines.filter(isDay(report)), report, citations) : []),
      ...(who ? tell("署名", lines.filter(isSigner(report)), report, citations) : []),
    ];
    return facts.length === 0
      ? []
      : [{ label: labelReport(report, reports), source: sourceOf(report, reports), facts }];
  });
  const [first, ...others] = told;
  if (first === undefined) return "unsigned";
  const words = first.facts.map(({ words }) => words).join("；");
  const lead = others.length > 0 ? `${told.length} 份报告的落款如下：` : `${words}（${first.source}）`;
  const lines = told.flatMap(({ label, facts }) =>
    facts.map(({ name, words, markers }) => `- ${label}${name}：${words} ${markers}`),
  );
  const short = cutLine(lead);
  const cited = others.length > 0 ? "" : ` ${first.facts.map(({ markers }) => markers).join("")}`;
  return { outcome: "answered", lead: short, answer: `${short}${cited}\n\n${lines.join("\n")}`, citations };
}

/** One fact of the signature, as the report writes it, each of its lines cited. */
function tell(name: string, lines: readonly Span[], report: Report, citations: CitationList) {
  if (lines.length === 0) return [];
  const row = report.sections.findLastIndex(({ start }) => start <= (lines[0]?.start ?? 0));
  const markers = lines.map((line) => `[${citations.cite(report, Math.max(0, row), line)}]`).join("");
  return [{ name, words: lines.map(({ start, end }) => report.text.slice(start, end)).join("、"), markers }];
}

/** An annex may follow the signature. */
const LAST_LINES = 8;

function lastLines({ text }: Report): Span[] {
  return [...text.matchAll(/[^\s][^\n]*?(?=\s*(?:\n|$))/gu)]
    .slice(-LAST_LINES)
    .map((line) => ({ start: line.index, end: line.index + line[0].length }));
}

/** Whether a line is the day that the report is known to be of. */
function isDay({ identity: { date }, text }: Report): (line: Span) => boolean {
  const [year, month, day] = (date.value ?? "").split("-").map(Number);
  return ({ start, end }) => {
    const line = text.slice(start, end);
    if (date.evidence !== undefined) return line === date.evidence.trim();
    const said = /^[（(]?(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日[）)]?$/u.exec(line);
    return said !== null && Number(said[1]) === year && Number(said[2]) === month && Number(said[3]) === day;
  };
}

/** Whether a line is one of the bodies that the report is known to be of. */
function isSigner({ identity: { issuer }, text }: Report): (line: Span) => boolean {
  const signers = (issuer.value ?? "").split("、").filter((one) => one !== "");
  return ({ start, end }) => signers.includes(text.slice(start, end));
}
