import type { Figure } from "../model/figure.ts";

/** What a figure counts or measures, with whose it is and the whole that it is a part of: 法律援助中心 办理法援案件. */
export function describeFigure({
  subject,
  within,
  indicator,
}: Pick<Figure, "subject" | "within" | "indicator">): string {
  return [subject, within, indicator].filter((part) => part !== "").join(" ");
}

/**
 * A figure as it may be told away from its place: of a table, with the unit that the column's header has
 * (2.4 below 行政检查（万次） is 2.4万次).
 */
export function writeFigure({ text, value, unit }: Pick<Figure, "text" | "value" | "unit">): string {
  const written = text.trim();
  const number = /\d[\d,]*(?:\.\d+)?/u.exec(written)?.[0];
  if (unit === "" || number === undefined || written.includes(unit)) return written;
  const times = Math.round(value / Number(number.replaceAll(",", "")));
  return `${written}${times === 1e8 ? "亿" : times === 1e4 && !written.includes("万") ? "万" : ""}${unit}`;
}
