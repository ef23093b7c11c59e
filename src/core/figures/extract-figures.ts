import type { Figure, FigureKind } from "../model/figure.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { findTables } from "../reading/find-tables.ts";
import { resolveTime } from "../reading/resolve-context.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import { characterRoles, nextPlace } from "../text/character-roles.ts";
import { hasNumeral, type ScannedFigure } from "../text/figure-scan.ts";
import { splitSentences } from "../text/sentences.ts";
import { countedFigures } from "./counted-figures.ts";
import { type Frame, frameOf } from "./figure-frame.ts";
import { findSubject } from "./find-subject.ts";
import { readIndicators } from "./indicator-words.ts";
import { standardIndicator } from "./standard-indicators.ts";
import { rowFigures } from "./table-figures.ts";

/** No sentence is longer: it is a run of text without marks, in which no words belong to a figure for sure. */
const MAX_SENTENCE_CHARS = 600;
/** Frames that make a figure none of the report's results: it is left out of the ledger. */
const LEFT_OUT: ReadonlySet<Frame> = new Set(["base", "negated", "bound"]);

/**
 * The figures of a report, in order, each with what binds it. `text` is the report's cleaned text; figures at places
 * that cannot be trusted, in dates, names and numberings are left out, as is what is told as a bound, as what did not
 * come about or as what something is compared with. With `within` only those of the sentences that it touches.
 */
export function extractFigures(report: Report, within: Span = { start: 0, end: report.text.length }): Figure[] {
  const touches = ({ start, end }: Span) => start < within.end && within.start < end;
  const figures: Figure[] = [];
  const tables = findTables(report);
  for (const [sectionRow, section] of report.sections.entries()) {
    if (!touches(section)) continue;
    const inside = tables.filter(({ start }) => start >= section.start && start < section.end);
    const place = { report, sectionRow, heading: section.path.join(" ") };
    for (const span of splitSentences(report.text, section.headingEnd, section.end)) {
      if (!touches(span) || span.end - span.start > MAX_SENTENCE_CHARS) continue;
      if (!hasNumeral(report.text, span.start, span.end)) continue;
      const table = inside.find(({ start, end }) => span.start >= start && span.start < end);
      if (table !== undefined) {
        const row = table.rows.find(({ start }) => start === span.start);
        if (
          row !== undefined &&
          isTrusted(report, { start: table.start, end: table.headEnd }) &&
          isTrusted(report, row)
        )
          figures.push(...rowFigures(report, table, row, sectionRow));
        continue;
      }
      for (const sentence of trustedParts(report, span)) addFigures(place, sentence, figures);
    }
  }
  return figures;
}

function isTrusted(report: Report, { start, end }: Span): boolean {
  return report.suspects.every((suspect) => suspect.end <= start || end <= suspect.start);
}

/** What all sentences of a section have in common. */
interface SectionPlace {
  readonly report: Report;
  readonly sectionRow: number;
  /** The section's headings in one line. */
  readonly heading: string;
}

/** Adds the figures of one sentence to those before. */
function addFigures({ report, sectionRow, heading }: SectionPlace, sentence: Span, figures: Figure[]): void {
  const text = report.text.slice(sentence.start, sentence.end);
  const scanned = countedFigures(text);
  if (scanned.length === 0) return;
  const words = readIndicators(text, scanned);
  const years = namedYears(text);
  const { region, year, issuer } = report.identity;
  /** Figures of one clause have one time. */
  let told: ({ readonly stretch: Span } & ReturnType<typeof resolveTime>) | null = null;
  for (const [row, figure] of scanned.entries()) {
    const { start, end, upper, value, unit, qualifier } = figure;
    const own = words[row];
    if (own === undefined || value === null) continue;
    const frame = frameOf(framed(text, figure, report), "");
    if (frame !== null && LEFT_OUT.has(frame)) continue;
    const stretch = ownStretch(text, sentence, figure, years);
    if (told === null || stretch.start !== told.stretch.start || stretch.end !== told.stretch.end)
      told = { stretch, ...resolveTime(report, stretch) };
    const subject = findSubject(text, start, region.value);
    const { indicator, within } = own;
    figures.push({
      start: sentence.start + start,
      end: sentence.start + end,
      text: figure.text,
      value,
      ...(upper === undefined ? {} : { upper }),
      unit,
      qualifier,
      kind: kindOf(figure, frame, text.slice(0, start)),
      indicator,
      within,
      canonical: standardIndicator({ indicator, within, heading, unit }),
      subject: subject.name,
      // 全省…率为91%: of another place, that no division names.
      region: frame === "other_place" && subject.region === region.value ? null : subject.region,
      issuer: issuer.value,
      year: lastYear(told.period?.text) ?? told.year ?? year.value,
      ...(told.period === undefined ? {} : { period: told.period.text }),
      state: told.plan || frame === "goal" ? "planned" : "done",
      sectionRow,
      sentence,
    });
  }
}

/** 2018—2021年度 ends with 2021, whatever year the report is of. */
function lastYear(period: string | undefined): number | null {
  if (period === undefined) return null;
  const last = /^(?:19|20)\d\d年?[—\-–～至]((?:19|20)\d\d)年/u.exec(period)?.[1];
  return last === undefined ? null : Number(last);
}

/** 比上年增加18件, 同比少133件: by how much, not how many. */
const CHANGED =
  /(?:同比|环比|[比较][^，；。]{0,12})(?:增加|减少|增长|下降|上升|提[高升]|降低|前进|后退|缩短|多|少)[^，；。到至]{0,6}$/u;

function kindOf({ unit, qualifier }: ScannedFigure, frame: Frame | null, before: string): FigureKind {
  if (qualifier.startsWith("第")) return "rank";
  if (CHANGED.test(before)) return "change";
  if (unit === "个百分点" || unit === "倍" || frame === "change") return "change";
  return unit === "%" || unit === "‰" ? "share" : "level";
}

function framed(text: string, figure: ScannedFigure, { identity }: Report) {
  const digits = figure.start + (/^\d/u.test(figure.text) ? 0 : Math.max(0, figure.text.search(SMALL_NUMERAL)));
  const before = text.slice(0, digits);
  return { figure, before, after: text.slice(figure.end), region: identity.region.value, year: identity.year.value };
}

const SMALL_NUMERAL = /[\d〇零一二两三四五六七八九十百千]/u;
const YEAR = /(?:19|20)\d\d年|今年|去年|上年/gu;

const CLAUSE_MARKS = characterRoles([["，；。", 1]]);

/** A place in a sentence where a year is named. */
interface NamedYear extends Span {
  readonly year: string;
}

function namedYears(text: string): readonly NamedYear[] {
  if (!text.includes("年")) return [];
  return [...text.matchAll(YEAR)].map(({ 0: year, index }) => ({ year, start: index, end: index + year.length }));
}

/** A sentence of several years (2023年11件；2024年22件) from the one that stands last in front of the figure. */
function ownStretch(text: string, sentence: Span, figure: Span, years: readonly NamedYear[]): Span {
  const end = sentence.start + Math.min(nextPlace(CLAUSE_MARKS, text, figure.end, 1) + 1, text.length);
  const before = years.length < 2 ? [] : years.filter((year) => year.end <= figure.start);
  const last = before.at(-1);
  if (before.every(({ year }) => year === last?.year)) return { start: sentence.start, end };
  // 2023年874件，而2022年为612件；受理791件: behind the semicolon it is the report's year again.
  const part = text.lastIndexOf("；", figure.start) + 1;
  return { start: sentence.start + (last !== undefined && last.start >= part ? last.start : part), end };
}
