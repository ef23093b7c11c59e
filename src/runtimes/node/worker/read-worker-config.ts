import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As much of a binding as is needed. */
interface Binding {
  readonly binding: string;
}

/** As much of `wrangler.toml` as decides whether the Worker can answer. */
export interface WorkerConfig {
  /** `[vars]`, as text. */
  readonly vars: Readonly<Record<string, string>>;
  /** Names that `.dev.vars` and its like give a value, for `npm run worker:dev`. */
  readonly local: readonly string[];
  readonly ai: boolean;
  readonly vectorize: boolean;
  readonly feedback: boolean;
  /** Whether the Worker comes before its files, so that none is public but by its routes. */
  readonly keepsFiles: boolean;
}

const CONFIG = "wrangler.toml";
const LOCAL_FILE = /^\.(?:dev\.vars|env)(?:\.|$)/;
const ASSIGNMENT = /^\s*(?:export\s+)?(\w+)\s*=\s*\S/gmu;

/**
 * Reads the configuration of the Worker in a folder with wrangler's own reader.
 *
 * @returns null where there is no `wrangler.toml`, as in an offline pack; what is wrong, in words, where it cannot be read
 */
export async function readWorkerConfig(root: string): Promise<WorkerConfig | string | null> {
  const path = join(root, CONFIG);
  if (!existsSync(path)) return null;
  const wrangler = await import("wrangler").catch(() => null);
  if (wrangler === null) return "wrangler 没有装上，用 Workers 才需要：请运行 npm ci";
  try {
    const { vars, ai, vectorize, kv_namespaces, assets } = wrangler.unstable_readConfig(
      { config: path },
      { hideWarnings: true },
    );
    return {
      vars: Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, String(value)])),
      local: listLocalNames(root),
      ai: ai?.binding === "AI",
      vectorize: vectorize.some(({ binding }: Binding) => binding === "VECTORIZE"),
      feedback: kv_namespaces.some(({ binding }: Binding) => binding === "FEEDBACK"),
      keepsFiles: assets?.binding === "ASSETS" && assets.run_worker_first === true,
    };
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).trim().split("\n");
    return `${CONFIG} 读不懂：${line}`;
  }
}

function listLocalNames(root: string): string[] {
  const files = readdirSync(root).filter((file) => LOCAL_FILE.test(file));
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(ASSIGNMENT)].map(([, name]) => name ?? ""),
  );
}
