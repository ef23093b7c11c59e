import { FIELD, FIELDS, KINDS, NONE, VALUES } from "../core/figures/figure-ledger.ts";
import { FawenError } from "../core/model/errors.ts";
import type { FigureLedger } from "../core/model/library.ts";
import { isArrayOf } from "./json-checks.ts";
import { headerBytes, type Numbers, type NumbersType, numberBytes, readNumbers } from "./typed-bytes.ts";

/**
 * `figures-….bin`, the ledgers of a shard: a header of eight little-endian 32-bit numbers (magic, version, ledgers,
 * values, wide fields, narrow fields, rows of words, bytes of words); the values of all; for each ledger its number of
 * figures, its number of words, and whether its fields are wide; the wide fields in four bytes each; which of the
 * shard's words are whose; the narrow fields in two bytes each; and the words as a JSON list, each once.
 */
const MAGIC = 0x4657_4146; // "FAWF" read as little-endian
const VERSION = 1;
const HEADER_NUMBERS = 8;
/** Numbers of a ledger in the table behind the values. */
const LEDGER_NUMBERS = 3;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

const SURE_WORDS = [FIELD.unit, FIELD.qualifier, FIELD.indicator, FIELD.within, FIELD.subject];
const OPEN_WORDS = [FIELD.canonical, FIELD.region, FIELD.issuer, FIELD.period];

/** The file in pieces. */
export function* encodeFigures(ledgers: readonly FigureLedger[]): Generator<Uint8Array, void, void> {
  const rowOf = new Map<string, number>();
  const wordRows: number[] = [];
  const table: number[] = [];
  const wide: Int32Array[] = [];
  const narrow: Int16Array[] = [];
  for (const { words, fields, values } of ledgers) {
    for (const word of words) {
      const row = rowOf.get(word) ?? rowOf.size;
      rowOf.set(word, row);
      wordRows.push(row);
    }
    if (fields instanceof Int16Array) narrow.push(fields);
    else wide.push(fields);
    table.push(values.length / VALUES, words.length, fields instanceof Int16Array ? 0 : 1);
  }
  const count = (parts: readonly { readonly length: number }[]) => parts.reduce((sum, { length }) => sum + length, 0);
  const values = ledgers.map((ledger) => ledger.values);
  const json = new TextEncoder().encode(JSON.stringify([...rowOf.keys()]));
  yield headerBytes([
    ...[MAGIC, VERSION, ledgers.length, count(values), count(wide), count(narrow), wordRows.length, json.length],
  ]);
  for (const part of [...values, Uint32Array.from(table), ...wide, Uint32Array.from(wordRows), ...narrow])
    yield numberBytes(part);
  yield json;
}

/**
 * The ledgers of a file, sharing its memory where possible.
 * Throws `index-corrupt` when they are not those of reports with texts of these lengths.
 */
export function decodeFigures(bytes: Uint8Array, textLengths: readonly number[]): FigureLedger[] {
  try {
    return readLedgers(bytes, textLengths);
  } catch (cause) {
    throw new FawenError("index-corrupt", "索引已损坏：数据台账无法读取；请运行 npm run ingest 重建索引", { cause });
  }
}

/** Throws `RangeError`, or `SyntaxError` for words that are no JSON. */
function readLedgers(bytes: Uint8Array, textLengths: readonly number[]): FigureLedger[] {
  if (bytes.byteLength < HEADER_NUMBERS * 4) throw new RangeError("the file is too short");
  const [magic, version, ledgers = 0, valueCount = 0, wideCount = 0, narrowCount = 0, rowCount = 0, jsonBytes = 0] =
    readNumbers(Uint32Array, bytes, 0, HEADER_NUMBERS);
  if (magic !== MAGIC || version !== VERSION || ledgers !== textLengths.length) throw new RangeError("another header");
  const numbers = HEADER_NUMBERS + 2 * valueCount + LEDGER_NUMBERS * ledgers + wideCount + rowCount;
  if (bytes.byteLength !== 4 * numbers + 2 * narrowCount + jsonBytes) throw new RangeError("another length");
  let at = HEADER_NUMBERS * 4;
  const take = <T extends Numbers>(type: NumbersType<T>, count: number): T => {
    const taken = readNumbers(type, bytes, at, count);
    at += taken.byteLength;
    return taken;
  };
  const nextValues = inTurn(take(Float64Array, valueCount));
  const nextNumbers = inTurn(take(Uint32Array, LEDGER_NUMBERS * ledgers));
  const nextWide = inTurn(take(Int32Array, wideCount));
  const nextRows = inTurn(take(Uint32Array, rowCount));
  const nextNarrow = inTurn(take(Int16Array, narrowCount));
  const words = readWords(bytes.subarray(at));
  const found = textLengths.map((textLength): FigureLedger => {
    const [figures = 0, ownWords = 0, isWide] = nextNumbers(LEDGER_NUMBERS);
    const ledger = {
      words: Array.from(nextRows(ownWords), (row) => wordAt(words, row)),
      fields: isWide ? nextWide(FIELDS * figures) : nextNarrow(FIELDS * figures),
      values: nextValues(VALUES * figures),
    };
    checkLedger(ledger, figures, textLength);
    return ledger;
  });
  if ([nextValues, nextWide, nextRows, nextNarrow].some((next) => next(1).length > 0))
    throw new RangeError("the ledgers are not all of the file");
  return found;
}

/** Views of an array, each behind the one before; the last may be short. */
function inTurn<T extends { readonly length: number; subarray(start: number, end: number): T }>(
  whole: T,
): (count: number) => T {
  let at = 0;
  return (count) => {
    const start = at;
    at += count;
    return whole.subarray(start, at);
  };
}

function readWords(bytes: Uint8Array): readonly string[] {
  const words: unknown = JSON.parse(UTF8.decode(bytes));
  if (isStrings(words)) return words;
  throw new RangeError("the words are no list of words");
}

function isStrings(value: unknown): value is readonly string[] {
  return isArrayOf(value, (word) => typeof word === "string");
}

function wordAt(words: readonly string[], row: number): string {
  const word = words[row];
  if (word === undefined) throw new RangeError(`no word ${row}`);
  return word;
}

function checkLedger(ledger: FigureLedger, figures: number, textLength: number): void {
  if (ledger.fields.length !== FIELDS * figures || ledger.values.length !== VALUES * figures)
    throw new RangeError("a figure is cut off");
  for (let row = 0; row < figures; row++) checkFigure(ledger, row, textLength);
}

function checkFigure({ words, fields, values }: FigureLedger, row: number, textLength: number): void {
  // No closures: hundreds of thousands of figures are looked at when an index is loaded.
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
