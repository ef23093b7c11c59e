import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { scanFigures } from "../text/figure-scan.ts";

/** Which way a figure moved. */
export type Direction = "up" | "down";

/** A move that a report tells of a figure. */
export interface ToldChange {
  readonly direction: Direction;
  /** The year that it is compared with; null where the report names none but the year before (同比, 升至). */
  readonly since: number | null;
  /** By how much, as the report writes it right beside; null where it tells none there. */
  readonly amount: ToldAmount | null;
}

/** By how much something moved: 2.7 个百分点, 14 %. */
export interface ToldAmount {
  readonly value: number;
  readonly unit: string;
  /** As the report writes it: 同比提升2.7个百分点. */
  readonly words: string;
  /** False where it is told roughly (约, 近, 超) or as a range. */
  readonly exact: boolean;
}

const UP = "攀升|上升|回升|升|提[高升]|增[加长]|增|翻";
const DOWN = "下降|下滑|回落|降低|降|减少|减|跌";
const DEGREE = "(?:约|近|略微?|略有|小幅|大幅度?|显著|明显|有所)?";
/** 提升至|97.2%, 由上年的9.2%降到|6.4%: right in front of the figure. */
const MOVED_TO = new RegExp(`(?:(?<up>${UP})|(?<down>${DOWN}))了?[至到为]$`, "u");
/** What a move may be followed by: how far it went, or nothing; 同比少|发生纠纷133件 moved something else. */
const MOVE_ENDS = "(?=了|[约近超逾达]|幅度?|\\s?\\d|[一二两三四五六七八九十]|[，,；;。、）)]|$)";
/** 93.6%|，较2021年提高4.1个百分点; 3.37万件|，较2023年的3.92万件下降14%: right behind it, compared with the year before. */
const MOVED_BY = new RegExp(
  `^[，,（(]?(?:同比|[较比](?:上一?年|去年|前一年|(?<year>20\\d\\d)年)(?:同期)?)(?:的[^，；。]{0,14}?)?${DEGREE}(?:(?<up>${UP}|多|高)|(?<down>${DOWN}|少|低))${MOVE_ENDS}`,
  "u",
);
/** 由上年的9.2%降到6.4%，下降2.8个百分点: by how much, one comma behind the figure that was reached. */
const THEN_BY = new RegExp(
  `^[，,（(]?(?:同比|[较比](?:上一?年|去年|前一年|20\\d\\d年)(?:同期)?)?${DEGREE}(?:${UP}|${DOWN})了?`,
  "u",
);
const SAME_STRETCH = /[，；。！？\n]/u;

/** The move that a report tells right beside a figure; null where it tells none there. */
export function toldChange(report: Report, figure: Pick<Figure, "start" | "end" | "sentence" | "unit">) {
  const { start, end, sentence } = figure;
  const before = report.text.slice(sentence.start, start).split(SAME_STRETCH).at(-1) ?? "";
  const behind = report.text.slice(end, sentence.end);
  const by = MOVED_BY.exec(behind);
  const found = MOVED_TO.exec(before) ?? by;
  if (found === null) return null;
  const { up, year } = found.groups ?? {};
  const amountAt = by ?? THEN_BY.exec(behind);
  const told: ToldChange = {
    direction: up === undefined ? "down" : "up",
    since: year ? Number(year) : null,
    amount: amountAt === null ? null : readAmount(behind, amountAt[0].length),
  };
  // 成功率96.9%，同比减少133件: no rate moves by cases, and no number of cases by points.
  const isOwn = found !== by || told.amount === null || movesBy(figure.unit, told.amount.unit);
  return isOwn ? told : null;
}

function movesBy(unit: string, by: string): boolean {
  return SHARE.test(unit) ? SHARE.test(by) || by === POINTS || by === "倍" : by !== POINTS;
}

const SHARE = /^[%‰]$/u;
const POINTS = "个百分点";

/** The figure that a stretch begins with: 4.1个百分点，其中…. */
function readAmount(behind: string, from: number): ToldAmount | null {
  const [figure] = scanFigures(behind.slice(from, from + AMOUNT_CHARS));
  if (figure === undefined || figure.value === null || figure.start > 1) return null;
  const { value, unit, qualifier, upper } = figure;
  const words = behind.slice(0, from + figure.end).replace(/^[，,（(]/u, "");
  return { value, unit, words, exact: upper === undefined && EXACT.test(qualifier) };
}

const AMOUNT_CHARS = 16;
const EXACT = /^(?:达到?)?$/u;
