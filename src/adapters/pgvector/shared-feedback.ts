import { migrate, SCHEMA } from "./migrations.ts";
import type { SqlPool } from "./sql-pool.ts";

/** As many as two full files of them hold; strangers can send opinions, so what they take is bounded. */
const MOST = 20_000;
/** How often what is over goes. */
const EVERY = 100;

/**
 * Keeps what visitors think of answers in the database, for all instances together, the newest of them, each with the
 * time it came. The table is made when it is not there.
 *
 * @returns saves one opinion; throws what the driver throws
 */
export function createSharedFeedback(pool: SqlPool, most = MOST, every = EVERY): (feedback: object) => Promise<void> {
  let ready: Promise<void> | null = null;
  let saved = 0;
  return async (feedback) => {
    ready ??= migrate(pool);
    await ready.catch((error: unknown) => {
      ready = null;
      throw error;
    });
    await pool.run(`INSERT INTO ${SCHEMA}.feedback (feedback) VALUES ($1)`, [JSON.stringify(feedback)]);
    if (++saved % every === 0)
      await pool.run(
        `DELETE FROM ${SCHEMA}.feedback
         WHERE id <= (SELECT id FROM ${SCHEMA}.feedback ORDER BY id DESC OFFSET $1 LIMIT 1)`,
        [most],
      );
  };
}
