import { nameFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import type { Library } from "../model/library.ts";
import type { Evidence } from "./find-evidence.ts";

/** A longer name is a clause: the quote below tells it better. */
const MAX_NAME_CHARS = 24;

/** 率从70%提高到: what is left of a move when its figures are taken out. */
const MOVED = /(?:从|由|自)(?:提[高升]|上升|增[加长]|下降|降低?|减少)?[到至为]?$/u;

/**
 * What a lead's figure counts or measures, in the report's words (行政机关负责人出庭应诉率); empty where the ledger has no
 * such figure in the quotes, several, or only a long name for it.
 */
export function nameOfFigure(library: Library, evidence: readonly Evidence[], written: string): string {
  const names = evidence.flatMap(({ report, start, end }) =>
    figuresBetween(library, library.reports.indexOf(report), { start, end })
      .filter(({ text }) => text === written)
      .map(nameFigure),
  );
  const [name = ""] = names;
  const isSure = new Set(names).size === 1 && name.length <= MAX_NAME_CHARS;
  return isSure ? name.replace(MOVED, "") : "";
}
