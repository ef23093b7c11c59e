import { z } from "zod";
import { FIELD, FIELDS, KINDS, NONE, VALUES } from "../core/figures/figure-ledger.ts";
import type { FigureLedger } from "../core/model/library.ts";
import { checked, isArrayOf } from "./json-checks.ts";

/** One line of a figures file: the arrays of a `FigureLedger`, with null for NaN. */
const FigureLineSchema = z.object({
  words: checked<string[]>((value) => isArrayOf(value, (word) => typeof word === "string")),
  fields: checked<number[]>((value) => isArrayOf(value, Number.isInteger)),
  values: checked<(number | null)[]>((value) => isArrayOf(value, (item) => item === null || Number.isFinite(item))),
});

const SURE_WORDS = [FIELD.unit, FIELD.qualifier, FIELD.indicator, FIELD.within, FIELD.subject];
const OPEN_WORDS = [FIELD.canonical, FIELD.region, FIELD.issuer, FIELD.period];

export function encodeLedger({ words, fields, values }: FigureLedger): string {
  return JSON.stringify({ words, fields: Array.from(fields), values: Array.from(values) });
}

/**
 * Throws `SyntaxError`, `ZodError` or `RangeError` when the line is not one that `encodeLedger` wrote for a report
 * whose text has `textLength` characters.
 */
export function decodeLedger(line: string, textLength: number): FigureLedger {
  const { words, fields, values } = FigureLineSchema.parse(JSON.parse(line));
  const ledger = {
    words,
    fields: Int32Array.from(fields),
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
  };
  const count = fields.length / FIELDS;
  if (values.length !== count * VALUES) throw new RangeError("a figure is cut off");
  for (let row = 0; row < count; row++) checkFigure(ledger, row, textLength);
  return ledger;
}

function checkFigure({ words, fields, values }: FigureLedger, row: number, textLength: number): void {
  const at = row * FIELDS;
  const field = (place: number): number => fields[at + place] ?? NONE;
  const isWithin = (start: number, end: number) => 0 <= start && start <= end && end <= textLength;
  const isWhole =
    isWithin(field(FIELD.start), field(FIELD.end)) &&
    isWithin(field(FIELD.sentenceStart), field(FIELD.sentenceEnd)) &&
    field(FIELD.sectionRow) >= 0 &&
    SURE_WORDS.every((place) => words[field(place)] !== undefined) &&
    OPEN_WORDS.every((place) => field(place) === NONE || words[field(place)] !== undefined) &&
    KINDS[field(FIELD.kind)] !== undefined &&
    !Number.isNaN(values[row * VALUES]);
  if (!isWhole) throw new RangeError(`figure ${row} is not whole`);
}
