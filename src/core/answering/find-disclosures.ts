import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween, type LedgerEntry } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { mayBeStandard } from "../figures/standard-indicators.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import type { AskedFigure } from "./asked-figures.ts";
import { unitsLike } from "./asked-units.ts";
import { contentOf, unsaid } from "./bind-words.ts";
import { disclosedFigures, GENERAL, isOwnResult } from "./disclosed-figure.ts";

/** What a report has of an indicator. */
export interface Disclosure {
  readonly reportRow: number;
  /**
   * `named`: figures with its standard name; `worded`: figures without one whose own words say all that was asked, and
   * counts nothing more; `near`: figures in a sentence that says most of it, where a reader has to look; `none`: none of
   * these.
   */
  readonly state: "named" | "worded" | "near" | "none";
  readonly figures: readonly LedgerEntry[];
}

/** A sentence that leaves more than this of what was asked unsaid is of something else. */
const MAX_UNSAID = 0.25;
const SHARES = ["%", "‰"];
/** What no indicator is counted in: times, and changes. */
const NO_AMOUNT = /^(?:年|月|日|天|小时|个工作日|个月|届|大|个百分点)$/u;
/** Reports whose every figure is looked at where none has the standard name. */
export const MAX_READ = 20;

/** What each report has of the indicator asked for, in the order of `rows`; `name` is its standard name, if any. */
export function findDisclosures(
  library: Library,
  rows: readonly number[],
  asked: AskedFigure,
  name: string | null,
): Disclosure[] {
  const named = rows.map((reportRow): Disclosure => {
    const figures = name === null ? [] : disclosedFigures(library, reportRow, name);
    return { reportRow, state: figures.length > 0 ? "named" : "none", figures };
  });
  if (rows.length > MAX_READ) return named;
  const units = [...asked.units, ...named.flatMap(({ figures }) => figures.flatMap(({ unit }) => unitsLike(unit)))];
  return named.map((one) => (one.state === "named" ? one : readFigures(library, one, asked.phrase, units, name)));
}

/** 件数, 数量: how many, which every count answers; 拆得 (最多): the verb alone. */
const COUNT_END = /(?:(?:数量|总数|总量|[场人件批]次数?|[人件宗个场]数|有|量|得)\s*)+$/u;

/** 12345: what is named by its number is not said by its other words. */
const NUMBERED = /\d{4,}/gu;

function readFigures(
  library: Library,
  none: Disclosure,
  phrase: string,
  units: readonly string[],
  name: string | null,
): Disclosure {
  const { reportRow } = none;
  const report = library.reports[reportRow];
  const wanted = contentOf(phrase.replace(COUNT_END, "").replaceAll("办案", "办理案件"));
  const length = wanted.join("").length;
  if (report === undefined || length === 0) return none;
  const isShare = units.some((unit) => SHARES.includes(unit)) || /[率例比]$/u.test(phrase);
  const fits = (unit: string) =>
    SHARES.includes(unit) === isShare && !NO_AMOUNT.test(unit) && (units.length === 0 || units.includes(unit));
  const numbers = phrase.match(NUMBERED) ?? [];
  const isNamedSo = (said: string) => numbers.every((number) => said.includes(number));
  const own = figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter(
    // What bears another standard name is that one.
    (figure) => isOwnResult(figure, report) && fits(figure.unit) && (name === null || figure.canonical == null),
  );
  const asked = sameWords(phrase);
  const worded = own.filter((figure) => {
    const words = sameWords(describeFigure(figure));
    if (!isNamedSo(words) || unsaid(wanted, words) !== "") return false;
    // A count with all the words may be of a part only (涉外公证75件); a rate is of what it is named after.
    return isShare || unsaid(contentOf(words.replace(GENERAL, " ")), asked) === "";
  });
  if (worded.length > 0) return { reportRow, state: "worded", figures: worded };
  const near = own.filter((figure) => {
    if (name !== null && mayBear(figure, report, name)) return true;
    const said = sentenceOf(figure, report.text);
    const folded = sameWords(said.replace(/已结|了结/gu, "办结"));
    return isNamedSo(said) && unsaid(wanted, folded).length <= length * MAX_UNSAID;
  });
  return near.length > 0 ? { reportRow, state: "near", figures: near } : none;
}

/** The figures of a report without a standard name that may bear the one given by the words of their sentences. */
export function mayBearName(library: Library, reportRow: number, name: string): Figure[] {
  const report = library.reports[reportRow];
  if (report === undefined) return [];
  return figuresBetween(library, reportRow, { start: 0, end: report.text.length }).filter(
    (figure) => isOwnResult(figure, report) && figure.canonical == null && mayBear(figure, report, name),
  );
}

/** Whether a figure without a standard name may bear the one given by the words of its sentence. */
export function mayBear(figure: Figure, { text }: Report, name: string): boolean {
  return mayBeStandard(name, { own: describeFigure(figure), said: sentenceOf(figure, text), unit: figure.unit });
}

function sentenceOf({ sentence }: Figure, text: string): string {
  return text.slice(sentence.start, sentence.end);
}
