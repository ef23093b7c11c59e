import { beforeAll, describe, expect, it } from "vitest";
import { createRandom, readReportFolders } from "../../testing/report-folders.ts";
import { checkFigures } from "./verify-figures.ts";
import { KINDS } from "./verify-mutations-kinds.ts";
import { type Line, linesOf, type Told, tellAll } from "./verify-mutations-lines.ts";

const SEED = 20261123;
const MIN_MUTANTS = 2000;
const MIN_CAUGHT = 0.995;
const MAX_FALSE_ALARMS = 0.005;
/** Kinds that few figures allow are tried on every line of those, the others on one line of each figure. */
const RARE = new Set(["qualifier dropped", "plan told as done", "part of a year told as all of it"]);

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
    told = readReportFolders().flatMap(tellAll);
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
