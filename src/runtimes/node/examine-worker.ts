import { fileURLToPath } from "node:url";
import { type Config, parseConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type IndexManifest, listFiles } from "../../index-files/manifest.ts";
import type { Finding } from "./finding.ts";
import { openIndexFolder } from "./index-folder.ts";
import { listModelAssets } from "./worker/list-model-assets.ts";
import { readWorkerConfig, type WorkerConfig } from "./worker/read-worker-config.ts";

const NAME = "Workers（可选）";
const INDEX_NAME = "Workers 的索引";
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** What the 128 MB of an isolate hold, measured in workerd: docs/benchmarks.md. */
const MOST_PASSAGES = 20_000;
/** Its vectors stay in Vectorize, a quarter of the memory. */
const MOST_PASSAGES_WITHOUT_VECTORS = 25_000;
/** Settings that nobody but the Worker may know. */
const SECRET = /_(?:KEY|TOKEN)$/;
/** Models of Workers AI, as an index names them. */
const CLOUDFLARE_MODEL = /^openai:@cf\//;
const ENDPOINT_MODEL = /^openai:/;

/**
 * What a deployment to Workers needs, as far as this machine can tell: its configuration, its secrets, and whether the
 * index fits. Never a problem: who serves with `npm start` needs none of it. Nothing is asked of Cloudflare.
 *
 * @param root where `wrangler.toml` stands; that of the project when left out
 */
export async function examineWorker(config: Config, root = ROOT): Promise<readonly Finding[]> {
  const worker = await readWorkerConfig(root);
  if (worker === null) return [];
  if (typeof worker === "string") return [{ name: NAME, state: "warning", message: worker }];
  const vars = readVars(worker.vars);
  if (typeof vars === "string")
    return [{ name: NAME, state: "warning", message: vars, fix: "改 wrangler.toml 的 [vars]" }];
  const manifest = await openIndexFolder(config.indexDir)
    .manifest()
    // What is wrong with it is told elsewhere.
    .catch(() => null);
  const faults = [...findBindingFaults(worker, vars), ...findOpenSecrets(worker)];
  return [
    toFinding(NAME, describeSettings(worker, vars), faults),
    ...(manifest === null
      ? []
      : [toFinding(INDEX_NAME, describeSize(manifest), await findIndexFaults(config, worker, vars, manifest))]),
  ];
}

/** Keys that are wanted count as given: they stand with Cloudflare. */
function readVars(vars: WorkerConfig["vars"]): Config | string {
  try {
    return parseConfig(vars);
  } catch (error) {
    if (!(error instanceof FawenError)) throw error;
    const { field = "", message } = error;
    if (!SECRET.test(field) || field in vars) return message;
    return readVars({ ...vars, [field]: "*".repeat(32) });
  }
}

/** What the Worker would refuse to answer under. */
function findBindingFaults({ ai, vectorize, keepsFiles }: WorkerConfig, vars: Config): string[] {
  const { llm, reranker, vectorStore } = vars;
  return [
    !keepsFiles && '[assets] 应有 binding = "ASSETS" 和 run_worker_first = true，否则索引会被公开下载',
    llm.provider === "workers-ai" && !ai && 'LLM_PROVIDER = "workers-ai" 要打开 [ai]',
    llm.provider === "langchain" &&
      'LLM_PROVIDER = "langchain" 只能在 Node 上用，请换 extractive、openai、workers-ai 或一个预设',
    (reranker.kind === "folder" || reranker.kind === "hub") && "RERANKER 只能是 none 或 http(s) 接口",
    vectorStore.kind === "vectorize" && !vectorize && 'VECTOR_STORE = "vectorize" 要打开 [[vectorize]]',
    vectorStore.kind !== "local" && vectorStore.kind !== "vectorize" && "VECTOR_STORE 只能是 local 或 vectorize",
  ].filter((fault) => fault !== false);
}

/** Keys that stand in a file which goes into the repository. */
function findOpenSecrets({ vars }: WorkerConfig): string[] {
  const open = Object.keys(vars).filter((name) => SECRET.test(name));
  return open.map(
    (name) => `${name} 写在 wrangler.toml 里，会随仓库公开：请删去，改用 npx wrangler secret put ${name}`,
  );
}

/** The secrets that these settings want; whether Cloudflare has them cannot be seen from here. */
function listSecrets({ llm, embedder, reranker, allowedOrigins, widget }: Config): string[] {
  return [
    allowedOrigins.length > 0 && widget !== null && "WIDGET_KEY",
    llm.provider === "openai" && "LLM_API_KEY",
    embedder.kind === "endpoint" && "EMBEDDER_API_KEY",
    reranker.kind === "endpoint" && "RERANKER_API_KEY",
  ].filter((name) => name !== false);
}

function describeSettings({ local, feedback }: WorkerConfig, vars: Config): string {
  const secrets = listSecrets(vars).map((name) => (local.includes(name) ? `${name}（本机已有）` : name));
  return [
    "wrangler.toml 可用",
    secrets.length > 0 ? `部署前用 npx wrangler secret put 设好 ${secrets.join("、")}` : "不需要密钥",
    vars.allowedOrigins.length === 0 && "没有 ALLOWED_ORIGINS，别的网站用不了问答框",
    !feedback && "没有 FEEDBACK，不收意见",
  ]
    .filter((part) => part !== false)
    .join("；");
}

function describeSize(manifest: IndexManifest): string {
  const megabytes = listFiles(manifest).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const { reports, passages } = manifest.counts;
  return `${reports} 份报告，${passages} 段，${megabytes.toFixed(1)} MB`;
}

async function findIndexFaults(
  config: Config,
  { ai }: WorkerConfig,
  vars: Config,
  { counts, embedder }: IndexManifest,
): Promise<string[]> {
  const isRemote = vars.vectorStore.kind === "vectorize";
  const most = isRemote ? MOST_PASSAGES_WITHOUT_VECTORS : MOST_PASSAGES;
  const large =
    counts.passages > most &&
    `一个实例的 128 MB 内存约容 ${most} 段：${isRemote ? "" : "请把向量放到 Vectorize，"}分成几个部署，或改用 Node`;
  return [large, await findEmbedderFault(config, ai, vars, embedder)].filter((fault) => fault !== false);
}

/** Who would make the vectors of questions: the order is that of `openEmbedder` of the Worker. */
async function findEmbedderFault(
  config: Config,
  ai: boolean,
  vars: Config,
  made: IndexManifest["embedder"],
): Promise<string | false> {
  if (made === null || vars.embedder.kind === "none") return false;
  if (CLOUDFLARE_MODEL.test(made.id))
    return (
      !ai &&
      vars.embedder.kind !== "endpoint" &&
      `索引的向量出自 ${made.id}：请打开 [ai]，或设 EMBEDDER = "none" 只按字词检索`
    );
  if (ENDPOINT_MODEL.test(made.id)) {
    const isSame = vars.embedder.kind === "endpoint" && `openai:${vars.embedder.model}` === made.id;
    return (
      !isSame && `索引的向量出自 ${made.id}：请在 [vars] 里写同样的 EMBEDDER、EMBEDDER_MODEL，或设 EMBEDDER = "none"`
    );
  }
  const packed = await listModelAssets(config).catch(() => []);
  return (
    packed.length === 0 &&
    `索引的向量出自 ${made.id}，它不能在 Workers 上运行：请用内置模型、Workers AI 或接口重建索引，或设 EMBEDDER = "none"`
  );
}

function toFinding(name: string, message: string, faults: readonly string[]): Finding {
  if (faults.length === 0) return { name, state: "ok", message };
  return { name, state: "warning", message, fix: faults.join("；") };
}
