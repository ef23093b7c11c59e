import type { SqlPool } from "./sql-pool.ts";

/** Everything of ours lies in this schema; nothing else of the database is touched. */
export const SCHEMA = "fawen";
/** One number for all who change tables, so that two instances that start at once do it one after the other. */
const LOCK = 7_309_101;

/**
 * What made the tables what they are, from the first on; version n is the n-th. Never change one that has been
 * released: add another.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // A model has a table of its own for its vectors, `passage_<id>`, since their dimensions are part of its type.
    `CREATE TABLE ${SCHEMA}.space (
       id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       stamp text NOT NULL UNIQUE,
       dimensions int NOT NULL,
       used_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE TABLE ${SCHEMA}.report (
       space int NOT NULL REFERENCES ${SCHEMA}.space ON DELETE CASCADE,
       key text NOT NULL,
       region text NOT NULL,
       year int NOT NULL,
       passages int NOT NULL,
       retired_at timestamptz,
       PRIMARY KEY (space, key)
     )`,
  ],
  [
    // Requests a client has made in the running minute, counted by all instances together.
    `CREATE UNLOGGED TABLE ${SCHEMA}.request_count (
       client text NOT NULL,
       minute timestamptz NOT NULL,
       requests int NOT NULL,
       PRIMARY KEY (client, minute)
     )`,
  ],
  [
    // What visitors think of answers, as they are written to a file elsewhere.
    `CREATE TABLE ${SCHEMA}.feedback (
       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       received_at timestamptz NOT NULL DEFAULT now(),
       feedback jsonb NOT NULL
     )`,
  ],
  [
    // The secret of the digests that clients are counted by: 244 random bits, the same for all instances. What was
    // counted before is by digests that anybody can make.
    `CREATE TABLE ${SCHEMA}.client_secret (secret text NOT NULL)`,
    `INSERT INTO ${SCHEMA}.client_secret VALUES (gen_random_uuid()::text || gen_random_uuid()::text)`,
    `DELETE FROM ${SCHEMA}.request_count`,
  ],
];

/** Brings the tables up to date; any number of instances may call it at once, any number of times. */
export async function migrate(pool: SqlPool): Promise<void> {
  await pool.transaction(async (run) => {
    await run("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    // Asked first: who may not create may still use what is there.
    const [extension] = await run("SELECT 1 AS there FROM pg_extension WHERE extname = 'vector'");
    if (extension === undefined) await run("CREATE EXTENSION IF NOT EXISTS vector");
    const [schema] = await run("SELECT 1 AS there FROM pg_namespace WHERE nspname = $1", [SCHEMA]);
    if (schema === undefined) await run(`CREATE SCHEMA ${SCHEMA}`);
    const [ledger] = await run("SELECT to_regclass($1) AS there", [`${SCHEMA}.migration`]);
    if (!ledger?.there)
      await run(
        `CREATE TABLE ${SCHEMA}.migration (version int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
      );
    const [done] = await run(`SELECT coalesce(max(version), 0) AS version FROM ${SCHEMA}.migration`);
    for (const [at, statements] of MIGRATIONS.entries()) {
      const version = at + 1;
      if (version <= Number(done?.version)) continue;
      for (const statement of statements) await run(statement);
      await run(`INSERT INTO ${SCHEMA}.migration (version) VALUES ($1)`, [version]);
    }
  });
}
