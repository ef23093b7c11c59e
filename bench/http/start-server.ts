import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { createInterface } from "node:readline";
import { peakMemoryMb } from "../peak-memory.ts";
import { readProcessorTime } from "../processor-time.ts";

export interface RunningServer {
  readonly url: string;
  /** Passages, or chunks, that it searches. */
  readonly passages: number;
  /** From the start of the process to its first word of being ready. */
  readonly readyMs: number;
  peakMb(): number;
  /** Processor time used so far, in seconds; 0 where the system does not tell. */
  processorS(): number;
  stop(): Promise<void>;
}

/** 法问已就绪：http://127.0.0.1:8787（5 份报告，70 段… */
const READY = /(http:\/\/[\w.:]+)（\d+ 份报告，(\d+) 段/u;

/**
 * Starts `node <args>` and waits until it says that it is ready. Throws when it ends before.
 *
 * @param onLine told each line that it prints from then on
 */
export async function startServer(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void = () => {},
): Promise<RunningServer> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const lines = createInterface({ input: child.stdout });
  for await (const [line] of on(lines, "line", { close: ["close"] })) {
    const [, url, passages] = READY.exec(line) ?? [];
    if (url === undefined) continue;
    // Also whatever it says from now on is read: it must not fill the pipe.
    lines.on("line", onLine);
    const readyMs = performance.now() - startedMs;
    const pid = child.pid ?? 0;
    const processorS = () => readProcessorTime(pid)?.ownS ?? 0;
    return { url, passages: Number(passages), readyMs, peakMb: () => peakMemoryMb(pid), processorS, stop };
  }
  throw new Error(`server ended before it was ready: node ${args.join(" ")}`);
}
