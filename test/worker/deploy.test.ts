import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { QUIET } from "./start-runtimes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MIB = 1024 * 1024;
const MetafileSchema = z.object({
  inputs: z.record(z.string(), z.unknown()),
  outputs: z.record(
    z.string(),
    z.object({ imports: z.array(z.object({ path: z.string(), external: z.boolean().optional() })) }),
  ),
});
/** What cannot run on Workers, or has no business there. */
const NODE_ONLY =
  /\.node$|node_modules\/(?:hnswlib-node|onnxruntime-\w+|@xenova|sharp|@langchain\/community|langsmith|pg|@hono\/node-server)\/|src\/runtimes\/node\//;

const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const why = existsSync(WRANGLER) ? "" : " (wrangler is not installed: npm ci)";

describe.skipIf(why !== "")(`wrangler deploy --dry-run${why}`, () => {
  const dir = mkdtempSync(join(tmpdir(), "fawen-deploy-"));
  const out = join(dir, "out");
  const index = join(dir, "index");
  let printed = "";
  beforeAll(async () => {
    const args = [WRANGLER, "deploy", "--dry-run", "--outdir", out, "--metafile"];
    const env = { ...process.env, ...QUIET, CI: "1", INDEX_DIR: index };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    printed = stdout + stderr;
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("prepares index, model and pages and stops before anything is sent", () => {
    expect(printed).toMatch(/静态文件已备好.*份报告/u);
    expect(printed).toContain("--dry-run: exiting now.");
    expect(printed).not.toMatch(/warning/iu);
  });

  it("bundles nothing native and nothing of Node", () => {
    const { inputs, outputs } = MetafileSchema.parse(JSON.parse(readFileSync(join(out, "bundle-meta.json"), "utf8")));
    expect(Object.keys(inputs)).toContain("src/http/create-app.ts");
    expect(Object.keys(inputs).filter((input) => NODE_ONLY.test(input))).toEqual([]);
    const outside = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
    expect(outside.map(({ path }) => path.replace(/^.*\//u, ""))).toEqual([expect.stringMatching(/scan-int8\.wasm$/u)]);
  });

  it("stays within 1 MiB compressed, and within 64 MiB with model and index", () => {
    const script = readFileSync(join(out, "main.js"));
    expect(gzipSync(script).length).toBeLessThan(MIB);
    expect(script.length + sizeOf(join(ROOT, "dist/worker/assets"))).toBeLessThan(64 * MIB);
  });
});

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { name, parentPath }) => sum + statSync(join(parentPath, name)).size, 0);
}
