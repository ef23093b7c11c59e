import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";

/** Which way a figure moved. */
export type Direction = "up" | "down";

/** A move that a report tells of a figure. */
export interface ToldChange {
  readonly direction: Direction;
  /** The year that it is compared with; null where the report names none but the year before (同比, 升至). */
  readonly since: number | null;
}

const UP = "攀升|上升|回升|升|提[高升]|增[加长]|增|翻";
const DOWN = "下降|下滑|回落|降低|降|减少|减|跌";
const DEGREE = "(?:约|近|略微?|略有|小幅|大幅度?|显著|明显|有所)?";
/** 提升至|97.2%, 由上年的9.2%降到|6.4%: right in front of the figure. */
const MOVED_TO = new RegExp(`(?:(?<up>${UP})|(?<down>${DOWN}))了?[至到为]$`, "u");
/** 93.6%|，较2021年提高4.1个百分点; 3.37万件|，较2023年的3.92万件下降14%: right behind it, compared with the year before. */
const MOVED_BY = new RegExp(
  `^[，,（(]?(?:同比|[较比](?:上一?年|去年|前一年|(?<year>20\\d\\d)年)(?:同期)?)(?:的[^，；。]{0,14}?)?${DEGREE}(?:(?<up>${UP}|多|高)|(?<down>${DOWN}|少|低))`,
  "u",
);
const SAME_STRETCH = /[，；。！？\n]/u;

/** The move that a report tells right beside a figure; null where it tells none there. */
export function toldChange(report: Report, { start, end, sentence }: Pick<Figure, "start" | "end" | "sentence">) {
  const before = report.text.slice(sentence.start, start).split(SAME_STRETCH).at(-1) ?? "";
  const found = MOVED_TO.exec(before) ?? MOVED_BY.exec(report.text.slice(end, sentence.end));
  if (found === null) return null;
  const { up, year } = found.groups ?? {};
  const told: ToldChange = { direction: up === undefined ? "down" : "up", since: year ? Number(year) : null };
  return told;
}
