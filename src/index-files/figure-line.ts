import { z } from "zod";
import type { FigureKind } from "../core/model/figure.ts";
import type { LedgerEntry } from "../core/model/library.ts";
import { checked, isArrayOf } from "./json-checks.ts";

/**
 * One line of a figures file: the figure ledger of a report. Every word stands in it once; the figures follow one
 * another in one list of numbers, `FIELDS` each: `sectionRow`, start of the sentence from that of the figure before,
 * its length, start of the figure from that of its sentence, its length, `value`, `upper` or null, then as rows of
 * `words` (`NO_WORD` for none) unit, qualifier, indicator, within, canonical, subject, region, issuer and period, then
 * `year` or null, row of the kind in `KINDS`, and 1 where it is planned.
 */
const FIELDS = 19;
const NO_WORD = -1;
const KINDS: readonly FigureKind[] = ["level", "share", "change", "rank"];

const FigureLineSchema = z.object({
  words: checked<string[]>((value) => isArrayOf(value, (word) => typeof word === "string")),
  figures: checked<(number | null)[]>((value) => isArrayOf(value, (item) => item === null || Number.isFinite(item))),
});

export function encodeLedger(entries: readonly LedgerEntry[]): string {
  const rows = new Map<string, number>();
  const rowOf = (word: string | null | undefined): number => {
    if (word === null || word === undefined) return NO_WORD;
    const row = rows.get(word) ?? rows.size;
    rows.set(word, row);
    return row;
  };
  let sentenceStart = 0;
  const figures = entries.flatMap((entry) => {
    const { start, end, value, upper, sentence, sectionRow, year } = entry;
    const { unit, qualifier, indicator, within, canonical, subject, region, issuer, period } = entry;
    const places = [sectionRow, sentence.start - sentenceStart, sentence.end - sentence.start];
    sentenceStart = sentence.start;
    const words = [unit, qualifier, indicator, within, canonical, subject, region, issuer, period].map(rowOf);
    const span = [start - sentence.start, end - start, value, upper ?? null];
    return [...places, ...span, ...words, year, KINDS.indexOf(entry.kind), entry.state === "planned" ? 1 : 0];
  });
  return JSON.stringify({ words: [...rows.keys()], figures });
}

/**
 * Throws `SyntaxError`, `ZodError` or `RangeError` when the line is not one that `encodeLedger` wrote for a report
 * whose text has `textLength` characters.
 */
export function decodeLedger(line: string, textLength: number): LedgerEntry[] {
  const { words, figures } = FigureLineSchema.parse(JSON.parse(line));
  if (figures.length % FIELDS !== 0) throw new RangeError("a figure is cut off");
  let sentenceStart = 0;
  return Array.from({ length: figures.length / FIELDS }, (_, row) => {
    const fields = new FieldReader(words, figures, row * FIELDS);
    const sectionRow = fields.place();
    sentenceStart += fields.number();
    const sentence = { start: sentenceStart, end: sentenceStart + fields.place() };
    const start = sentenceStart + fields.place();
    const end = start + fields.place();
    if (!(sentence.start >= 0) || sentence.end > textLength || end > textLength)
      throw new RangeError(`figure ${start}–${end} lies outside its report`);
    const value = fields.number();
    const upper = fields.numberOrNull();
    const [unit, qualifier, indicator, within] = [fields.word(), fields.word(), fields.word(), fields.word()];
    const [canonical, subject, region, issuer] = [
      fields.wordOrNull(),
      fields.word(),
      fields.wordOrNull(),
      fields.wordOrNull(),
    ];
    const period = fields.wordOrNull();
    const year = fields.numberOrNull();
    const kind = KINDS[fields.place()];
    if (kind === undefined) throw new RangeError("a figure is of no known kind");
    return {
      ...{ start, end, value, unit, qualifier, kind, indicator, within, canonical, subject, region, issuer, year },
      ...(upper === null ? {} : { upper }),
      ...(period === null ? {} : { period }),
      state: fields.place() === 1 ? "planned" : "done",
      sectionRow,
      sentence,
    };
  });
}

/** Reads the fields of one figure in order; throws `RangeError` for one that is none. */
class FieldReader {
  constructor(
    private readonly words: readonly string[],
    private readonly fields: readonly (number | null)[],
    private at: number,
  ) {}

  numberOrNull(): number | null {
    return this.fields[this.at++] ?? null;
  }

  number(): number {
    const value = this.numberOrNull();
    if (value === null) throw new RangeError("a figure lacks a number");
    return value;
  }

  place(): number {
    const value = this.number();
    if (!Number.isInteger(value) || value < 0) throw new RangeError("a figure has no place");
    return value;
  }

  wordOrNull(): string | null {
    const row = this.number();
    if (row === NO_WORD) return null;
    const word = this.words[row];
    if (word === undefined) throw new RangeError("a figure has words that are not there");
    return word;
  }

  word(): string {
    const word = this.wordOrNull();
    if (word === null) throw new RangeError("a figure lacks a word");
    return word;
  }
}
