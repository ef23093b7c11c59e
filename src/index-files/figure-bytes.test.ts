import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractFigures } from "../core/figures/extract-figures.ts";
import { countFigures, entryAt, type LedgerEntry, packLedger } from "../core/figures/figure-ledger.ts";
import type { FigureLedger } from "../core/model/library.ts";
import { bareReport } from "../testing/bare-library.ts";
import { decodeFigures, encodeFigures } from "./figure-bytes.ts";

const BODIES = [
  "2023年1—11月，受理案件超1.2万件，调解成功率98.82%。市公证处办理公证5至7件，连续四年排全省第2名。",
  "下一步力争培训执法人员2000人次。没有数字的一句。",
  "没有数字。",
];
const REPORTS = BODIES.map((body, row) => bareReport(`r${row}`, body));
const LEDGERS = REPORTS.map((report) => packLedger(extractFigures(report)));
const LENGTHS = REPORTS.map(({ text }) => text.length);
const corrupt = expect.objectContaining({ code: "index-corrupt", message: expect.stringContaining("数据台账") });

const encode = (ledgers: readonly FigureLedger[]) => new Uint8Array(Buffer.concat([...encodeFigures(ledgers)]));
const unpack = (ledger: FigureLedger) => Array.from({ length: countFigures(ledger) }, (_, row) => entryAt(ledger, row));

describe("figure bytes", () => {
  test("ledgers come back as they were, from memory that is not aligned too", () => {
    const entries = LEDGERS.flatMap(unpack);
    expect(entries).toEqual(REPORTS.flatMap((report) => extractFigures(report)).map(({ text: _, ...rest }) => rest));
    expect(entries.map(({ value, upper }) => upper ?? value)).toEqual([12_000, 98.82, 7, 4, 2, 2000]);
    expect(entries.some(({ period }) => period !== undefined)).toBe(true);
    expect(entries.map(({ state }) => state)).toContain("planned");
    const bytes = encode(LEDGERS);
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const each of [bytes, shifted.subarray(1)]) expect(decodeFigures(each, LENGTHS)).toEqual(LEDGERS);
    expect(decodeFigures(encode([]), [])).toEqual([]);
  });

  test("numbers are read in place, and a word that several reports use is there once", () => {
    const bytes = encode([...LEDGERS, ...LEDGERS]);
    const [first, , , same] = decodeFigures(bytes, [...LENGTHS, ...LENGTHS]);
    expect(first?.values.buffer).toBe(bytes.buffer);
    expect(first?.fields.buffer).toBe(bytes.buffer);
    expect(same).toEqual(first);
    expect(Buffer.from(bytes).toString().split('"调解成功率"').length).toBe(2);
  });

  test("places beyond two bytes come back, beside ledgers that do with two", () => {
    const far = packLedger(unpack(LEDGERS[0] ?? packLedger([])).map((entry) => moveBy(entry, 70_000)));
    expect(far.fields).toBeInstanceOf(Int32Array);
    expect(LEDGERS[0]?.fields).toBeInstanceOf(Int16Array);
    const mixed = [...LEDGERS.slice(0, 1), far, ...LEDGERS.slice(1), far];
    const lengths = mixed.map((ledger) => (ledger === far ? 90_000 : 1_000));
    expect(decodeFigures(encode(mixed), lengths)).toEqual(mixed);
  });

  test("any figure survives its packing", () => {
    const word = fc.string({ maxLength: 5 });
    const nothing = fc.constant(null);
    const figure = fc.record({
      place: fc.nat(500),
      length: fc.nat(40),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      upper: fc.option(fc.integer()),
      period: fc.option(word),
      kind: fc.constantFrom("level", "share", "change", "rank" as const),
      words: fc.tuple(word, word, word, word, word),
      canonical: fc.oneof(word, nothing),
      region: fc.oneof(word, nothing),
      issuer: fc.oneof(word, nothing),
      year: fc.oneof(fc.nat(3000), nothing),
      state: fc.constantFrom("done", "planned" as const),
    });
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 12 }), (figures) => {
        const entries = figures.map(({ place, length, upper, period, words, ...rest }): LedgerEntry => {
          const [unit, qualifier, indicator, within, subject] = words;
          const start = place + 3;
          const span = { start, end: start + length, sentence: { start: place, end: start + length + 9 } };
          const own = { unit, qualifier, indicator, within, subject, sectionRow: place % 7 };
          const more = { ...(upper === null ? {} : { upper }), ...(period === null ? {} : { period }) };
          return { ...rest, ...span, ...own, ...more };
        });
        expect(decodeFigures(encode([packLedger(entries)]), [1_000]).flatMap(unpack)).toEqual(entries);
      }),
    );
  });

  test.each<[string, (ledger: FigureLedger) => FigureLedger]>([
    ["a section of no row", (ledger) => withField(ledger, 0, -1)],
    ["an end beyond the text", (ledger) => withField(ledger, 4, 9_999)],
    ["an end before its start", (ledger) => withField(ledger, 3, (ledger.fields[4] ?? 0) + 1)],
    ["a sentence beyond the text", (ledger) => withField(ledger, 2, 9_999)],
    ["a unit that is no word", (ledger) => withField(ledger, 5, ledger.words.length)],
    ["a place that is no word", (ledger) => withField(ledger, 11, ledger.words.length)],
    ["a kind that there is not", (ledger) => withField(ledger, 15, 9)],
    [
      "no value",
      (ledger) => ({ ...ledger, values: ledger.values.map((value, at) => (at === 0 ? Number.NaN : value)) }),
    ],
    ["words that are missing", (ledger) => ({ ...ledger, words: [] })],
  ])("%s is a damaged index", (_, damage) => {
    const [first, ...others] = LEDGERS;
    if (first === undefined) throw new Error("three ledgers are three");
    expect(() => decodeFigures(encode([first, ...others]), LENGTHS)).not.toThrow();
    expect(() => decodeFigures(encode([damage(first), ...others]), LENGTHS)).toThrow(corrupt);
  });

  test("a header, a table, words or a length that do not fit are a damaged index", () => {
    const bytes = encode(LEDGERS);
    const table = 32 + 8 * LEDGERS.reduce((sum, { values }) => sum + values.length, 0);
    const broken = [
      bytes.subarray(0, 10),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, bytes]),
      ...[0, 4, 8, 12, 16, 20, 24, 28, table, table + 4, table + 8, bytes.length - 1].map((at) =>
        bytes.with(at, (bytes[at] ?? 0) + 1),
      ),
    ];
    for (const each of broken) expect(() => decodeFigures(each, LENGTHS)).toThrow(corrupt);
    expect(() => decodeFigures(bytes, LENGTHS.slice(1))).toThrow(corrupt);
  });
});

function moveBy(entry: LedgerEntry, by: number): LedgerEntry {
  const { start, end, sentence } = entry;
  return {
    ...entry,
    ...{ start: start + by, end: end + by },
    sentence: { start: sentence.start + by, end: sentence.end + by },
  };
}

/** The ledger with another number in its first figure. */
function withField(ledger: FigureLedger, place: number, value: number): FigureLedger {
  return { ...ledger, fields: ledger.fields.map((field, at) => (at === place ? value : field)) };
}
