import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween, type LedgerEntry } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { CELL_MARK } from "../text/repairs/table-rows.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { contradicts } from "./denials.ts";
import { addsNothing, GENERAL, isOfReport } from "./disclosed-figure.ts";
import { isOfOtherKind, lacksManner } from "./figure-kinds.ts";
import { asksByHowMuch, saysPartOfYear } from "./fits-asked.ts";
import { isOfUnaskedPart, narrowedApart, narrowsByActs } from "./narrowing.ts";
import { inOneForm, unsaidWords, wantedWords } from "./wanted-words.ts";

/** Fewer words than this stand beside figures of many kinds. */
const MIN_ASKED_CHARS = 2;
/** The same where no unit tells what kind of figure is asked for. */
const MIN_UNITLESS_CHARS = 4;
/** A sentence that leaves at most this share of what was asked unsaid may disclose it. */
const MAX_UNSAID = 0.3;
/** So much more may a figure's indicator say where the rest of what was asked stands in front of it. */
const MAX_MORE_CHARS = 4;
const CLAUSE_END = /[，；。,;]/u;
/** A measured noun follows its figure closely. */
const COUNTED_CHARS = 6;
const AND = /以及|[、，和与及]/u;
const SHARES = ["%", "‰"];
/** What no indicator is counted in: times, and changes. */
const NO_AMOUNT = /^(?:年|月|日|天|小时|个工作日|个月|届|大|类|级|个百分点)$/u;

/** A figure of the ledger that bears what was asked. */
export interface WordedFigure {
  readonly entry: LedgerEntry;
  readonly reportRow: number;
  /** Whether its own words say no more than was asked, so that it is the answer. */
  readonly exact: boolean;
}

/** What the reports at hand have in a question's words. */
export interface WordedFigures {
  /** The figures that bear all that was asked, in the nearest words (see `tierOf`); empty where none does. */
  readonly figures: readonly WordedFigure[];
  /** Whether a sentence with such a figure says most of it, so that nobody can say that it is not disclosed. */
  readonly mayBeDisclosed: boolean;
}

/** Looks for what is asked among all figures of the reports by its words alone (海外公证 in 海外远程视频公证办理20宗). */
export function findWordedFigures(
  library: Library,
  rows: readonly number[],
  asked: AskedFigure,
  question: string,
): WordedFigures {
  const asksChange = asksByHowMuch(question);
  const wanted = wantedWords(asked, asksChange);
  const length = wanted.join("").length;
  const tiers: Candidate[][] = TIERS.map(() => []);
  let mayBeDisclosed = false;
  if (length < (asked.units.length === 0 && asked.rank !== true ? MIN_UNITLESS_CHARS : MIN_ASKED_CHARS))
    return { figures: [], mayBeDisclosed };
  for (const reportRow of rows) {
    const report = library.reports[reportRow];
    if (report === undefined) continue;
    for (const entry of figuresBetween(library, reportRow, { start: 0, end: report.text.length })) {
      if (!isOfReport(entry, report) || !isAskedKind(entry, asked, asksChange)) continue;
      const own = describeFigure(entry);
      const sentence = report.text.slice(entry.sentence.start, entry.sentence.end);
      // A row of a table is of its own place or field; one month or quarter that is asked for has to be told.
      if (sentence.includes(CELL_MARK) || !saysPartOfYear(question, sentence)) continue;
      mayBeDisclosed ||= unsaidWords(wanted, inOneForm(`${own} ${sentence}`)).length <= length * MAX_UNSAID;
      if (contradicts(own, asked.phrase) || isOfOtherKind(own, asked.phrase) || lacksManner(own, asked.phrase))
        continue;
      const tier = tierOf(entry, report, wanted, { question, asksChange });
      if (tier === null || !counts(entry, report, asked)) continue;
      const left = unsaidWords(wanted, inOneForm(entry.indicator)).length;
      const otherwise = unsaid([asked.phrase.trim()], entry.indicator).length;
      const exact = tier === 0 && !narrowedApart(own, question) && addsNothing(itemOf(entry, wanted), question);
      tiers[tier]?.push({ entry, reportRow, exact, left, otherwise });
    }
  }
  // 累计值班4644次（其中走访入户1548次）: of 值班 itself, not of what is told as a part of it; of equals the one in the very words.
  const found = least(tiers.find((figures) => figures.length > 0) ?? [], ({ left }) => left);
  return {
    figures: lastOfClause(
      least(found, ({ otherwise }) => otherwise),
      library.reports,
    ),
    mayBeDisclosed,
  };
}

/** 6个街道全年办理案件2973宗: the first counts what stands behind it, so of figures of the same words it is the other. */
function lastOfClause(found: readonly Candidate[], reports: readonly Report[]): readonly Candidate[] {
  const [first] = found;
  const isOfOne = found.every(
    ({ entry, reportRow }) =>
      reportRow === first?.reportRow &&
      entry.sentence.start === first.entry.sentence.start &&
      entry.indicator === first.entry.indicator,
  );
  if (!isOfOne) return found;
  const last = found.filter(({ entry, reportRow }) => !/\p{sc=Han}/u.test(reports[reportRow]?.text[entry.end] ?? ""));
  return last.length === 1 ? last : found;
}

interface Candidate extends WordedFigure {
  /** How much of what was asked its indicator itself leaves unsaid, and how much in the question's very words. */
  readonly left: number;
  readonly otherwise: number;
}

function least(candidates: readonly Candidate[], of: (candidate: Candidate) => number): readonly Candidate[] {
  const lowest = Math.min(...candidates.map(of));
  return candidates.filter((candidate) => of(candidate) === lowest);
}

const TIERS = ["own", "sentence", "heading", "part"] as const;
/** Parts by time or stage, and shares of one: told apart from their whole wherever that is asked for. */
const OTHER_PART = /暑[期假]|寒假|试点|首批|第一批|草案|候选|其中|每|均/u;
/** 播放量, 收费: measures of something that the question did not ask to be measured. */
const MEASURE = /(?:量|率|额|费|人数|人次)$/u;

/**
 * Where the wanted words stand: in a figure's own words (0), before it in its sentence (1), in it and in the heading above
 * (2), or in its own words that are of a narrower thing than was asked (3: 省级, 涉企); null nowhere.
 */
function tierOf(
  entry: LedgerEntry,
  report: Report,
  wanted: readonly string[],
  { question, asksChange }: { readonly question: string; readonly asksChange: boolean },
): number | null {
  const own = describeFigure(entry);
  const said = inOneForm(withShare(own, entry.unit));
  const indicator = inOneForm(withShare(entry.indicator, entry.unit));
  if (unsaidWords(wanted, said) === "") {
    const isNamed =
      asksChange ||
      entry.kind === "rank" ||
      unsaidWords(wanted, indicator) !== wanted.join("") ||
      indicator.at(-1) === wanted.at(-1)?.at(-1);
    if (!isNamed) return null;
    if (!isOfUnaskedPart(own, question) && !narrowsByActs(entry.indicator, question))
      return narrowsByActs(question, entry.indicator) ? null : 0;
    return OTHER_PART.test(own) || (MEASURE.test(indicator) && !MEASURE.test(wanted.at(-1) ?? "")) ? null : 3;
  }
  if (narrowedApart(own, question)) return null;
  // 受理, 在册: what was done to what is counted is said beside the figure itself.
  const key = wanted.at(-1)?.slice(-2) ?? "";
  if (key.length < 2 || !indicator.includes(key)) return null;
  if (unsaid(contentOf(indicator.replace(GENERAL, " ")), wanted.join(" ")).length > MAX_MORE_CHARS) return null;
  const before = report.text.slice(entry.sentence.start, entry.start);
  if (unsaidWords(wanted, `${said} ${inOneForm(before)}`) === "") return 1;
  const heading = report.sections[entry.sectionRow]?.path.at(-1) ?? "";
  return unsaidWords(wanted, `${said} ${inOneForm(`${heading} ${before}`)}`) === "" ? 2 : null;
}

/** Whether what stands around a figure is the noun asked for: 6个镇街均已配齐审核人员 counts no 审核人员. */
function counts({ start, end, sentence }: LedgerEntry, { text }: Report, { counted }: AskedFigure): boolean {
  if (counted === "") return true;
  const lead = text.slice(sentence.start, start).split(CLAUSE_END).at(-1) ?? "";
  const near = text.slice(end, end + COUNTED_CHARS).split(CLAUSE_END)[0] ?? "";
  return unsaid([inOneForm(counted)], inOneForm(`${lead} ${near}`)).length < inOneForm(counted).length;
}

/** 申请办结率以及留言处理率均达100%: of rates that share a figure the one asked for; otherwise all that is said of a figure. */
function itemOf(entry: LedgerEntry, wanted: readonly string[]): string {
  if (!SHARES.includes(entry.unit)) return describeFigure(entry);
  const item = entry.indicator.split(AND).find((part) => unsaidWords(wanted, inOneForm(part)) === "");
  return item ?? describeFigure(entry);
}

/** “一把手”出庭的占31.5% is what a question calls 一把手出庭率. */
function withShare(words: string, unit: string): string {
  return SHARES.includes(unit) ? words.replace(/(?:(?:的|所)?占比?|的)$/u, "率") : words;
}

function isAskedKind({ kind, unit }: LedgerEntry, asked: AskedFigure, asksChange: boolean): boolean {
  if (asked.rank === true || kind === "rank") return asked.rank === true && kind === "rank";
  if (asksChange || kind === "change") return asksChange && kind === "change";
  const { units, phrase } = asked;
  const isShare = units.some((one) => SHARES.includes(one)) || /[率例比]\s*$/u.test(phrase.replace(LINKING_END, ""));
  return SHARES.includes(unit) === isShare && !NO_AMOUNT.test(unit) && (units.length === 0 || units.includes(unit));
}
