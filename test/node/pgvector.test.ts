import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../src/adapters/pgvector/migrations.ts";
import { createPgvectorStore } from "../../src/adapters/pgvector/pgvector-store.ts";
import { createSharedFeedback } from "../../src/adapters/pgvector/shared-feedback.ts";
import { fillStore } from "../../src/adapters/vector-store/fill-store.ts";
import { placeReports } from "../../src/adapters/vector-store/stored-reports.ts";
import { parseConfig } from "../../src/config.ts";
import { type Composed, composeAssistant } from "../../src/runtimes/node/compose.ts";
import { openEmbedder } from "../../src/runtimes/node/create-embedder.ts";
import { examineVectorStore } from "../../src/runtimes/node/examine-vector-store.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import { createPlacedLibrary, PASSAGES } from "../../src/testing/placed-library.ts";
import { plainStamp } from "../../src/testing/plain-stamp.ts";
import { createSmallCorpus, reportOf, type SmallCorpus } from "../../src/testing/small-corpus.ts";
import {
  findPostgres,
  POSTGRES_PASSWORD,
  type PostgresCluster,
  startPostgres,
} from "../../src/testing/start-postgres.ts";
import { createSampleTable, findNearest, rowOf } from "../../src/testing/vector-index-contract.ts";
import { testVectorStore } from "../../src/testing/vector-store-contract.ts";

const found = findPostgres();
const password = POSTGRES_PASSWORD;

if ("missing" in found) {
  it.skip(`pgvector is not tested: ${found.missing}`, () => {});
} else {
  describe("a real PostgreSQL with pgvector", () => {
    let cluster: PostgresCluster;
    beforeAll(async () => {
      cluster = await startPostgres();
    });
    afterAll(() => cluster?.remove());

    testVectorStore("pgvector", async () => {
      const url = await cluster.createDatabase();
      return {
        open: async (stamp) =>
          createPgvectorStore({ pool: await openPgPool({ url, password }), stamp, password, graceMs: 0 }),
        breakDown: () => cluster.stop(),
        repair: () => cluster.start(),
        close: async () => {},
        secrets: [password, encodeURIComponent(password)],
      };
    });

    it("finds by the graph what comparing all finds, with and without a filter", async () => {
      const stamp = plainStamp("graph", 32);
      const library = createPlacedLibrary(stamp, 80);
      const url = await cluster.createDatabase();
      const first = createPgvectorStore({ pool: await openPgPool({ url, password }), stamp });
      await fillStore(first, library);
      await first.close();
      const pool = await openPgPool({ url, password });
      // So few rows the planner would rather sort.
      for (const way of ["seqscan", "bitmapscan", "sort"])
        await pool.run(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET enable_${way} = off`);
      await pool.close();
      const graphPool = await openPgPool({ url, password }, { connections: 2, statementMs: 60_000, candidates: 1_000 });
      const store = createPgvectorStore({ pool: graphPool, stamp });
      const queries = createSampleTable(20, 32, 9);
      for (const years of [undefined, [2016, 2019, 2020]]) {
        const accept = (row: number) =>
          years?.includes(library.reports[Math.floor(row / PASSAGES)]?.identity.year.value ?? 0) ?? true;
        let same = 0;
        for (let row = 0; row < 20; row++) {
          const query = rowOf(queries, row);
          // Not told how many pass, it takes the graph.
          const scores = (await store.search(query, 10, { years })).map(({ score }) => score);
          const nearest = findNearest(library.vectors, query, 10, accept);
          same += nearest.filter(({ score }) => scores.some((found) => Math.abs(found - score) < 1e-5)).length;
        }
        expect(same).toBeGreaterThanOrEqual(198);
      }
      const plan = await graphPool.run(
        `EXPLAIN SELECT report FROM fawen.passage_1 ORDER BY embedding <#> '[${rowOf(queries, 0).join(",")}]' LIMIT 10`,
      );
      expect(JSON.stringify(plan)).toContain("passage_1_graph");
      await store.close();
    });

    it("goes on with new connections when those it had are ended", async () => {
      const stamp = plainStamp("ended", 32);
      const library = createPlacedLibrary(stamp, 4);
      const url = await cluster.createDatabase();
      const [pool, other] = [await openPgPool({ url, password }), await openPgPool({ url, password })];
      const store = createPgvectorStore({ pool, stamp });
      await fillStore(store, library);
      const query = rowOf(library.vectors, 30);
      for (let time = 0; time < 3; time++) {
        await Promise.all(Array.from({ length: 4 }, () => store.search(query, 5, {})));
        await other.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        const found = await Promise.all(Array.from({ length: 4 }, () => store.search(query, 1, {})));
        for (const [hit] of found) expect(hit).toMatchObject({ passage: 5 });
      }
      await store.close();
      await other.close();
    });

    it("writes once the connection stands again, though it broke three times in a row", async () => {
      const stamp = plainStamp("patient", 32);
      const library = createPlacedLibrary(stamp, 4);
      const url = await cluster.createDatabase();
      const pool = await openPgPool({ url, password });
      let breaks = 0;
      const store = createPgvectorStore({
        stamp,
        pool: {
          ...pool,
          transaction: (work) =>
            pool.transaction(async (run) => {
              if (breaks-- > 0) await run("SELECT pg_terminate_backend(pg_backend_pid())");
              return work(run);
            }),
        },
      });
      await store.put([], new Float32Array());
      breaks = 3;
      expect(await fillStore(store, library)).toBe(4 * PASSAGES);
      expect(breaks).toBeLessThan(0);
      expect(await store.missing(placeReports(library))).toEqual([]);
      await store.close();
    });

    it("brings tables of an earlier version up to date, several instances at once, and keeps what is in them", async () => {
      const stamp = plainStamp("earlier", 32);
      const library = createPlacedLibrary(stamp, 4);
      const url = await cluster.createDatabase();
      const pool = await openPgPool({ url, password });
      const store = createPgvectorStore({ pool, stamp });
      await fillStore(store, library);
      // As the first version left it.
      await pool.run("DROP TABLE fawen.request_count, fawen.feedback, fawen.client_secret");
      await pool.run("DELETE FROM fawen.migration WHERE version > 1");
      await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
      const versions = await pool.run("SELECT version FROM fawen.migration ORDER BY version");
      expect(versions).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }, { version: 4 }]);
      expect(await pool.run("SELECT count(*)::int AS n FROM fawen.request_count")).toEqual([{ n: 0 }]);
      expect(await store.missing(placeReports(library))).toEqual([]);
      await store.close();
    });

    it("outlives a connection that breaks in the middle of a change, and undoes it", async () => {
      const url = await cluster.createDatabase();
      const pool = await openPgPool({ url, password });
      await pool.run("CREATE TABLE kept (n int)");
      const breaking = pool.transaction(async (run) => {
        await run("INSERT INTO kept VALUES (1)");
        await cluster.stop();
        await run("INSERT INTO kept VALUES (2)");
      });
      await expect(breaking).rejects.toThrow();
      await cluster.start();
      expect(await pool.run("SELECT n FROM kept")).toEqual([]);
      await pool.close();
    });

    it("does not begin a search that nobody waits for any more, and ends one that takes too long", async () => {
      const url = await cluster.createDatabase();
      const pool = await openPgPool({ url, password }, { connections: 1, statementMs: 500 });
      const slow = pool.run("SELECT pg_sleep(60)");
      const controller = new AbortController();
      const waiting = pool.run("CREATE TABLE begun ()", [], controller.signal);
      controller.abort(new Error("nobody waits"));
      await expect(slow).rejects.toMatchObject({ code: "57014" });
      await expect(waiting).rejects.toThrow("nobody waits");
      expect(await pool.run("SELECT to_regclass('begun') AS there")).toEqual([{ there: null }]);
      await pool.close();
    });

    describe("instances on one database", () => {
      const ASKED = { messages: [{ role: "user" as const, content: "云泽市2023年行政复议申请有多少件？" }] };
      const open: Composed[] = [];
      const lines: string[] = [];
      let corpus: SmallCorpus;
      let address: string;
      beforeEach(async () => {
        corpus = createSmallCorpus();
        const url = new URL(await cluster.createDatabase());
        url.password = encodeURIComponent(password);
        address = url.href;
        lines.length = 0;
      });
      afterEach(async () => {
        for (const composed of open.splice(0)) await composed.close();
        corpus.remove();
      });

      const settings = () => parseConfig({ ...corpus.settings, VECTOR_STORE: address });
      async function compose(config = settings()) {
        const composed = await composeAssistant(config, { notify: (line) => lines.push(line) });
        open.push(composed);
        return composed;
      }

      it("answer as one without an engine does, and hold no vectors themselves", async () => {
        const local = await compose(parseConfig(corpus.settings));
        await local.prepare();
        const [one, other] = [await compose(), await compose()];
        await one.prepare();
        await other.load();
        expect(other.assistant.status().vectorIndex).toBe("pgvector");
        expect(other.assistant.library().vectors).toBeNull();
        const expected = await local.assistant.answer(ASKED);
        expect(await one.assistant.answer(ASKED)).toEqual(expected);
        expect(await other.assistant.answer(ASKED)).toEqual(expected);
        expect(lines).toEqual([]);
      });

      it("answer from the new index once another one has put it in, and from the old until then", async () => {
        const [one, other] = [await compose(), await compose()];
        await one.prepare();
        await other.load();
        corpus.write("yunze-2024.txt", reportOf(2024, 163));
        const stages: string[] = [];
        await one.ingest({ onProgress: ({ stage }) => stages.push(stage) });
        expect(stages.indexOf("storing")).toBeGreaterThan(stages.indexOf("embedding"));
        expect(stages.indexOf("saving")).toBeGreaterThan(stages.indexOf("storing"));
        expect((await other.assistant.answer(ASKED)).notes).toBeUndefined();
        await other.load();
        const { hits } = await other.assistant.search({ query: "云泽市2024年行政复议", k: 3 });
        expect(hits[0]?.year).toBe(2024);
        expect(hits[0]?.scores.vector).toBeGreaterThan(0);
      });

      it("start without it, answer by words with a note, and fill it when it is there", async () => {
        await cluster.stop();
        const one = await compose();
        await one.prepare();
        const answer = await one.assistant.answer(ASKED);
        expect(answer.lead).toContain("158");
        expect(answer.notes).toEqual([expect.stringContaining("只按字词查找")]);
        await expect(one.ingest()).rejects.toMatchObject({ code: "backend-failed" });
        await cluster.start();
        await one.ingest();
        expect((await one.assistant.answer(ASKED)).notes).toBeUndefined();
        for (const line of lines) expect(line).not.toContain(password);
      });

      it("let the doctor tell whether the engine holds the index", async () => {
        const one = await compose();
        await one.prepare();
        const { embedder } = await openEmbedder(settings());
        const present = embedder?.stamp ?? null;
        expect(await examineVectorStore(settings(), present)).toMatchObject([
          { state: "ok", message: expect.stringContaining("全部 1 份") },
        ]);
        address = address.replace(/test_\d+$/, "nowhere");
        expect(await examineVectorStore(settings(), present)).toMatchObject([
          { state: "problem", message: expect.stringContaining("没有这个数据库") },
        ]);
      });

      it("keep opinions together, the newest of them", async () => {
        // Also where nothing was put in yet, and by both at once.
        const pools = [await openPgPool({ url: address }), await openPgPool({ url: address })];
        const [one, other] = pools.map((pool) => createSharedFeedback(pool, 6, 3));
        await Promise.all([one?.({ comment: "甲" }), other?.({ comment: "乙'; --" })]);
        for (let row = 0; row < 10; row++) await (row % 2 === 0 ? one : other)?.({ comment: `第${row}条` });
        const rows = (await pools[0]?.run("SELECT feedback, received_at FROM fawen.feedback ORDER BY id")) ?? [];
        const comments = rows.map(({ feedback }) => feedback);
        expect(comments.length).toBeLessThanOrEqual(8);
        expect(comments.slice(-6)).toEqual([4, 5, 6, 7, 8, 9].map((row) => ({ comment: `第${row}条` })));
        expect(rows.at(-1)?.received_at).toBeInstanceOf(Date);
        for (const pool of pools) await pool.close();
      });
    });
  });
}
