import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { createSmallCorpus, type SmallCorpus } from "../../testing/small-corpus.ts";
import { composeAssistant } from "./compose.ts";
import { examineWorker } from "./examine-worker.ts";

const ASSETS = '[assets]\ndirectory = "."\nbinding = "ASSETS"\nrun_worker_first = true\n';
const hasWrangler = existsSync(fileURLToPath(new URL("../../../node_modules/wrangler", import.meta.url)));

describe.skipIf(!hasWrangler)(`examineWorker${hasWrangler ? "" : " (wrangler is not installed: npm ci)"}`, () => {
  let corpus: SmallCorpus;
  let root: string;
  beforeEach(() => {
    corpus = createSmallCorpus();
    root = mkdtempSync(join(tmpdir(), "fawen-worker-"));
  });
  afterEach(() => {
    corpus.remove();
    rmSync(root, { recursive: true, force: true });
  });

  async function examine(toml: string, settings: Record<string, string> = {}) {
    writeFileSync(join(root, "wrangler.toml"), `name = "x"\ncompatibility_date = "2026-04-01"\n${toml}`);
    return examineWorker(parseConfig({ ...corpus.settings, ...settings }), root);
  }
  async function ingest(settings: Record<string, string> = {}) {
    const composed = await composeAssistant(parseConfig({ ...corpus.settings, ...settings }), { notify: () => {} });
    await composed.prepare();
    await composed.close();
  }

  it("says nothing where there is no wrangler.toml, and finds nothing wrong with ours", async () => {
    expect(await examineWorker(parseConfig(corpus.settings), root)).toEqual([]);
    expect(await examineWorker(parseConfig(corpus.settings))).toMatchObject([{ state: "ok" }]);
  });

  it("names the secrets that the settings want, and which of them this machine has", async () => {
    writeFileSync(join(root, ".dev.vars"), "# for trying out\nWIDGET_KEY=0123456789\n");
    const vars = '[vars]\nALLOWED_ORIGINS = "https://www.example.gov.cn"\nLLM_PROVIDER = "deepseek"\n';
    const [found] = await examine(vars + ASSETS);
    expect(found).toMatchObject({
      state: "ok",
      message: expect.stringMatching(/WIDGET_KEY（本机已有）、LLM_API_KEY(?!（)/),
    });
  });

  it.each([
    ['[vars]\nLLM_PROVIDER = "workers-ai"\nLLM_MODEL = "@cf/qwen/qwen3"\n', /\[ai\]/],
    ['[vars]\nVECTOR_STORE = "vectorize"\n', /\[\[vectorize\]\]/],
    ['[vars]\nVECTOR_STORE = "http://127.0.0.1:6333"\n', /local 或 vectorize/],
    ['[vars]\nRERANKER = "Xenova/bge-reranker-base"\n', /RERANKER/],
    ['[vars]\nLLM_API_KEY = "sk-0123456789"\n', /LLM_API_KEY 写在 wrangler.toml 里.*secret put LLM_API_KEY/],
  ])("says what to mend in %s", async (toml, fix) => {
    const [found] = await examine(toml + ASSETS);
    expect(found).toMatchObject({ state: "warning", fix: expect.stringMatching(fix) });
    expect(JSON.stringify(found)).not.toContain("sk-0123456789");
  });

  it.each([
    ['[vars]\nRATE_LIMIT_PER_MINUTE = "many"\n', /RATE_LIMIT_PER_MINUTE/],
    ["[vars\n", /wrangler\.toml 读不懂/],
  ])("says what cannot be read in %s", async (toml, message) => {
    expect(await examine(toml)).toMatchObject([{ state: "warning", message: expect.stringMatching(message) }]);
  });

  it("warns of files that anybody could download", async () => {
    const [found] = await examine('[assets]\ndirectory = "."\nbinding = "ASSETS"\n');
    expect(found?.fix).toMatch(/run_worker_first.*公开/);
  });

  it("tells the size of the index, and whether something in the Worker makes vectors as it was made", async () => {
    await ingest();
    const [, fits] = await examine(ASSETS);
    expect(fits).toMatchObject({ state: "ok", message: expect.stringMatching(/^\d+ 份报告，\d+ 段，[\d.]+ MB$/) });
    // No model that could be taken along.
    const [, without] = await examine(ASSETS, { MODEL_DIR: corpus.root });
    expect(without).toMatchObject({ state: "warning", fix: expect.stringMatching(/不能在 Workers 上运行/) });
    const [, words] = await examine(`[vars]\nEMBEDDER = "none"\n${ASSETS}`, { MODEL_DIR: corpus.root });
    expect(words).toMatchObject({ state: "ok" });
  });
});
