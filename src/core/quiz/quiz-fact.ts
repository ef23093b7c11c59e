import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { type ClauseWords, cutClause } from "./cut-clause.ts";
import { nameWho, type Who } from "./name-who.ts";
import { type NumberForm, readNumberForm } from "./number-form.ts";
import { readsWell } from "./stands-alone.ts";
import { tellPeriod } from "./tell-period.ts";
import { isTorn } from "./torn-words.ts";
import { wordsWithin } from "./words-within.ts";

/** One figure of a report that can be asked about, with the words of its clause made to stand alone. */
export interface QuizFact {
  readonly report: Report;
  readonly reportRow: number;
  readonly figure: Figure;
  /** Stands for the figure in this library: a fact is asked once a paper. */
  readonly id: string;
  /** What it says, wherever it is told: a summary repeats what a section tells. */
  readonly topic: string;
  readonly who: Who;
  readonly year: number;
  /** 2024年, 2024年1—11月, 截至2023年11月底. */
  readonly time: string;
  /** Counted up to some day: told as the report's, not as what happened in the year. */
  readonly stock: boolean;
  /** `before` + figure + `after` is what the report says. */
  readonly before: string;
  readonly after: string;
  /** Between the words and the figure: 为 of a measure, 共 of a count; empty where the figure follows a verb. */
  readonly link: string;
  /** The figure as an option: 42件, 超42亿元, 98.82%, 第六. */
  readonly written: string;
  readonly form: NumberForm;
  /** What asks for it: 多少件, 多少, 第几. */
  readonly asks: string;
  /** Tells of the rule of law, and not of what it is good for: 地区生产总值, 农民合作社. */
  readonly isOfLaw: boolean;
}

/** Since when is told elsewhere: no figure of the year alone. */
const SINCE = /(?<!今年|本年|年)以来|(?:19|20)\d\d年以来|近[两三四五几]年|[“"]?十[三四五]五”?(?:以来|期间)/u;
const IS_AMOUNT = /的(?:标的|涉及)?(?:总?金额|总额|人数)$/u;
const NO_UNIT = new Set(["省", "市", "大", "届", "年", "个月", "方", "批", "级", "类"]);
/** A measure of how far a thing is spread or moved has no name of its own. */
const RATE_LINK = /(?:提[高升]|上升|增长?|下?降低?|减少)[到至]$/u;

const OF_LAW =
  /法|执法|行政|复议|诉|调解|仲裁|公证|律师|普法|纠纷|争议|规范性文件|决策|审批|许可|政务|提案|建议|公开|公示|信用|失信|监督|处罚|案|信访|投诉|热线|矫正|检察|审判|庭审|裁判|督[察查]|清单|证照|证明|营商|合同|备案|听证|普治|廉|党|巡察|审计|权责|招商承诺|隐患|办结率|应急|数据资源|信息化/u;

/** Made once for each report of a library, when it is first drawn from. */
const made = new WeakMap<Library, Map<number, readonly QuizFact[]>>();

/** The figures of a report that make good questions, in order. Few rather than awkward ones. */
export function factsOf(library: Library, reportRow: number): readonly QuizFact[] {
  const ofLibrary = made.get(library) ?? new Map<number, readonly QuizFact[]>();
  made.set(library, ofLibrary);
  const facts = ofLibrary.get(reportRow) ?? makeFacts(library, reportRow);
  ofLibrary.set(reportRow, facts);
  return facts;
}

function makeFacts(library: Library, reportRow: number): readonly QuizFact[] {
  const report = library.reports[reportRow];
  if (report === undefined || report.identity.region.value === null || report.identity.year.value === null) return [];
  const all = figuresBetween(library, reportRow, { start: 0, end: report.text.length });
  return all.flatMap((figure) => factOf(library, report, reportRow, figure, all) ?? []);
}

function factOf(
  library: Library,
  report: Report,
  reportRow: number,
  figure: Figure,
  all: readonly Figure[],
): QuizFact | null {
  const { region, year } = report.identity;
  if (figure.state === "planned" || figure.year !== year.value || figure.region !== region.value) return null;
  if (figure.kind === "change" || figure.upper !== undefined) return null;
  if (NO_UNIT.has(figure.unit) || (figure.unit === "" && figure.kind !== "rank") || year.value === null) return null;
  const time = tellPeriod(figure.period ?? report.identity.period?.value ?? undefined, year.value);
  if (time === null || isCutShort(report.text, figure)) return null;
  const written = figure.text.trim().replace(/^(?:达到?|共)/u, "");
  const form = readNumberForm(written);
  if (form === null) return null;
  const words = wordsOf(report, figure, all);
  if (words === null) return null;
  if (figure.within === "" && isTorn(report.text, figure, figure.sentence, words.before)) return null;
  const who = nameWho(library.reports, report, figure, words);
  if (who === null || !readsWell(who.lead, words, figure)) return null;
  return {
    ...{ report, reportRow, figure, who, time, written, form },
    id: `${report.id}#${figure.start}`,
    topic: [region.value, year.value, figure.canonical ?? who.lead + words.after, figure.value].join(" "),
    year: year.value,
    stock: words.stock,
    before: who.lead,
    after: words.after,
    link: linkOf(figure, who.lead, words.link),
    asks: asksFor(figure, form),
    isOfLaw: figure.canonical !== null || OF_LAW.test(who.lead + words.after),
  };
}

/** 家次, 间（套）, 项次: the ledger has the first character of the unit only. */
function isCutShort(text: string, { end, unit }: Figure): boolean {
  return unit !== "" && /^(?:次|[（(]\p{sc=Han}+[）)]|[/／])/u.test(text.slice(end, end + MAX_UNIT));
}

const MAX_UNIT = 6;

function wordsOf(report: Report, figure: Figure, all: readonly Figure[]): ClauseWords | null {
  const { start, end } = figure.sentence;
  if (figure.within !== "") return wordsWithin(figure, report.text.slice(start, figure.start));
  const sentence = report.text.slice(start, end);
  if (SINCE.test(sentence.slice(0, figure.start - start))) return null;
  const inside = all
    .filter((other) => other.sentence.start === start)
    .map((other) => ({ start: other.start - start, end: other.end - start }));
  return cutClause(sentence, { start: figure.start - start, end: figure.end - start }, inside);
}

/** Between a measure's name and its figure stands 为; else what the report itself has there. */
function linkOf({ kind }: Figure, lead: string, told: string): string {
  if (kind === "share") return RATE_LINK.test(lead) ? "" : "为";
  return IS_AMOUNT.test(lead) ? "为" : kind === "level" ? told : "";
}

function asksFor({ kind, unit }: Figure, { after }: NumberForm): string {
  if (kind === "rank") return `第几${unit}`;
  if (kind === "share") return "多少";
  const money = /[万亿]?元$/u.exec(after)?.[0];
  return `多少${money ?? unit}`;
}

/** 超42亿元 says of every smaller one that it is true, too: no wrong answer to it can be proven. */
const ROUGH = /超|逾|近|约|突破|以[上下内]|左右|至[少多]|不[少低]于|几/u;

/** True of a figure that bounds a value instead of giving it. */
export function isRough({ figure }: QuizFact): boolean {
  return ROUGH.test(figure.qualifier);
}

/** True of a figure that can be reckoned with. */
export function isExact({ figure, form }: QuizFact): boolean {
  return /^(?:共|合计|达到?)?$/u.test(figure.qualifier) && !form.chinese;
}
