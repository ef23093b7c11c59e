import { describe, expect, test } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createRandom, writeCleanText } from "../../testing/clean-text.ts";
import { dirtyText, NOISE_KINDS } from "../../testing/dirty-text.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import { findCopies } from "./find-copies.ts";
import { readReport } from "./read-report.ts";

const converter = createOpenccScriptConverter();

function read(file: string, raw: string, known: KnownFacts = {}): Report {
  return readReport({ id: file, file, raw, known, digest: file }, converter);
}

/** A clean report and what a careless site made of it; null where that cannot be read at all. */
function makePair(seed: number): readonly [Report, Report] | null {
  const random = createRandom(seed);
  const clean = writeCleanText(random);
  try {
    return [read(`${seed}-a`, clean), read(`${seed}-b`, dirtyText(clean, random, NOISE_KINDS, converter).raw)];
  } catch {
    return null;
  }
}

/** The same sentences, one figure of all of them another. */
function changeOneFigure(text: string, random: () => number): string {
  const figures = [...text.matchAll(/\d+(?=[件次家份场条])/g)];
  const chosen = figures[Math.floor(random() * figures.length)];
  if (chosen === undefined) return text;
  const { index } = chosen;
  return text.slice(0, index) + String(Number(chosen[0]) + 1) + text.slice(index + chosen[0].length);
}

const PAIRS = 300;

describe("findCopies", () => {
  test(`finds at least 99 % of ${PAIRS} copies damaged by all kinds of noise, and pairs no others`, () => {
    const pairs = Array.from({ length: PAIRS }, (_, seed) => makePair(seed + 1)).filter((pair) => pair !== null);
    expect(pairs.length).toBeGreaterThan(PAIRS * 0.9);
    const copies = findCopies(pairs.flat());
    const wrong = [...copies].filter(([row, kept]) => Math.floor(row / 2) !== Math.floor(kept / 2));
    expect(wrong).toEqual([]);
    expect(copies.size / pairs.length).toBeGreaterThanOrEqual(0.99);
  });

  test(`never takes one of ${PAIRS} reports with one other figure for a copy`, () => {
    const reports = Array.from({ length: PAIRS }, (_, seed) => {
      const random = createRandom(seed + 10_001);
      const text = writeCleanText(random);
      const changed = changeOneFigure(text, random);
      return changed === text ? [] : [read(`${seed}-a`, text), read(`${seed}-b`, changed)];
    });
    expect(findCopies(reports.flat())).toEqual(new Map());
  });

  const BODY = writeCleanText(createRandom(7)).split("\n").slice(2).join("\n");
  const report = (place: string, year: number, rest = BODY) => `${place}${year}年度法治政府建设情况报告\n${rest}`;

  test("last year's report and a neighbour's are no copies, even with the same figures", () => {
    const reports = [report("云泽市", 2023), report("云泽市", 2022), report("青禾县", 2023), report("江门市", 2023)];
    expect(findCopies(reports.map((text, row) => read(`${row}`, text)))).toEqual(new Map());
  });

  test("reports without any figure differ by their places", () => {
    const body = BODY.replace(/[\d.,]+%?/g, "若干").replace(/[一二三四五六七八九十]/g, "某");
    const reports = [`云泽市法治政府建设情况报告\n${body}`, `青禾县法治政府建设情况报告\n${body}`];
    expect(findCopies(reports.map((text, row) => read(`${row}`, text)))).toEqual(new Map());
  });

  test("a copy with another head and foot, and one that was cut off, are found; the whole one is kept", () => {
    const random = createRandom(3);
    const whole = report("云泽市", 2023, Array.from({ length: 4 }, () => writeCleanText(random)).join(""));
    const reports = [
      whole.slice(0, Math.floor(whole.length * 0.75)),
      `发布日期：2024-02-03 点击数：77\n${whole}`,
      `${whole}\n责任编辑：某某 2024年3月9日\n`,
    ];
    const copies = findCopies(reports.map((text, row) => read(`${row}`, text)));
    expect(copies.size).toBe(2);
    expect([...copies.values()]).not.toContain(0);
  });

  test("keeps the one whose facts were given, else the one with fewer repairs, else the first", () => {
    const text = report("云泽市", 2023);
    const glossed = text.replaceAll("设", "设(shè)");
    expect(findCopies([read("a", glossed), read("b", text), read("c", text)])).toEqual(
      new Map([
        [0, 1],
        [2, 1],
      ]),
    );
    expect(findCopies([read("a", glossed, { issuer: "云泽市人民政府", year: 2023 }), read("b", text)])).toEqual(
      new Map([[1, 0]]),
    );
  });

  test("what a person says apart stays apart", () => {
    const text = report("云泽市", 2023);
    expect(findCopies([read("a", text, { year: 2023 }), read("b", text, { year: 2022 })])).toEqual(new Map());
  });

  test("compares new reports with all and old ones with none", () => {
    const [one, other] = [report("云泽市", 2023), report("云泽市", 2022)];
    const reports = [one, one, other, other].map((text, row) => read(`${row}`, text));
    expect(findCopies(reports, (row) => row === 3)).toEqual(new Map([[3, 2]]));
    expect(findCopies(reports, () => false)).toEqual(new Map());
  });

  test("hundreds of reports from one template with the same wording and other figures are no copies", () => {
    const one = read("x", report("云泽市", 2023));
    const changed = (row: number) => one.text.replaceAll(/\d+(?=件)/g, String(row + 1));
    const reports = Array.from({ length: 300 }, (_, row) => ({ ...one, text: changed(row) }));
    expect(new Set(reports.map(({ text }) => text)).size).toBe(300);
    expect(findCopies(reports)).toEqual(new Map());
  });
});
