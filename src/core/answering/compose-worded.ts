import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween, type LedgerEntry } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import type { Draft } from "./compose-answer.ts";
import { composeLinked } from "./compose-linked.ts";
import { contradicts } from "./denials.ts";
import { isOwnResult } from "./disclosed-figure.ts";
import { isOfOtherKind, lacksManner } from "./figure-kinds.ts";
import type { QuestionPlan } from "./plan-question.ts";
import type { TargetGroup } from "./target-groups.ts";
import { plainWords } from "./unsaid-words.ts";
import { isOfUnaskedPart } from "./vouch-figure.ts";

/** Fewer words than this stand beside figures of many kinds. */
const MIN_ASKED_CHARS = 3;
/** The same where no unit tells what kind of figure is asked for. */
const MIN_UNITLESS_CHARS = 5;
/** A sentence that leaves at most this share of what was asked unsaid may disclose it. */
const MAX_UNSAID = 0.3;
const SHARES = ["%", "‰"];
/** What no indicator is counted in: times, and changes. */
const NO_AMOUNT = /^(?:年|月|日|天|小时|个工作日|个月|届|大|类|级|个百分点)$/u;
const COUNT_END = /(?:(?:数量|总数|总量|[场人件批]次数?|[人件宗个场次]数)\s*)+$/u;

/** What the reports asked of have in the question's words, where no figure is beyond doubt the one asked for. */
export interface Worded {
  /** The only figure whose own words say all that was asked, and more, told as the nearest; null where none does. */
  readonly draft: Draft | null;
  /** Whether a sentence with such a figure says most of it, so that nobody can say that it is not disclosed. */
  readonly mayBeDisclosed: boolean;
}

/** Looks for what is asked among all figures of the reports at hand by its words alone (海外公证 in 海外远程视频公证办理20宗). */
export function findWorded(library: Library, plan: QuestionPlan, groups: readonly TargetGroup[]): Worded {
  const none: Worded = { draft: null, mayBeDisclosed: false };
  const [asked, another] = plan.figures;
  if (
    asked === undefined ||
    another !== undefined ||
    asked.rank ||
    asked.counted !== "" ||
    plan.comparison ||
    plan.asksForPlans
  )
    return none;
  // 办案多少宗 of several years has its subject in another clause.
  if (plan.slots.years.length > 1) return none;
  if (groups.some(({ mustSpeakOf }) => mustSpeakOf !== undefined)) return none;
  const wanted = wantedWords(asked);
  const length = wanted.join("").length;
  if (length < (asked.units.length === 0 ? MIN_UNITLESS_CHARS : MIN_ASKED_CHARS)) return none;
  const rows = [...new Set(groups.flatMap(({ reportRows }) => [...reportRows]))];
  const found: { readonly entry: LedgerEntry; readonly reportRow: number }[] = [];
  let mayBeDisclosed = false;
  for (const reportRow of rows) {
    const report = library.reports[reportRow];
    if (report === undefined) continue;
    for (const entry of figuresBetween(library, reportRow, { start: 0, end: report.text.length })) {
      if (!isOwnResult(entry, report) || !fitsUnit(entry.unit, asked)) continue;
      const own = describeFigure(entry);
      if (unsaid(wanted, oneForm(own)) === "" && isOfKind(own, asked) && !isOfUnaskedPart(own, plan.question))
        found.push({ entry, reportRow });
      const said = oneForm(`${own} ${report.text.slice(entry.sentence.start, entry.sentence.end)}`);
      mayBeDisclosed ||= unsaid(wanted, said).length <= length * MAX_UNSAID;
    }
  }
  const [first] = found;
  const values = new Set(found.map(({ entry, reportRow }) => `${reportRow} ${entry.value} ${entry.unit}`));
  const report = library.reports[first?.reportRow ?? -1];
  if (first === undefined || report === undefined || values.size > 1) return { draft: null, mayBeDisclosed };
  const figure: Figure = { ...first.entry, text: report.text.slice(first.entry.start, first.entry.end) };
  const best = { figure, reportRow: first.reportRow, certainty: 1 };
  return { draft: composeLinked(best, [], library.reports), mayBeDisclosed };
}

function wantedWords({ phrase }: AskedFigure): readonly string[] {
  return contentOf(oneForm(phrase.replace(LINKING_END, "").replace(COUNT_END, "").replace(LINKING_END, "")));
}

/** 办案 is 办理案件, 省级 in 省民主法治示范村 is 省. */
function oneForm(words: string): string {
  return plainWords(sameWords(words))
    .replaceAll("办案", "办理案件")
    .replaceAll("省级", "省")
    .replaceAll("法援", "法律援助");
}

function fitsUnit(unit: string, { units, phrase }: AskedFigure): boolean {
  const isShare = units.some((one) => SHARES.includes(one)) || /[率例比]\s*$/u.test(phrase.replace(LINKING_END, ""));
  return SHARES.includes(unit) === isShare && !NO_AMOUNT.test(unit) && (units.length === 0 || units.includes(unit));
}

function isOfKind(own: string, { phrase }: AskedFigure): boolean {
  return !contradicts(own, phrase) && !isOfOtherKind(own, phrase) && !lacksManner(own, phrase);
}
