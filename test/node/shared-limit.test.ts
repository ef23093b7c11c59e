import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSharedLimit } from "../../src/adapters/pgvector/shared-limit.ts";
import type { SqlPool } from "../../src/adapters/pgvector/sql-pool.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import {
  findPostgres,
  type PostgresCluster,
  POSTGRES_PASSWORD as password,
  startPostgres,
} from "../../src/testing/start-postgres.ts";

const found = findPostgres();
const CLIENT = "203.0.113.7";

if ("missing" in found) {
  it.skip(`counting together is not tested: ${found.missing}`, () => {});
} else {
  describe("the shared count on a real PostgreSQL", () => {
    let cluster: PostgresCluster;
    let pool: SqlPool;
    let url: string;
    const pools: SqlPool[] = [];
    const lines: string[] = [];
    let now = 0;
    beforeAll(async () => {
      cluster = await startPostgres();
    });
    afterAll(() => cluster?.remove());
    beforeEach(async () => {
      url = await cluster.createDatabase();
      pool = await open();
      lines.length = 0;
    });
    afterEach(async () => {
      for (const each of pools.splice(0)) await each.close();
    });

    async function open(): Promise<SqlPool> {
      const opened = await openPgPool({ url, password });
      pools.push(opened);
      return opened;
    }
    const share = (on: SqlPool, limitMs = 20_000) =>
      createSharedLimit({ pool: on, limitMs, password, warn: (line) => lines.push(line), nowMs: () => now });
    const clients = async () =>
      (await pool.run("SELECT client FROM fawen.request_count ORDER BY client")).map(({ client }) => client);
    const putOld = (client: string, age: string) =>
      pool.run("INSERT INTO fawen.request_count VALUES ($1, now() - $2::interval, 1)", [client, age]);

    it("makes its tables itself, also where several instances start at once, and counts together", async () => {
      const instances = [share(pool), share(await open()), share(await open())];
      const waits = await Promise.all(instances.map((count) => count(CLIENT, 1)));
      for (const count of instances) waits.push(await count(CLIENT, 1));
      // A minute may end in between, and only once.
      expect(waits.filter((seconds) => seconds > 0 && seconds <= 60).length).toBeGreaterThanOrEqual(4);
      expect(lines).toEqual([]);
    });

    it("keeps of an address what cannot be made without the secret of the database", async () => {
      await share(pool)(CLIENT, 1);
      await share(await open())(CLIENT, 1);
      const [kept, ...others] = [...new Set(await clients())];
      expect(others).toEqual([]);
      expect(kept).toMatch(/^[0-9a-f]{64}$/);
      expect(kept).not.toBe(createHash("sha256").update(CLIENT).digest("hex"));
      const secrets = await pool.run("SELECT secret FROM fawen.client_secret");
      expect(secrets).toEqual([{ secret: expect.stringMatching(/^[0-9a-f-]{72}$/) }]);
      url = await cluster.createDatabase();
      pool = await open();
      await share(pool)(CLIENT, 1);
      expect(await clients()).not.toContain(kept);
    });

    it("forgets what is older than five minutes at its start and, a minute later, with a request", async () => {
      const first = share(pool);
      await first(CLIENT, 1);
      const [kept] = await clients();
      await putOld("old", "6 minutes");
      await putOld("young", "4 minutes");
      const second = share(await open());
      await expect.poll(clients, { timeout: 10_000 }).not.toContain("old");
      expect(await clients()).toEqual(expect.arrayContaining([kept, "young"]));

      await putOld("old", "6 minutes");
      await second("198.51.100.1", 1);
      expect(await clients()).toContain("old");
      now += 60_000;
      await second("198.51.100.1", 1);
      await expect.poll(clients, { timeout: 10_000 }).not.toContain("old");
      expect(await clients()).toContain("young");
      expect(lines).toEqual([]);
    });

    it("makes its tables again when they are gone, and says that it did not count meanwhile", async () => {
      const count = share(pool);
      await count(CLIENT, 1);
      await pool.run("DROP SCHEMA fawen CASCADE");
      expect(await count(CLIENT, 0)).toBe(0);
      expect(lines).toEqual([expect.stringContaining("暂由本进程单独计数")]);
      expect(await count(CLIENT, 0)).toBeGreaterThan(0);
    });
  });
}
