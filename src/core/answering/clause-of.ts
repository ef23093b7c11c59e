import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";

const CLAUSE_END = /[，。；！？\n]/u;
/** Parts an item from the next where both have figures: …联系点、85个…. */
const OTHER_FIGURE = /(?<=\d[^、]*)、|、(?=[^、]{0,12}\d)/u;
const MAX_BEFORE_CHARS = 200;
const MAX_BEHIND_CHARS = 80;

/** A figure's own part of its clause: 在8个县设立联系点 alone, where 、85个乡镇设立联络员 goes on. */
export function clauseOf(figure: Pick<Figure, "start" | "end">, report: Report): string {
  const { start, end } = figure;
  const before = report.text
    .slice(Math.max(0, start - MAX_BEFORE_CHARS), start)
    .split(CLAUSE_END)
    .at(-1);
  return `${before?.split(OTHER_FIGURE).at(-1)}${report.text.slice(start, end)}${clauseEndOf(figure, report)}`;
}

/** The same, behind the figure. */
export function clauseEndOf({ end }: Pick<Figure, "end">, { text }: Report): string {
  const behind = text.slice(end, end + MAX_BEHIND_CHARS).split(CLAUSE_END)[0] ?? "";
  return behind.split(OTHER_FIGURE)[0] ?? "";
}
