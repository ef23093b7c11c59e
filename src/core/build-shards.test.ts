import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareReport } from "../testing/bare-library.ts";
import { buildShards, cutShards, type ShardReport } from "./build-shards.ts";
import type { Library } from "./model/library.ts";

const converter = { version: "none", toSimplified: (text: string) => text };

function reportsOf(ids: readonly (string | number)[], passages = 1): ShardReport[] {
  return ids.map((id) => {
    const report = bareReport(`report-${id}`, "甲。");
    return { report, passages: new Array(passages).fill({ sectionRow: 0, start: 0, end: report.text.length }) };
  });
}

/** Ids of the reports of each shard, joined. */
function shardNames(reports: readonly ShardReport[]): string[] {
  let at = 0;
  return cutShards(reports).map((count) => {
    const run = reports.slice(at, at + count);
    at += count;
    return run.map(({ report }) => report.id).join();
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, row) => row);

describe("cutShards", () => {
  const reports = reportsOf(numbers(3_000));

  test("puts every report into one shard, none too small but the last, none too large", () => {
    const counts = cutShards(reports);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(reports.length);
    expect(Math.min(...counts.slice(0, -1))).toBeGreaterThanOrEqual(16);
    expect(Math.max(...counts)).toBeLessThanOrEqual(256);
    expect(counts.length).toBeGreaterThan(20);
    expect(cutShards([])).toEqual([]);
  });

  test("one report that comes or goes leaves nearly all shards as they were", () => {
    const before = new Set(shardNames(reports));
    fc.assert(
      fc.property(fc.nat(reports.length - 1), fc.boolean(), (row, added) => {
        const changed = added ? reports.toSpliced(row, 0, ...reportsOf([`new-${row}`])) : reports.toSpliced(row, 1);
        expect(shardNames(changed).filter((name) => !before.has(name)).length).toBeLessThanOrEqual(4);
      }),
    );
  });

  test("reports of many passages make shards of few reports, one of too many a shard of its own", () => {
    expect(cutShards(reportsOf(numbers(10), 1_000))).toEqual([4, 4, 2]);
    expect(cutShards([...reportsOf([1, 2]), ...reportsOf([3], 9_000), ...reportsOf([4])])).toEqual([2, 1, 1]);
  });
});

describe("buildShards", () => {
  const reports = reportsOf(numbers(600));
  const libraryOf = (shards: Library["shards"], of: readonly ShardReport[]): Library => {
    return { reports: of.map(({ report }) => report), passages: [], vectors: null, shards, builtAt: "" };
  };

  test("takes over what has the same reports, wherever it lies, and indexes the rest", async () => {
    const shards = await buildShards(reports, { converter, previous: null });
    const changed = [...reportsOf(["first"]), ...reports];
    const next = await buildShards(changed, { converter, previous: libraryOf(shards, reports) });
    const kept = next.filter((shard) => shards.includes(shard));
    expect(kept.length).toBeGreaterThanOrEqual(shards.length - 3);
    expect(next.reduce((sum, { reportCount }) => sum + reportCount, 0)).toBe(601);
    expect(await buildShards(changed, { converter, previous: libraryOf(next, changed) })).toEqual(next);
  });

  test("indexes again what other code has indexed", async () => {
    const shards = await buildShards(reports, { converter, previous: null });
    const old = shards.map((shard) => ({ ...shard, words: { ...shard.words, version: "old" } }));
    const next = await buildShards(reports, { converter, previous: libraryOf(old, reports) });
    expect(next).toEqual(shards);
    expect(next.some((shard) => old.includes(shard))).toBe(false);
  });

  test("extracts again what other code has extracted, and leaves the words as they are", async () => {
    const shards = await buildShards(reports, { converter, previous: null });
    const old = shards.map((shard) => ({ ...shard, figures: { ...shard.figures, version: "old" } }));
    const next = await buildShards(reports, { converter, previous: libraryOf(old, reports) });
    expect(next).toEqual(shards);
    for (const [row, shard] of next.entries()) {
      expect(shard.words).toBe(old[row]?.words);
      expect(shard.figures.ledgers[0]).not.toBe(old[row]?.figures.ledgers[0]);
    }
  });

  test("keeps the ledgers of the other reports of a shard that changes", async () => {
    const shards = await buildShards(reports, { converter, previous: null });
    const changed = [...reports.slice(0, -1), ...reportsOf(["last"])];
    const next = await buildShards(changed, { converter, previous: libraryOf(shards, reports) });
    const ledgers = new Set(shards.flatMap(({ figures }) => figures.ledgers));
    const fresh = next.flatMap(({ figures }) => figures.ledgers).filter((ledger) => !ledgers.has(ledger));
    expect(fresh).toHaveLength(1);
  });

  test("tells how far it is, lets others have their turn, and stops when it is told to", async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const building = buildShards(reports, {
      ...{ converter, previous: null, signal: controller.signal },
      onProgress: (count) => done.push(count),
      giveTurn: async () => {
        if (done.length === 2) controller.abort();
      },
    });
    await expect(building).rejects.toMatchObject({ code: "cancelled" });
    expect(done).toHaveLength(2);
  });
});
