import { readdirSync } from "node:fs";
import type { SqlPool } from "../../src/adapters/pgvector/sql-pool.ts";
import { readProcessorTime } from "../processor-time.ts";

/**
 * Tells how much processor time the server behind a pool has used, all its processes together, in seconds: on a busy
 * machine that says more than time that passed. Only on Linux.
 */
export async function watchProcessor(pool: SqlPool): Promise<() => number> {
  const [own] = await pool.run("SELECT pg_backend_pid() AS pid");
  // Every connection has a process of its own, whose parent is the server.
  const server = readProcessorTime(Number(own?.pid))?.parent;
  return () => {
    let seconds = 0;
    for (const name of readdirSync("/proc")) {
      const pid = Number(name);
      const time = Number.isInteger(pid) ? readProcessorTime(pid) : null;
      if (time === null) continue;
      if (time.parent === server) seconds += time.ownS;
      else if (pid === server) seconds += time.ownS + time.endedS;
    }
    return seconds;
  };
}
