import type { Figure, FigureKind } from "../model/figure.ts";
import type { Span } from "../model/offsets.ts";
import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import type { Table, TableCell, TableRow } from "../reading/find-tables.ts";
import { findPeriod, resolveTime } from "../reading/resolve-context.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";
import { standardIndicator } from "./standard-indicators.ts";
import { type HeaderWords, type LabelWords, readHeader, readLabel, readUnit, yearsIn } from "./table-words.ts";

/** The header and a row further below it are no longer read as one quote. */
const MAX_QUOTE_CHARS = 300;
const NUMBERING = /^(?:序号|编号|次序|#)$/u;
/** Told in other words than the rest of the table, or of what is not said. */
const UNSURE_ROW = /^(?:小计|其中|平均|占比|比重|同比|增幅|增长|增减|环比|备注|注)|同比|增幅|增减|占比|比重/u;

/**
 * The figures of a row of a table, in order. Left out is every value of which the headers, the caption and the row's
 * first cell do not say for sure what it counts, in which unit, of whom and of when.
 */
export function rowFigures(report: Report, table: Table, row: TableRow, sectionRow: number): Figure[] {
  const section = report.sections[sectionRow];
  const first = labelCell(row);
  const { region, issuer, year: ownYear } = report.identity;
  const label = first === undefined ? null : readLabel(first.text, region.value);
  if (first === undefined || label === null || section === undefined || UNSURE_ROW.test(first.text)) return [];
  const time = resolveTime(report, row);
  const captioned = yearsIn(table.caption);
  const caption = readHeader(table.caption, region.value, ownYear.value);
  const sentence: Span = { start: row.end - table.start <= MAX_QUOTE_CHARS ? table.start : row.start, end: row.end };
  return row.cells.slice(row.cells.indexOf(first) + 1).flatMap((cell): Figure[] => {
    const header = readHeader(cell.header, region.value, ownYear.value);
    const scanned = scanWithUnit(cell.text, unitOf(header, readUnit(first.text), table.caption));
    const said = wordsOf(label, header, withoutOwnPlace(caption.name, region.value));
    if (scanned === null || said === null || header.unsure) return [];
    // Of several years that the caption names, the header has to say which.
    const years = [header.year, label.year, captioned.length === 1 ? captioned[0] : undefined];
    const year = years.find((one) => one !== undefined) ?? (captioned.length > 1 ? undefined : time.year);
    if (year === undefined) return [];
    const period = year === null ? undefined : findPeriod(`${cell.header} ${first.text} ${table.caption}`, year);
    const place = label.region === undefined && header.region !== undefined ? header : label;
    const unit = scanned.unit;
    const { indicator, within } = said;
    // 交通运输 in a column 行政处罚 is a field of what the report's place has, which no standard name is for.
    const isWhole = said.subject === "" ? label.kind !== "item" || header.general : place.region !== undefined;
    const heading = `${section.path.join(" ")} ${table.caption}`;
    return [
      {
        ...{ start: cell.start, end: cell.end, text: cell.text, value: scanned.value ?? Number.NaN },
        ...{ unit, qualifier: scanned.qualifier, kind: kindOf(header, unit), indicator, within },
        canonical: isWhole ? standardIndicator({ indicator, within, heading, unit }) : null,
        subject: said.subject,
        region: place.region ?? region.value,
        issuer: issuer.value,
        year,
        ...(period === undefined ? {} : { period: period.text }),
        state: header.planned || (time.plan && year === time.year) ? "planned" : "done",
        sectionRow,
        sentence,
      },
    ];
  });
}

/** The cell that says what its row is of: the first that is no number but of a year. */
export function labelCell(row: TableRow): TableCell | undefined {
  const isYear = ({ header, text }: TableCell) => /^(?:19|20)\d\d年?度?$/u.test(text) && /年/u.test(header + text);
  return row.cells.find(
    (cell) => !NUMBERING.test(cell.header) && cell.text !== "" && (isYear(cell) || scanCell(cell.text) === null),
  );
}

function kindOf(header: HeaderWords, unit: string): FigureKind {
  if (header.change || unit === "个百分点" || unit === "倍") return "change";
  return unit === "%" || unit === "‰" ? "share" : "level";
}

/** What counts, the whole and whose it is; null where the words leave it open. */
function wordsOf(label: LabelWords, header: HeaderWords, caption: string) {
  if (label.kind === "part" && header.subject !== undefined) return null;
  const subject = header.subject ?? label.subject;
  const column = header.subject !== undefined || header.general ? "" : header.name;
  const indicator = `${label.kind === "item" ? label.name : ""}${column}`;
  // A column 合计 or 数量 of a row that names a place: the caption says what is counted.
  if (indicator === "") return caption === "" ? null : { indicator: caption, within: "", subject };
  return { indicator, within: caption === indicator ? "" : caption, subject };
}

function withoutOwnPlace(caption: string, region: string | null): string {
  const names = region === null ? [] : divisionsOfPath(region);
  return names.reduce((words, name) => words.replace(name, ""), caption);
}

/** The unit that a value without one has; null where nothing or several things say it. */
function unitOf(header: HeaderWords, ofLabel: string | null, caption: string): string | null {
  const own = header.unit ?? ofLabel;
  if (own !== null) return own;
  const general = readUnit(caption);
  // 单位：件 over a column of rates is of the others.
  return general === null || header.rate ? null : general;
}

function scanCell(text: string): ScannedFigure | null {
  const [figure, ...others] = scanFigures(text);
  const isWhole = figure !== undefined && figure.start === 0 && figure.end === text.length && others.length === 0;
  return isWhole && figure.value !== null && figure.upper === undefined && figure.torn !== true ? figure : null;
}

function scanWithUnit(text: string, unit: string | null): ScannedFigure | null {
  const bare = scanCell(text);
  if (bare === null || bare.qualifier.startsWith("第")) return null;
  if (bare.unit !== "") return unit === null || unit.endsWith(bare.unit) ? bare : null;
  return unit === null || /[万亿]/u.test(text) ? null : scanCell(`${text}${unit}`);
}
