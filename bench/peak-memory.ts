import { readFileSync } from "node:fs";

/**
 * The most memory that a process and the processes it started have held (resident, MB); only those that still run
 * count. Where the system does not tell, that of this process alone.
 */
export function peakMemoryMb(pid: number): number {
  try {
    const peak = /^VmHWM:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + peakMemoryMb(Number(child)), Number(peak ?? 0) / 1024);
  } catch {
    // Not Linux, or the process is gone.
    return pid === process.pid ? process.resourceUsage().maxRSS / 1024 : 0;
  }
}
