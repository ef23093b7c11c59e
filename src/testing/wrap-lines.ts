import type { Random } from "./clean-text.ts";

/** A stretch of clean text with what the dirty text reads in its place. Noise has empty `clean`. */
export interface Piece {
  readonly clean: string;
  readonly raw: string;
}

/**
 * Cuts every paragraph at a fixed width, in columns as a mail program does or in characters as a page of PDF does, with
 * the paragraphs shown by indents or blank lines. A number stays whole and no line opens with a closing mark.
 */
export function wrapLines(pieces: readonly Piece[], random: Random): Piece[] {
  const inColumns = random() < 0.5;
  const margin = Math.floor((inColumns ? 2 : 1) * (26 + random() * 18));
  const indented = random() < 0.5;
  const widthOf = (text: string): number => (inColumns && text.charCodeAt(0) >= 0x2000 ? 2 : 1);
  const out: Piece[] = [];
  let width = 0;
  for (const [row, piece] of pieces.entries()) {
    if (piece.clean === "\n") {
      out.push(piece, { clean: "", raw: indented ? "\u3000\u3000" : "\n" });
      width = indented ? 2 * widthOf("\u3000") : 0;
      continue;
    }
    if (width > 0 && mayCutBefore(pieces, row) && width + widthUntilCut(pieces, row, widthOf) > margin) {
      out.push({ clean: "", raw: "\n" });
      width = 0;
    }
    out.push(piece);
    width += widthOf(piece.clean);
  }
  return out;
}

function mayCutBefore(pieces: readonly Piece[], row: number): boolean {
  const before = pieces[row - 1]?.clean ?? "";
  const after = pieces[row]?.clean ?? "";
  if (/[，。；：、！？”’》）)%]/.test(after) || /[“‘《（(]/.test(before)) return false;
  return !(/[\w.,]/.test(before) && /[\w.,]/.test(after));
}

function widthUntilCut(pieces: readonly Piece[], row: number, widthOf: (text: string) => number): number {
  let width = 0;
  for (let place = row; place < pieces.length && pieces[place]?.clean !== "\n"; place++) {
    if (place > row && mayCutBefore(pieces, place)) break;
    width += widthOf(pieces[place]?.clean ?? "");
  }
  return width;
}
