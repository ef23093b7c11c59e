import { afterAll, beforeAll, describe, it } from "vitest";
import { createPgvectorStore } from "../../src/adapters/pgvector/pgvector-store.ts";
import { openPgPool } from "../../src/runtimes/node/open-pg-pool.ts";
import {
  findPostgres,
  POSTGRES_PASSWORD,
  type PostgresCluster,
  startPostgres,
} from "../../src/testing/start-postgres.ts";
import { testVectorStore } from "../../src/testing/vector-store-contract.ts";

const found = findPostgres();
const password = POSTGRES_PASSWORD;

if ("missing" in found) {
  it.skip(`pgvector is not tested: ${found.missing}`, () => {});
} else {
  describe("a real PostgreSQL", () => {
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
  });
}
