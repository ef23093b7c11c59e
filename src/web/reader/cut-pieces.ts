import type { Place } from "./reader-address.ts";

/** A stretch of text with everything that covers it. */
export interface Piece<Mark extends Place> {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Cuts `[start, end)` of a text wherever a mark begins or ends in it; joined, the pieces are the stretch. */
export function cutPieces<Mark extends Place>(
  text: string,
  { start, end }: Place,
  marks: readonly Mark[],
): Piece<Mark>[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) cuts.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(1).map((to, row) => {
    const from = edges[row] ?? start;
    return { text: text.slice(from, to), marks: inside.filter((mark) => mark.start <= from && to <= mark.end) };
  });
}

/** The marks that touch a stretch, of many that are in order and do not overlap. */
export function touching<Mark extends Place>(marks: readonly Mark[], { start, end }: Place): Mark[] {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found: Mark[] = [];
  for (let row = low; row < marks.length; row++) {
    const mark = marks[row];
    if (mark === undefined || mark.start >= end) break;
    found.push(mark);
  }
  return found;
}
