import { fileURLToPath } from "node:url";

const PRELOAD = fileURLToPath(new URL("./no-network.cjs", import.meta.url));

/**
 * The environment of a process, and of those that it starts, in which every attempt to reach another machine fails and
 * is written to `log`, one a line. Settings of ours that are set where the tests run do not count: defaults are meant.
 */
export function settingsWithoutNetwork(log: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(EMBEDDER|RERANKER|LLM|HF|MODEL|CORPUS|INDEX|NODE_OPTIONS|VITEST)/.test(name),
  );
  const environment = Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
  return { ...environment, NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`, NETWORK_LOG: log };
}
