import { existsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import type { Config } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { type EmbedderStamp, sameStamp } from "../../core/model/library.ts";
import { describeStamp } from "../../index-files/manifest.ts";
import { createChatModel } from "./create-chat-model.ts";
import { openReranker } from "./create-reranker.ts";
import { examineEmbedder } from "./examine-embedder.ts";
import { examineFetch } from "./examine-fetch.ts";
import { examineVectorStore } from "./examine-vector-store.ts";
import { examineWorker } from "./examine-worker.ts";
import { type Finding, type FindingState, toProblem } from "./finding.ts";
import type { Hnswlib } from "./hnswlib-vector-index.ts";
import { openIndexFolder } from "./index-folder.ts";
import { makeIndexFolder } from "./make-index-folder.ts";
import { importHnswlib } from "./open-vector-index.ts";
import { readAsset } from "./read-asset.ts";

export interface DoctorOptions {
  /** `process.versions.node`. */
  readonly nodeVersion: string;
  /** Handed in by tests; the real package when left out. */
  readonly loadHnswlib?: () => Promise<Hnswlib>;
  /** Counts the report files below a folder. */
  readonly countReports: (corpusDir: string) => Promise<number>;
}

/** Looks at everything that a start needs; changes nothing but an index folder that is not there yet. */
export async function examine(config: Config, options: DoctorOptions): Promise<readonly Finding[]> {
  const embedder = await examineEmbedder(config);
  return [
    { name: "Node.js", state: "ok", message: options.nodeVersion },
    await examineHnswlib(options.loadHnswlib ?? importHnswlib),
    embedder.finding,
    await examineReranker(config),
    await examineCorpus(config.corpusDir, options.countReports),
    await examineIndex(config.indexDir, embedder.stamp),
    ...(await examineVectorStore(config, embedder.stamp)),
    await examineBackend(config),
    await examinePages(),
    ...(await examineWorker(config)),
  ];
}

async function examineHnswlib(load: () => Promise<Hnswlib>): Promise<Finding> {
  const name = "向量检索";
  try {
    await load();
    return { name, state: "ok", message: "hnswlib-node" };
  } catch {
    const fix =
      "二十万段以内不必处理。要用 hnswlib-node：装好 python3 与 C++ 编译器（Debian：apt install python3 g++ make；" +
      "Windows：Visual Studio Build Tools），再运行 npm rebuild hnswlib-node";
    return { name, state: "warning", message: "精确扫描（hnswlib-node 没有装上）", fix };
  }
}

async function examineReranker(config: Config): Promise<Finding> {
  const name = "重排模型";
  const wanted = config.reranker;
  const local = wanted.kind === "folder" || wanted.kind === "hub";
  const toFetch = local ? await examineFetch(name, wanted, config.modelDir) : null;
  if (toFetch !== null) return toFetch;
  try {
    const { reranker, close } = await openReranker(config);
    if (reranker === null) return { name, state: "ok", message: "未启用（可选，见 RERANKER）" };
    try {
      await reranker.rerank("法治政府建设", ["法治政府建设年度报告", "天气预报"]);
      return { name, state: "ok", message: `${reranker.id}，每次读前 ${reranker.candidates} 段` };
    } finally {
      await close();
    }
  } catch (error) {
    return toProblem(name, error, "按上面的提示处理，或去掉 RERANKER：没有它也能检索");
  }
}

async function examineCorpus(dir: string, countReports: DoctorOptions["countReports"]): Promise<Finding> {
  const name = "语料";
  const fix = `把报告文件（.txt .md .html .pdf .docx .jsonl）放进 ${dir}，或用 CORPUS_DIR 指定别的文件夹`;
  if (!existsSync(dir)) return { name, state: "problem", message: `文件夹 ${resolve(dir)} 不存在`, fix };
  try {
    const count = await countReports(dir);
    if (count === 0) return { name, state: "problem", message: `${dir} 里没有报告文件`, fix };
    return { name, state: "ok", message: `${dir}，${count} 个文件` };
  } catch (error) {
    return toProblem(name, error, fix);
  }
}

/** @param stamp of the embedder that is set; null when it is off or cannot be had */
async function examineIndex(dir: string, stamp: EmbedderStamp | null): Promise<Finding> {
  const name = "索引";
  try {
    await makeIndexFolder(dir);
    await access(dir, constants.W_OK);
  } catch {
    const fix = "给当前用户写权限，或用 INDEX_DIR 指定别的文件夹";
    return { name, state: "problem", message: `文件夹 ${resolve(dir)} 不能写入`, fix };
  }
  try {
    const manifest = await openIndexFolder(dir).manifest();
    if (manifest === null)
      return { name, state: "warning", message: "还没有建", fix: "npm start 会自动建，或运行 npm run ingest" };
    const { reports, passages } = manifest.counts;
    if (stamp !== null && (manifest.embedder === null || !sameStamp(manifest.embedder, stamp))) {
      const message = `向量出自 ${describeStamp(manifest.embedder)}，与现在的模型不同`;
      return { name, state: "warning", message, fix: "npm start 会自动重建，或运行 npm run ingest" };
    }
    return { name, state: "ok", message: `${reports} 份报告，${passages} 段，建于 ${manifest.builtAt}` };
  } catch (error) {
    return toProblem(name, error, "运行 npm run ingest 重建");
  }
}

async function examineBackend(config: Config): Promise<Finding> {
  const name = "回答方式";
  try {
    const model = await createChatModel(config.llm);
    if (model === null) return { name, state: "ok", message: "extractive（原文摘录，不需要大模型）" };
    const started = performance.now();
    // The shortest question there is: it shows whether address, key and model name are right.
    for await (const _ of model.stream({ system: "只回答“好”。", messages: [{ role: "user", content: "好吗？" }] }))
      break;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return { name, state: "ok", message: `${model.id}，${seconds} 秒后开始作答` };
  } catch (error) {
    // What readers are told leaves out what those who run it need to know.
    const detail = error instanceof FawenError && error.cause instanceof FawenError ? error.cause : error;
    const fix =
      "检查 LLM_PROVIDER、LLM_BASE_URL、LLM_API_KEY、LLM_MODEL，或去掉 LLM_PROVIDER 用原文摘录；" +
      "模型出错时照样回答，只是改为原文摘录";
    return toProblem(name, detail, fix);
  }
}

async function examinePages(): Promise<Finding> {
  const name = "网页";
  if (await readAsset("manifest.json")) return { name, state: "ok", message: "已构建" };
  return { name, state: "warning", message: "还没有构建", fix: "npm start 会自动构建" };
}

const MARKS: Readonly<Record<FindingState, string>> = { ok: "✓", warning: "！", problem: "✗" };

/** The findings as they read on a terminal. */
export function formatFindings(findings: readonly Finding[]): string {
  const lines = findings.map(({ name, state, message, fix }) => {
    const line = `${MARKS[state]} ${name}：${message}`;
    return fix === undefined ? line : `${line}\n  → ${fix}`;
  });
  const problems = findings.filter((finding) => finding.state === "problem").length;
  const verdict = problems === 0 ? "可以运行：npm start" : `有 ${problems} 处要处理`;
  return `${lines.join("\n")}\n\n${verdict}\n`;
}
