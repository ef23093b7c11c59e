import type { Figure, FigureKind } from "../model/figure.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import type { ScannedFigure } from "../text/figure-scan.ts";
import { splitSentences } from "../text/sentences.ts";
import { countedFigures } from "./counted-figures.ts";
import { type Frame, frameOf } from "./figure-frame.ts";
import { findSubject } from "./find-subject.ts";
import { readIndicators } from "./indicator-words.ts";
import { standardIndicator } from "./standard-indicators.ts";

/** Frames that make a figure none of the report's results: it is left out of the ledger. */
const LEFT_OUT: ReadonlySet<Frame> = new Set(["base", "negated", "bound"]);

/**
 * The figures of a report, in order, each with what binds it. `text` is the report's cleaned text; figures at places
 * that cannot be trusted, in dates, names and numberings are left out, as is what is told as a bound, as what did not
 * come about or as what something is compared with. With `within` only those of the sentences that it touches.
 */
export function extractFigures(report: Report, within: Span = { start: 0, end: report.text.length }): Figure[] {
  const touches = ({ start, end }: Span) => start < within.end && within.start < end;
  return report.sections.flatMap((section, sectionRow) =>
    (touches(section) ? splitSentences(report.text, section.headingEnd, section.end) : [])
      .filter(touches)
      .flatMap((span) => trustedParts(report, span))
      .flatMap((sentence) => figuresOfSentence(report, sectionRow, sentence)),
  );
}

function figuresOfSentence(report: Report, sectionRow: number, sentence: Span): Figure[] {
  const text = report.text.slice(sentence.start, sentence.end);
  const scanned = countedFigures(text);
  if (scanned.length === 0) return [];
  const words = readIndicators(text, scanned);
  const heading = report.sections[sectionRow]?.path.join(" ") ?? "";
  const { region, year, issuer } = report.identity;
  return scanned.flatMap((figure, row) => {
    const own = words[row];
    if (own === undefined || figure.value === null) return [];
    const frame = frameOf(framed(text, figure, report), "");
    if (frame !== null && LEFT_OUT.has(frame)) return [];
    const context = resolveContext(report, ownStretch(report, sentence, figure));
    const subject = findSubject(text, figure.start, region.value);
    const { start, end, upper, value, unit, qualifier } = figure;
    return [
      {
        start: sentence.start + start,
        end: sentence.start + end,
        text: figure.text,
        value,
        ...(upper === undefined ? {} : { upper }),
        unit,
        qualifier,
        kind: kindOf(figure, frame),
        indicator: own.indicator,
        within: own.within,
        canonical: standardIndicator({ ...own, heading, unit }),
        subject: subject.name,
        region: subject.region,
        issuer: issuer.value,
        year: lastYear(context.period?.text) ?? context.year ?? year.value,
        ...(context.period === undefined ? {} : { period: context.period.text }),
        state: context.plan || frame === "goal" ? ("planned" as const) : ("done" as const),
        sectionRow,
        sentence,
      },
    ];
  });
}

/** 2018—2021年度 ends with 2021, whatever year the report is of. */
function lastYear(period: string | undefined): number | null {
  const last = /^(?:19|20)\d\d年?[—\-–～至]((?:19|20)\d\d)年/u.exec(period ?? "")?.[1];
  return last === undefined ? null : Number(last);
}

function kindOf({ unit, qualifier }: ScannedFigure, frame: Frame | null): FigureKind {
  if (qualifier.startsWith("第")) return "rank";
  if (unit === "个百分点" || unit === "倍" || frame === "change") return "change";
  return unit === "%" || unit === "‰" ? "share" : "level";
}

function framed(text: string, figure: ScannedFigure, { identity }: Report) {
  const digits = figure.start + Math.max(0, figure.text.search(/[\d〇零一二两三四五六七八九十百千]/u));
  const before = text.slice(0, digits);
  return { figure, before, after: text.slice(figure.end), region: identity.region.value, year: identity.year.value };
}

const YEAR = /(?:19|20)\d\d年|今年|去年|上年/gu;

/** A sentence of several years (2023年11件；2024年22件) from the one that stands last in front of the figure. */
function ownStretch({ text }: Report, sentence: Span, figure: Span): Span {
  const before = text.slice(sentence.start, sentence.start + figure.start);
  const years = [...before.matchAll(YEAR)];
  const mixed = new Set(years.map(([year]) => year)).size > 1;
  const end = sentence.start + figure.end;
  const clauseEnd = end + (text.slice(end, sentence.end).search(/[，；。]/u) + 1 || sentence.end - end);
  return { start: mixed ? sentence.start + (years.at(-1)?.index ?? 0) : sentence.start, end: clauseEnd };
}
