import { readFileSync } from "node:fs";

/** A clock tick of `/proc`, the same on every Linux that Node runs on. */
const TICK_S = 0.01;

/** What a process has used of the processors, in seconds. */
export interface ProcessorTime {
  readonly parent: number;
  readonly ownS: number;
  /** Of its children that have ended. */
  readonly endedS: number;
}

/** See proc(5); null where the process is gone or the system does not tell. */
export function readProcessorTime(pid: number): ProcessorTime | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (field: number) => Number(fields[field - 3]);
    return { parent: at(4), ownS: (at(14) + at(15)) * TICK_S, endedS: (at(16) + at(17)) * TICK_S };
  } catch {
    return null;
  }
}
