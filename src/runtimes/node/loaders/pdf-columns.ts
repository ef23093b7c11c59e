import type { PrintedLine } from "./pdf-printed-lines.ts";

/** Shorter pieces side by side are cells of a table, not lines of two columns. */
const MIN_CHARS = 8;
const MIN_LINES = 5;
/** Share of a column's lines that reach its right edge: prose does, cells do not. */
const MIN_FULL = 0.5;
/** In letter heights: the least gutter, and how near to the edge a full line ends. */
const GUTTER = 1;
const EDGE = 1.6;

/**
 * Lines of one page in reading order. Where a page is set in two columns, the left one comes before the right one, and
 * the right one is moved onto the left, so that its paragraphs are told by the same margins.
 */
export function orderColumns(lines: readonly PrintedLine[]): PrintedLine[] {
  const gutter = findGutter(lines);
  if (gutter === null) return [...lines];
  const output: PrintedLine[] = [];
  let [left, right]: [PrintedLine[], PrintedLine[]] = [[], []];
  const endColumns = () => {
    output.push(...left, ...right);
    [left, right] = [[], []];
  };
  for (const line of lines) {
    const [before, behind] = [true, false].map((first) => takeSide(line, (x) => x < gutter.at === first));
    const crosses = line.cells.some((cell) => cell.left < gutter.at && cell.right > gutter.at);
    if (crosses) {
      endColumns();
      output.push(line);
      continue;
    }
    if (before) left.push(before);
    if (behind) right.push(moveLeft(behind, gutter.shift));
  }
  endColumns();
  return output;
}

/** Where the columns part and how far apart they begin; null for a page in one column. */
function findGutter(lines: readonly PrintedLine[]): { at: number; shift: number } | null {
  const pairs = lines.flatMap(({ cells: [one, other, ...more], fontSize }) =>
    one && other && more.length === 0 && one.text.length >= MIN_CHARS && other.text.length >= MIN_CHARS
      ? [{ one, other, fontSize }]
      : [],
  );
  if (pairs.length < MIN_LINES) return null;
  const fontSize = Math.max(...pairs.map((pair) => pair.fontSize));
  const [leftEdge, rightEdge] = [
    Math.max(...pairs.map(({ one }) => one.right)),
    Math.max(...pairs.map(({ other }) => other.right)),
  ];
  const start = Math.min(...pairs.map(({ other }) => other.left));
  if (start - leftEdge < GUTTER * fontSize) return null;
  const full = pairs.filter(
    ({ one, other }) => one.right > leftEdge - EDGE * fontSize && other.right > rightEdge - EDGE * fontSize,
  );
  if (full.length < pairs.length * MIN_FULL) return null;
  return { at: (leftEdge + start) / 2, shift: start - Math.min(...pairs.map(({ one }) => one.left)) };
}

function takeSide(line: PrintedLine, isOnSide: (x: number) => boolean): PrintedLine | null {
  const cells = line.cells.filter((cell) => isOnSide(cell.left));
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { ...line, cells, text: cells.map((cell) => cell.text).join(" "), left: first.left, right: last.right };
}

function moveLeft(line: PrintedLine, by: number): PrintedLine {
  const move = <T extends { left: number; right: number }>(item: T): T => ({
    ...item,
    left: item.left - by,
    right: item.right - by,
  });
  return { ...move(line), cells: line.cells.map(move) };
}
