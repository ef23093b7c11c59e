import { readdirSync, readFileSync } from "node:fs";
import type { SqlPool } from "../../src/adapters/pgvector/sql-pool.ts";

/** A clock tick of `/proc`, the same on every Linux that Node runs on. */
const TICK_S = 0.01;

/**
 * Tells how much processor time the server behind a pool has used, all its processes together, in seconds: on a busy
 * machine that says more than time that passed. Only on Linux.
 */
export async function watchProcessor(pool: SqlPool): Promise<() => number> {
  const [own] = await pool.run("SELECT pg_backend_pid() AS pid");
  // Every connection has a process of its own, whose parent is the server.
  const server = readStat(Number(own?.pid))?.parent;
  return () => {
    let ticks = 0;
    for (const name of readdirSync("/proc")) {
      const pid = Number(name);
      const stat = Number.isInteger(pid) ? readStat(pid) : null;
      if (stat === null) continue;
      if (stat.parent === server) ticks += stat.own;
      else if (pid === server) ticks += stat.own + stat.ended;
    }
    return ticks * TICK_S;
  };
}

/** See proc(5): `own` and `ended` are ticks of the process and of its children that have ended. */
function readStat(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (field: number) => Number(fields[field - 3]);
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
