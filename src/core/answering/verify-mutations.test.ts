import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import type { KnownFacts, Report } from "../model/report.ts";
import { readReport } from "../reading/read-report.ts";
import { checkFigures } from "./verify-figures.ts";
import { KINDS } from "./verify-mutations-kinds.ts";
import { type Line, linesOf, type Told, tellAll } from "./verify-mutations-lines.ts";

/** Digests, invented reports, and the five real ones where they are at hand. */
const FOLDERS = ["../../../corpus/", "../../../eval/further/reports/", "../../../../shared/reports/"];
const SEED = 20261123;
const MIN_MUTANTS = 2000;
const MIN_CAUGHT = 0.995;
const MAX_FALSE_ALARMS = 0.005;
/** Kinds that few figures allow are tried on every line of those, the others on one line of each figure. */
const RARE = new Set(["qualifier dropped", "plan told as done", "part of a year told as all of it"]);

function readAll(): Report[] {
  const converter = createOpenccScriptConverter();
  return FOLDERS.map((folder) => new URL(folder, import.meta.url))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => {
      const known = JSON.parse(readFileSync(new URL("reports.json", folder), "utf8")) as (KnownFacts & {
        file: string;
      })[];
      return known.map(({ file, ...facts }) => {
        const raw = readFileSync(new URL(file, folder), "utf8");
        return readReport({ id: folder.pathname + file, file, raw, known: facts, digest: "d" }, converter);
      });
    });
}

/** Numbers of [0, 1), always the same ones (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function faultsOf(text: string, { citation, report }: Told): string[] {
  return checkFigures(text, [citation], [report]).flatMap(({ text: figure, fault }) =>
    fault === null ? [] : [`${figure} ${fault}`],
  );
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)} %`;

describe("the check of an answer's figures", () => {
  let told: readonly Told[] = [];
  let lines: ReadonlyMap<Told, readonly Line[]> = new Map();
  beforeAll(() => {
    told = readAll().flatMap(tellAll);
    // Every other line, the even and the odd ones in turn: each pattern is tried on half of the figures.
    lines = new Map(told.map((one, turn) => [one, linesOf(one).filter((_, row) => (row + turn) % 2 === 0)]));
  });

  it("lets true answers stand", () => {
    const patterns = new Map<string, { told: number; refused: number }>();
    const refused: string[] = [];
    for (const line of [...lines.values()].flat()) {
      const row = patterns.get(line.pattern) ?? { told: 0, refused: 0 };
      patterns.set(line.pattern, row);
      const faults = faultsOf(line.text, line.told);
      row.told++;
      if (faults.length === 0) continue;
      row.refused++;
      refused.push(`${line.pattern}: ${line.text} (${faults.join(", ")})`);
    }
    const all = [...patterns.values()].reduce((sum, row) => sum + row.told, 0);
    console.info(`true answers: ${all}, false alarms ${refused.length} (${percent(refused.length, all)})`);
    console.table(Object.fromEntries(patterns));
    expect(refused.length / all, refused.join("\n")).toBeLessThanOrEqual(MAX_FALSE_ALARMS);
  });

  it("refuses altered answers", () => {
    const random = createRandom(SEED);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const table: Record<string, { altered: number; caught: number; skipped: number }> = {};
    const missed: string[] = [];
    for (const [kind, mutate] of Object.entries(KINDS)) {
      const row = { altered: 0, caught: 0, skipped: 0 };
      table[kind] = row;
      for (const own of lines.values()) {
        const one = pick(own);
        for (const line of RARE.has(kind) ? own : one === undefined ? [] : [one]) {
          const text = mutate(line, pick);
          if (text === null || text === line.text) {
            row.skipped++;
            continue;
          }
          row.altered++;
          if (faultsOf(text, line.told).length > 0) row.caught++;
          else missed.push(`${kind}: ${text} << ${line.text}`);
        }
      }
    }
    const altered = Object.values(table).reduce((sum, row) => sum + row.altered, 0);
    console.info(`altered answers: ${altered}, caught ${percent(altered - missed.length, altered)}`);
    console.table(table);
    expect(altered).toBeGreaterThanOrEqual(MIN_MUTANTS);
    expect((altered - missed.length) / altered, missed.join("\n")).toBeGreaterThanOrEqual(MIN_CAUGHT);
  });
});
