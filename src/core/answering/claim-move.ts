import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { scanFigures } from "../text/figure-scan.ts";
import type { StatedAmount } from "./claim-amount.ts";
import { type Direction, toldChange } from "./told-change.ts";

const MOVE_UP = "上升|升高|提[高升]|增[加长多]|变[多高]|越来越[多高]|上涨|涨";
const MOVE_DOWN = "下降|降低|下滑|减少|变[少低]|越来越[少低]|下跌|回落|跌";
/** 比去年, 同比: with the year before. */
export const THAN_BEFORE =
  "(?:同比|[比较](?:上一?年|去年|前一年|往年|(?<year>20\\d\\d)年度?))(?:同期)?(?:相比)?(?:还|要|更)?";
/** The move is said of the figure: nothing follows that was raised or reduced (提高了效率, 减少证明). */
const CLAIM_ENDS =
  "(?=[？?，,。；;\\s]|$|吗|呢|吧|啊|的?原因|的?幅度|是|这么|那么|如此|没有?|多少|几|很多|不少|很大|得|(?:约|近)?\\d)";
const MOVED = new RegExp(
  `(?:${THAN_BEFORE})?(?:有所|大幅度?|明显|反而|又|还|却|竟然|居然|会)*(?:(?<up>${MOVE_UP})|(?<down>${MOVE_DOWN}))了?${CLAIM_ENDS}`,
  "u",
);
const MORE_THAN_BEFORE = new RegExp(`${THAN_BEFORE}(?:(?<up>多|高)|(?<down>少|低))了?${CLAIM_ENDS}`, "u");

/** A move that a question says a figure made. */
export interface ClaimedMove {
  readonly match: RegExpExecArray;
  readonly direction: Direction;
  /** By how much; null where it is not said. */
  readonly by: StatedAmount | null;
  readonly isTrue: (figure: Figure, report: Report) => boolean | null;
}

/** The move that `words` say of a figure; null for none. `years` are those of the question. */
export function readMove(words: string, years: readonly number[]): ClaimedMove | null {
  const match = MOVED.exec(words) ?? MORE_THAN_BEFORE.exec(words);
  if (match === null) return null;
  const by = saidAmount(words.slice(match.index + match[0].length));
  const direction: Direction = match.groups?.up === undefined ? "down" : "up";
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const base = match.groups?.year === undefined ? (years.length === 2 ? from : null) : Number(match.groups.year);
  const isTrue = (figure: Figure, report: Report) => {
    const told = toldChange(report, figure);
    const own = report.identity.year.value;
    if (told === null || (years.length === 2 && own !== to)) return null;
    const since = told.since ?? (own === null ? null : own - 1);
    if (base !== null && since !== base) return null;
    if (by === null || told.direction !== direction) return told.direction === direction;
    if (told.amount === null || !told.amount.exact) return null;
    return told.amount.value === by.value && told.amount.unit === by.unit;
  };
  return { match, direction, by, isTrue };
}

/** 同比提升|了2.7个百分点: by how much a question says that something moved; null where it says nothing of that. */
function saidAmount(behind: string): StatedAmount | null {
  const [figure] = scanFigures(behind.replace(/^了/u, ""));
  return figure === undefined || figure.value === null || figure.start > 1
    ? null
    : { value: figure.value, unit: figure.unit };
}
