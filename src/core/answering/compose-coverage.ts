import { writeFigure } from "../figures/describe-figure.ts";
import type { LedgerEntry } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { type AskedFigure, readAskedFigures } from "./asked-figures.ts";
import { phraseOf } from "./asking-phrase.ts";
import { calculate } from "./calculate-figures.ts";
import { CitationList } from "./cite.ts";
import { type ComparedFigure, differencesOf } from "./compare-figures.ts";
import { type Draft, MAX_LEAD_CHARS } from "./compose-answer.ts";
import { onlyFigure, standardNameOf } from "./disclosed-figure.ts";
import { type Disclosure, findDisclosures, MAX_READ } from "./find-disclosures.ts";
import type { QuestionPlan } from "./plan-question.ts";
import { askedOf, asksWhichPlace, readCalculation } from "./read-comparison.ts";
import { labelReport, type TargetGroup } from "./target-groups.ts";
import { verifyFigures } from "./verify-figures.ts";

/** With thousands of reports a table of all helps nobody. */
const MAX_ROWS = 20;
const SEE_QUOTE = "见原文";
const NOT_DISCLOSED = "未披露";
/** Where the indicator has no standard name, its words may only not have been found. */
const NOT_FOUND = "未查到";
/** Asks over all reports: 各地, 哪些地方公布了, 几份报告披露了, 哪个市最高. */
const ACROSS =
  /各(?:地|市|区|县|省|份报告|报告)|(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)|(?:哪个|哪里|哪儿|谁)[^，,。？?；;]{0,16}[高低多少]|排[名序行]/u;
/** What such a question says beside the indicator. */
const ACROSS_WORDS =
  /(?:这|所有|全部|已?收录的?)?(?:[一二两三四五六七八九十\d]+份|份)?报告(?:里面?|中|当中)的?|(?:一共|总共|共)?有?(?:哪些|哪几|几|多少)(?:个|份)?(?:地方|地区|城市|报告|市|区|县)的?|各(?:地|市|区|县|省|份报告|报告)的?|披露了?|公布了?|(?<!信息|政务|事务)公开了?|写了?|提到了?|报告了?|报了|给出了?|有数据|数据|情况|这个?(?:指标|数据|数)|这(?:一|项)指标|都/gu;
const DISCLOSES = /披露|公布|(?<!信息|政务|事务)公开|写|提到|给出|报/u;

/** 各地公证办理量对比: the reports are set side by side, whatever they call it. */
const COMPARES = /对比|比较|相比|横向|各是多少|分别/u;

/**
 * The figures of one indicator over all reports that are meant, with how many of them disclose it. Null where the
 * question names a single report, no indicator, or where too few reports have it; one with no standard name is only
 * looked for where the question asks which place has most or least.
 */
export function composeCoverage(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Draft | null {
  const asked = askedIndicator(plan);
  if (asked === null) return null;
  const which = asksWhichPlace(plan.question);
  const name = standardNameOf(asked);
  const own = groups.filter(({ mustSpeakOf }) => mustSpeakOf === undefined);
  const scope = [...new Set(own.flatMap(({ reportRows }) => [...reportRows]))];
  const reads = which || COMPARES.test(plan.question);
  if (scope.length < 2 || (name === null && (!reads || scope.length > MAX_READ))) return null;
  const all = findDisclosures(library, scope, asked, name);
  const found = all.filter(({ state }) => state !== "none");
  if (found.length === 0 || (found.length < 2 && !which && !DISCLOSES.test(plan.question))) return null;
  const survey = { name, indicator: name ?? asked.phrase.replace(/有\s*$/u, "").trim(), all };
  for (const level of ["calculated", "figures", "quotes"] as const) {
    const draft = draftCoverage(library, plan, survey, level);
    const { citations } = draft;
    if (verifyFigures(draft.answer, citations.list(), citations.reports()).every(({ verified }) => verified))
      return draft;
  }
  return null;
}

/** The one indicator of a question that names no single report; null where it names one, or several indicators. */
function askedIndicator({ question, slots, figures, kind, asksForPlans }: QuestionPlan): AskedFigure | null {
  if (asksForPlans || kind === "outline") return null;
  if (ACROSS.test(question) || asksWhichPlace(question)) {
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

/** What was asked of which reports, and what each has. */
interface Survey {
  /** Null where the indicator has no standard name. */
  readonly name: string | null;
  readonly indicator: string;
  readonly all: readonly Disclosure[];
}

function draftCoverage(
  library: Library,
  plan: QuestionPlan,
  { name, indicator, all }: Survey,
  level: "calculated" | "figures" | "quotes",
): Draft {
  const citations = new CitationList();
  const { calculation, lowest } = readCalculation(plan.question);
  const ordered = calculation === "order";
  const found = all.filter(({ state }) => state !== "none");
  const told = found.slice(0, MAX_ROWS).flatMap((one) => tellReport(library, one, citations, level === "quotes") ?? []);
  const compared = told.flatMap((row): ComparedFigure[] => (row.compared === null ? [] : [row.compared]));
  const reasons = hindrances(found, compared, plan);
  const whole = ordered && reasons.length === 0 && told.length === found.length;
  const calculated = level === "calculated" && whole ? calculate(compared, "order", lowest) : null;
  const rank = (row: (typeof told)[number]) => (row.compared?.figure.value ?? 0) * (lowest ? 1 : -1);
  const rows = calculated === null ? told : [...told].sort((a, b) => rank(a) - rank(b));
  const missing = all.length > MAX_ROWS ? [] : all.filter(({ state }) => state === "none");
  const state = name === null ? NOT_FOUND : NOT_DISCLOSED;
  const table = [
    "| 报告 | 数据 | 原文 |",
    "| --- | --- | --- |",
    ...rows.map(({ label, told, marker, quote }) => `| ${label} | ${told} [${marker}] | ${quote} [${marker}] |`),
    ...missing.map(({ reportRow }) => `| ${labelOf(library, reportRow)} | ${state} | — |`),
  ].join("\n");
  const near = found.filter((one) => one.state === "near").length;
  const [disclosed, undisclosed] = [found.length - near, all.length - found.length];
  const parts = [`${disclosed} 份披露该指标`, ...(near > 0 ? [`${near} 份须看原文`] : []), `${undisclosed} 份${state}`];
  const line = `已收录 ${all.length} 份，${parts.join("，")}`;
  const rest =
    found.length > told.length ? `；表中列出 ${told.length} 份，另有 ${found.length - told.length} 份未列出` : "";
  const why = ordered && calculated === null && reasons.length > 0 ? `不作排名（${reasons.join("；")}）` : "";
  const joined =
    calculated?.lead ?? `${why === "" ? "" : `${why}：`}${rows.map((row) => row.label + row.told).join("；")}`;
  const leads = [
    ...(rest === "" ? [joined] : []),
    ...(why === "" ? [] : [`${indicator}：${why}；${line}`, `${indicator}：不作排名；${line}`]),
    `${indicator}：${line}`,
  ];
  return {
    outcome: disclosed === 0 ? "partial" : "answered",
    lead: leads.find((lead) => lead.length <= MAX_LEAD_CHARS) ?? line,
    answer: `${table}${calculated === null ? (why === "" ? "" : `\n\n${why}。`) : `\n\n${calculated.line}`}`,
    citations,
    label: calculated === null ? "原文摘录" : "由多份报告计算",
    coverage: { reports: all.length, disclosed, undisclosed, line: `${line}${rest}。` },
  };
}

/** Why the reports' figures are not ranked, in words for the reader; empty where they may be. */
function hindrances(found: readonly Disclosure[], compared: readonly ComparedFigure[], plan: QuestionPlan): string[] {
  const reasons = compared.length < 2 ? [] : differencesOf(compared, plan.slots.years.length > 0);
  if (compared.some(({ report }) => compared.some((other) => liesWithin(report, other.report))))
    reasons.push("有的地区包含另一个");
  if (found.length < 2) reasons.push("只有一份报告载有这项数据");
  if (found.some(({ state }) => state === "worded")) reasons.push("各报告的叫法不同");
  if (compared.length < found.length && found.length > 1) reasons.push("有的报告须看原文");
  return reasons;
}

/** 望潮区 lies within 汐州市, whose figure counts it in: no order between the two. */
function liesWithin(inner: Report, outer: Report): boolean {
  const [path, around] = [inner.identity.region.value ?? "", outer.identity.region.value ?? ""];
  return around !== "" && path !== around && path.startsWith(around);
}

function labelOf({ reports }: Library, reportRow: number): string {
  const report = reports[reportRow];
  return report === undefined ? "" : labelReport(report, reports);
}

function tellReport(
  library: Library,
  { reportRow, state, figures }: Disclosure,
  citations: CitationList,
  quotesOnly: boolean,
) {
  const report = library.reports[reportRow];
  const only: LedgerEntry | null = state === "near" ? null : onlyFigure(figures);
  const entry = only ?? figures[0];
  if (report === undefined || entry === undefined) return null;
  const { sentence, sectionRow } = entry;
  const marker = citations.cite(report, sectionRow, sentence);
  const quote = report.text.slice(sentence.start, sentence.end).replaceAll("|", "｜").replaceAll("\n", " ").trim();
  const figure = { ...entry, text: report.text.slice(entry.start, entry.end) };
  const period = figure.period === undefined || !quote.includes(figure.period) ? "" : `（${figure.period}）`;
  const told = only === null || quotesOnly ? SEE_QUOTE : `${writeFigure(figure)}${period}`;
  const label = labelOf(library, reportRow);
  return { label, told, marker, quote, compared: only === null ? null : { label, figure, report, marker } };
}
