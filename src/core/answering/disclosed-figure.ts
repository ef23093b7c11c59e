import {
  countFigures,
  entryAt,
  FIELD,
  FIELDS,
  figureLedgers,
  type LedgerEntry,
  NONE,
} from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import { STANDARD_INDICATORS, standardIndicator } from "../figures/standard-indicators.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { type AskedFigure, LINKING_END } from "./asked-figures.ts";
import { contentOf, unsaid } from "./bind-words.ts";

/** One unit of each kind that standard indicators are told in. */
const UNITS = ["%", "件", "场次", "次", "人", "人次", "名", "个", "部", "份"];
/** Words that say no more of an indicator than its standard name does. */
export const GENERAL =
  /案件|申请|负责人|实际|机关|行政|办理|承办|的|有限|数量|总数|总量|数|委员(?!会)|[省市区县](?=政协|人大)|有|多少|是|件|人|次|场|个|全[省市区县]|本[省市区县]|各地/gu;

/** The standard name of what is asked for; null where the question names none for sure. */
export function standardNameOf({ phrase, units }: Pick<AskedFigure, "phrase" | "units">): string | null {
  const plain = phrase.replace(LINKING_END, "").replace(/\s+/gu, "");
  const exact = STANDARD_INDICATORS.find((name) => withoutBrackets(name) === withoutBrackets(plain));
  if (exact !== undefined) return exact;
  const asked = inOneForm(plain).replace(/(?:数量|总数|总量|量|[场人件批]次数?|[人件宗个场]数)$/u, "");
  const names = new Set<string>();
  for (const unit of units.length > 0 ? units : UNITS) {
    const name = standardIndicator({ indicator: asked, within: "", heading: "", unit });
    if (name !== null) names.add(name);
  }
  const [name] = names;
  if (name === undefined || names.size > 1 || !STANDARD_INDICATORS.includes(name)) return null;
  // 涉企行政处罚案件 is not 行政处罚案件: all that is asked has to be in the name.
  const rest = contentOf(sameWords(asked).replace(GENERAL, " "));
  return unsaid(rest, sameWords(name)) === "" ? name : null;
}

/** 收案, 新收: said of what came in. */
export function inOneForm(words: string): string {
  return words.replace(/收案|收件|新收/gu, "收到");
}

function withoutBrackets(text: string): string {
  return text.replace(/[（()）]/gu, "");
}

/** The figures of a report's ledger with a standard name, of its own place and year, told as done. */
export function disclosedFigures(library: Library, reportRow: number, name: string): LedgerEntry[] {
  const ledger = figureLedgers(library)[reportRow];
  const wanted = ledger?.words.indexOf(name) ?? NONE;
  if (ledger === undefined || wanted === NONE) return [];
  const found: LedgerEntry[] = [];
  for (let row = 0, at = 0; row < countFigures(ledger); row++, at += FIELDS) {
    if (ledger.fields[at + FIELD.canonical] !== wanted) continue;
    const entry = entryAt(ledger, row);
    if (isOwnResult(entry, library.reports[reportRow])) found.push(entry);
  }
  return found;
}

/** True for what a report tells as done of its own place as a whole and its own year: an amount or a share, no change. */
export function isOwnResult(figure: LedgerEntry, report: Report | undefined): boolean {
  return report !== undefined && isOfReport(figure, report) && (figure.kind === "level" || figure.kind === "share");
}

/** True for what a report tells as done of its own place as a whole and its own year, changes and ranks included. */
export function isOfReport({ state, region, year }: LedgerEntry, { identity }: Report): boolean {
  const ofYear = year === null || identity.year.value === null || year === identity.year.value;
  return state === "done" && ofYear && region === identity.region.value;
}

/** 公证机构办理公证: no more than the standard name, and of no part of those who do it (市公证处, 遗嘱公证). */
function saysNoMore({ indicator, subject, canonical, within }: LedgerEntry): boolean {
  if (canonical === undefined || canonical === null || within !== "" || !GENERAL_SUBJECT.test(subject)) return false;
  const own = contentOf(sameWords(indicator.replace(subject, "")).replace(GENERAL, " "));
  return unsaid(own, sameWords(canonical)) === "";
}

/** Whoever does such things in a place: 公证机构, 各级调解组织; 市公证处 is one of them. */
const GENERAL_SUBJECT = /^$|^(?:全[省市区县]|各[级类地]?|各[镇街乡]*)?\p{sc=Han}{0,6}(?:机构|组织)$/u;

/** The one of a report's figures that its standard name means; null where several differ. */
export function onlyFigure(found: readonly LedgerEntry[]): LedgerEntry | null {
  const whole = found.filter(({ subject, within }) => subject === "" && within === "");
  for (const figures of [found, whole, found.filter(saysNoMore)]) {
    const values = new Set(figures.map(({ value, upper, unit }) => `${value} ${upper ?? ""} ${unit}`));
    if (values.size === 1) return figures[0] ?? null;
  }
  return null;
}

/** Whether a figure's own words, but for general ones, all stand in `said`. */
export function addsNothing(own: string, said: string): boolean {
  return unsaid(contentOf(sameWords(inOneForm(own)).replace(GENERAL, " ")), sameWords(said)) === "";
}
