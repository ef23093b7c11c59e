import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { extractFigures } from "./extract-figures.ts";

const known = new WeakMap<Report, readonly Figure[]>();

/** The ledger of a report, read once. */
export function figuresOf(report: Report): readonly Figure[] {
  const figures = known.get(report) ?? extractFigures(report);
  known.set(report, figures);
  return figures;
}

/** What a figure counts or measures, with whose it is and the whole that it is a part of: 法律援助中心共办理法援案件. */
export function describeFigure({ subject, within, indicator }: Figure): string {
  return [subject, within, indicator].filter((part) => part !== "").join(" ");
}
