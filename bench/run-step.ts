import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a step of a bench in a process of its own; returns what it printed last, one line of JSON. */
export async function runStep<T>(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 24,
  });
  // Our own process wrote this line a moment ago.
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as T;
}
