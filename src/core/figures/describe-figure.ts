import type { Figure } from "../model/figure.ts";

/** What a figure counts or measures, with whose it is and the whole that it is a part of: 法律援助中心 办理法援案件. */
export function describeFigure({
  subject,
  within,
  indicator,
}: Pick<Figure, "subject" | "within" | "indicator">): string {
  return [subject, within, indicator].filter((part) => part !== "").join(" ");
}
