import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { placeAndYearOf } from "../write-reports.ts";
import { openIsolateHeap } from "./isolate-heap.ts";

/**
 * Starts the Worker in workerd on the assets of a folder, asks it about as many generated reports as it is told, and
 * prints one line of JSON: what the isolate holds in the end. Without wrangler's proxies, whose inspector keeps too much
 * and breaks off under load.
 */
const [assets = "", reports = "", scratch = ""] = process.argv.slice(2);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Enough that whatever is kept for later questions is full. */
const QUESTIONS = 400;
const TOPICS = [
  ..."行政复议案件受理多少件|开展了哪些普法宣传|法律援助案件办理情况如何|规范性文件清理了多少".split("|"),
  ..."执法人员培训情况|存在哪些不足|下一步打算|行政机关负责人出庭应诉率".split("|"),
];

const bundle = join(scratch, "bundle");
const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", bundle], { cwd: ROOT });
const wasm = readdirSync(bundle).find((name) => name.endsWith(".wasm")) ?? "";
const miniflare = new Miniflare({
  name: "fawen",
  modulesRoot: bundle,
  modules: [
    { type: "ESModule", path: join(bundle, "main.js") },
    { type: "CompiledWasm", path: join(bundle, wasm) },
  ],
  compatibilityDate: "2026-04-01",
  ...{ inspectorPort: 0, port: 0, cf: false },
  bindings: { RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "error" },
  assets: {
    ...{ directory: assets, binding: "ASSETS" },
    routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
    assetConfig: { html_handling: "none", not_found_handling: "none" },
  },
});
const url = await miniflare.ready;
const inspector = new URL("/core:user:fawen", await miniflare.getInspectorURL());
const heap = await openIsolateHeap(inspector);
await fetch(new URL("/readyz", url)).then((response) => response.arrayBuffer());
const loadedMb = await heap.heldMb();
for (let row = 0; row < QUESTIONS; row++) {
  const { place, year } = placeAndYearOf((row * 37) % Number(reports));
  await ask(`${row % 10 === 0 ? "" : place}${year}年${TOPICS[row % TOPICS.length]}？`);
}
const heldMb = await heap.heldMb();
heap.close();
await miniflare.dispose();
process.stdout.write(`${JSON.stringify({ loadedMb, heldMb })}\n`);
process.exit();

async function ask(content: string): Promise<void> {
  const send = () =>
    fetch(new URL("/api/chat", url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content }] }),
    });
  // While the heap was written out the connection may have been closed as idle.
  const response = await send().catch(send);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${content}: ${response.status}`);
}
