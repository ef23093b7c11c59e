import { expect, it } from "vitest";
import { buildGraph } from "./build-graph.ts";
import type { RunSql, SqlPool } from "./sql-pool.ts";

const SPACE = { id: 1, table: "fawen.passage_1", graph: "passage_1_graph" };

/** A database of a million rows that refuses what `refuse` says; `said` are its statements. */
function createPool(refuse: (text: string) => string | null) {
  const said: string[] = [];
  const run: RunSql = async (text) => {
    said.push(text);
    const code = refuse(said.join("\n"));
    if (code !== null) throw Object.assign(new Error("no"), { code });
    return text.includes("count(*)") ? [{ rows: 1_000_000 }] : [{ graph: null }];
  };
  const pool: SqlPool = { run, transaction: (work) => work(run), close: async () => {} };
  return { pool, said };
}

it("asks for the memory that the graph takes, so that it is not built on the disk", async () => {
  const { pool, said } = createPool(() => null);
  await buildGraph(pool, SPACE, 256);
  const [, megabytes] = /maintenance_work_mem = '(\d+)MB'/.exec(said.join()) ?? [];
  // Vectors alone are 977 MB.
  expect(Number(megabytes)).toBeGreaterThan(1_500);
  expect(Number(megabytes)).toBeLessThan(3_000);
});

it("builds in one process where several have no room for what they share", async () => {
  const alone = "max_parallel_maintenance_workers = 0";
  const { pool, said } = createPool((all) => (all.endsWith("200)") && !all.includes(alone) ? "53100" : null));
  await buildGraph(pool, SPACE, 256);
  expect(said.filter((text) => text.startsWith("CREATE INDEX"))).toHaveLength(2);
  expect(said).toContain(`SET LOCAL ${alone}`);
});

it("does not insist where there is another reason", async () => {
  const { pool, said } = createPool((all) => (all.endsWith("200)") ? "42501" : null));
  await expect(buildGraph(pool, SPACE, 256)).rejects.toMatchObject({ code: "42501" });
  expect(said.filter((text) => text.startsWith("CREATE INDEX"))).toHaveLength(1);
});
