import type { LedgerEntry } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import { type AskedFigure, readAskedFigures } from "./asked-figures.ts";
import { CitationList } from "./cite.ts";
import { type ComparedFigure, calculate, differencesOf } from "./compare-figures.ts";
import { type Draft, MAX_LEAD_CHARS } from "./compose-answer.ts";
import { disclosedFigures, onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf, phraseOf, readCalculation } from "./read-comparison.ts";
import { labelReport, type TargetGroup } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

/** With thousands of reports a table of all helps nobody. */
const MAX_ROWS = 20;
const SEE_QUOTE = "见原文";
/** Asks over all reports: 各地, 哪些地方公布了, 几份报告披露了, 哪个市最高. */
const ACROSS =
  /各(?:地|市|区|县|省|份报告|报告)|(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)|(?:哪个|哪里|哪儿|谁)[^，,。？?；;]{0,16}[高低多少]|排[名序行]/u;
/** What such a question says beside the indicator. */
const ACROSS_WORDS =
  /(?:一共|总共|共)?有?(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)的?|各(?:地|市|区|县|省|份报告|报告)的?|披露了?|公布了?|公开了?|写了?|提到了?|报告了?|报了|给出了?|有数据|数据|情况|这个?(?:指标|数据|数)|这(?:一|项)指标|都/gu;
const DISCLOSES = /披露|公布|公开|写|提到|给出|报/u;

/** A report that discloses the indicator asked for. */
interface Disclosure {
  readonly reportRow: number;
  readonly figures: readonly LedgerEntry[];
}

/**
 * The figures of one standard indicator over all reports that are meant, with how many of them disclose it. Null where
 * the question names a single report, no standard indicator, or where fewer than two reports disclose it and the
 * question does not ask which do.
 */
export function composeCoverage(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const asked = askedIndicator(plan);
  const name = asked === null ? null : standardNameOf(asked);
  if (name === null) return null;
  const scope = groups
    .filter(({ mustSpeakOf }) => mustSpeakOf === undefined)
    .flatMap(({ reportRows }) => [...reportRows]);
  const found = [...new Set(scope)].flatMap((reportRow): Disclosure[] => {
    const figures = disclosedFigures(library, reportRow, name);
    return figures.length === 0 ? [] : [{ reportRow, figures }];
  });
  const reports = new Set(scope).size;
  if (reports < 2 || found.length === 0 || (found.length < 2 && !DISCLOSES.test(plan.question))) return null;
  for (const level of ["calculated", "figures", "quotes"] as const) {
    const draft = draftCoverage(library, plan, name, found, reports, level);
    const { citations } = draft;
    if (verifyFigures(draft.answer, citations.list(), citations.reports()).every(({ verified }) => verified))
      return draft;
  }
  return null;
}

/** The one indicator of a question that names no single report; null where it names one, or several indicators. */
function askedIndicator({ question, slots, figures, kind, asksForPlans }: QuestionPlan): AskedFigure | null {
  if (asksForPlans || kind === "outline") return null;
  if (ACROSS.test(question)) {
    if (slots.regions.length > 1 || slots.years.length > 1) return null;
    let without = question;
    for (const { start, end } of [...slots.places].reverse())
      without = `${without.slice(0, start)} ${without.slice(end)}`;
    const phrase = phraseOf(without.replace(ACROSS_WORDS, " "));
    return phrase === "" ? null : askedOf(phrase);
  }
  if (slots.regions.length > 0 || slots.years.length > 0 || figures.length !== 1) return null;
  const phrase = phraseOf(question);
  const [read] = readAskedFigures(question, /(?!)/gu);
  return phrase === "" ? null : askedOf(phrase, read?.unit ?? "");
}

function draftCoverage(
  library: Library,
  plan: QuestionPlan,
  name: string,
  found: readonly Disclosure[],
  reports: number,
  level: "calculated" | "figures" | "quotes",
): Draft {
  const citations = new CitationList();
  const { calculation, lowest } = readCalculation(plan.question);
  const onlys = found.map(({ figures }) => onlyFigure(figures));
  const ranks = calculation === "order" && onlys.every((one) => one !== null);
  const byValue = (a: Disclosure, b: Disclosure) =>
    ((onlyFigure(b.figures)?.value ?? 0) - (onlyFigure(a.figures)?.value ?? 0)) * (lowest ? -1 : 1);
  const shown = (ranks ? [...found].sort(byValue) : found).slice(0, MAX_ROWS);
  const rows = shown.flatMap(({ reportRow, figures }) => {
    const report = library.reports[reportRow];
    const only = onlyFigure(figures);
    const entry = only ?? figures[0];
    if (report === undefined || entry === undefined) return [];
    const { sentence, sectionRow } = entry;
    const marker = citations.cite(report, sectionRow, sentence);
    const quote = report.text.slice(sentence.start, sentence.end).replaceAll("|", "｜").replaceAll("\n", " ").trim();
    const figure = { ...entry, text: report.text.slice(entry.start, entry.end) };
    const period = figure.period === undefined || !quote.includes(figure.period) ? "" : `（${figure.period}）`;
    const told = only === null || level === "quotes" ? SEE_QUOTE : `${figure.text.trim()}${period}`;
    const label = labelReport(report, library.reports);
    return [{ label, told, marker, quote, compared: only === null ? null : { label, figure, report, marker } }];
  });
  const compared = rows.flatMap((row): ComparedFigure[] => (row.compared === null ? [] : [row.compared]));
  const differs = compared.length < 2 ? [] : differencesOf(compared, plan.slots.years.length > 0);
  const whole = ranks && shown.length === found.length && compared.length === rows.length && found.length > 1;
  const calculated =
    level === "calculated" && whole && differs.length === 0 ? calculate(compared, "order", lowest) : null;
  const note = differs.length > 0 && calculation !== null ? `\n\n${differs.join("；")}，不作排名和计算。` : "";
  const table = [
    "| 报告 | 数据 | 原文 |",
    "| --- | --- | --- |",
    ...rows.map(({ label, told, marker, quote }) => `| ${label} | ${told} [${marker}] | ${quote} [${marker}] |`),
  ].join("\n");
  const [disclosed, undisclosed] = [found.length, reports - found.length];
  const line = `已收录 ${reports} 份，${disclosed} 份披露该指标，${undisclosed} 份未披露`;
  const rest = disclosed > rows.length ? `；表中列出 ${rows.length} 份，另有 ${disclosed - rows.length} 份未列出` : "";
  const joined = calculated?.lead ?? rows.map(({ label, told }) => `${label}${told}`).join("；");
  return {
    outcome: "answered",
    lead: joined.length <= MAX_LEAD_CHARS && rest === "" ? joined : `${name}：${line}`,
    answer: `${table}${calculated === null ? note : `\n\n${calculated.line}`}`,
    citations,
    label: calculated === null ? "原文摘录" : "由多份报告计算",
    coverage: { reports, disclosed, undisclosed, line: `${line}${rest}。` },
  };
}
