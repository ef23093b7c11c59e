import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const SITE = "https://www.example.gov.cn";
const SETTINGS = { ALLOWED_ORIGINS: SITE, WIDGET_KEY: "k".repeat(32), RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "error" };
/** Nothing of these tests leaves the machine: no figures on use, no look for a newer version, no guess of the place. */
export const QUIET = {
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
};

/** Folders of reports, those that lie outside the repository only where they are there. */
export const CORPORA = ["corpus", "eval/further/reports", "../shared/reports"].filter((dir) =>
  existsSync(join(ROOT, dir)),
);

/** Where an app runs. */
export interface Runtime {
  readonly url: URL;
  close(): Promise<void>;
}

export interface StartedWorker extends Runtime {
  /** Addresses outside this machine that the Worker asked for. */
  readonly outside: readonly string[];
}

export interface Runtimes {
  readonly node: Runtime;
  readonly worker: StartedWorker;
  /** Folder of what the Worker is deployed with. */
  readonly assets: string;
  close(): Promise<void>;
}

/** Why workerd, the runtime of Workers, cannot run on this machine; null when it can. */
export function whyNoWorkerd(): string | null {
  try {
    const binary: string = createRequire(import.meta.url)("workerd").default;
    const { error, status } = spawnSync(binary, ["--version"], { timeout: 20_000 });
    return status === 0 ? null : (error?.message ?? `it ends with ${status}`);
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}

/** `npm start` and the Worker in workerd, on the same reports, index and settings. */
export async function startRuntimes(): Promise<Runtimes> {
  const dir = mkdtempSync(join(tmpdir(), "fawen-runtimes-"));
  for (const [row, corpus] of CORPORA.entries())
    cpSync(join(ROOT, corpus), join(dir, "corpus", String(row)), { recursive: true });
  const environment = { ...process.env, ...SETTINGS, CORPUS_DIR: join(dir, "corpus"), INDEX_DIR: join(dir, "index") };
  const assets = join(dir, "assets");
  await finish(run(["worker-assets", "--out", assets], environment));
  const [node, worker] = await Promise.all([startNode(environment), startWorker(assets)]);
  return {
    ...{ node, worker, assets },
    async close() {
      await Promise.all([node.close(), worker.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/**
 * A Worker in workerd, on this machine alone.
 *
 * @param entry of a Worker of the tests; the one of `wrangler.toml` when left out
 */
export async function startWorker(assets: string, entry?: string): Promise<StartedWorker> {
  Object.assign(process.env, QUIET);
  const { unstable_startWorker } = await import("wrangler");
  const outside: string[] = [];
  const worker = await unstable_startWorker({
    config: join(ROOT, "wrangler.toml"),
    ...(entry === undefined ? {} : { entrypoint: entry }),
    // Settings of a person who tries things out here are not those of the test.
    envFiles: [],
    assets,
    bindings: {
      ...Object.fromEntries(Object.entries(SETTINGS).map(([name, value]) => [name, { type: "plain_text", value }])),
      FEEDBACK: { type: "kv_namespace", id: "feedback" },
    },
    build: { custom: { command: "" } },
    dev: {
      ...{ remote: false, watch: false, persist: false, inspector: false, logLevel: "none" },
      server: { hostname: "127.0.0.1", port: 0 },
      outboundService: async (request: { readonly url: string }) => {
        outside.push(request.url);
        return new Response("no network in tests", { status: 599 }) as never;
      },
    },
  });
  await worker.ready;
  return { url: await worker.url, outside, close: () => worker.dispose() };
}

async function startNode(environment: NodeJS.ProcessEnv): Promise<Runtime> {
  const child = run(["start"], { ...environment, PORT: "0" });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /法问已就绪：(http:\S+?)（/u.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.on("close", () => reject(new Error(`the server ended: ${printed}`)));
  });
  return {
    url: new URL(url),
    close: async () => {
      const ended = new Promise((resolve) => child.on("close", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ["scripts/run.mjs", ...args], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function finish(child: ChildProcess): Promise<void> {
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${child.spawnargs.join(" ")} ended with ${code}`);
}
