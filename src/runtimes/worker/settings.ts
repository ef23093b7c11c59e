import type { WorkerEnv } from "./bindings.ts";

/** The settings among what a Worker is given: plain text and secrets; the rest are bindings. */
export function settingsOf(env: WorkerEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
