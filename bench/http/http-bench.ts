import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FawenError } from "../../src/core/model/errors.ts";
import type { BenchSet } from "../retrieval/bench-set.ts";
import { toJsonLines } from "../retrieval/engines/fawen-ingested.ts";
import { formatMs } from "../retrieval/format-measured.ts";
import { BENCH_SETS_DIR } from "../retrieval/retrieval-bench.ts";
import type { RetrievalScores } from "../retrieval/score-ranking.ts";
import { runStep } from "../run-step.ts";
import { chooseDocuments } from "./choose-documents.ts";
import type { LoadPlan } from "./load-step.ts";
import { type RunningServer, startServer } from "./start-server.ts";

export const HTTP_USAGE =
  "npm run bench -- http [--passages 1000,50000] [--set 题集] [--dir 目录] [--questions 题数] [--clients 50] [--seconds 10] [--peers]";

const RUN = fileURLToPath(new URL("../../scripts/run.mjs", import.meta.url));
const CHAIN = fileURLToPath(new URL("./serve-chain-step.ts", import.meta.url));
const LOAD = fileURLToPath(new URL("./load-step.ts", import.meta.url));

interface LoadFacts {
  readonly scores: RetrievalScores;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
}

/**
 * `POST /api/search` of the real server, over loopback and from another process; beside it, over the same documents,
 * the stock LangChain chain: with the fewest passages always, with more where `--peers` asks for it. Returns the table.
 *
 * @throws FawenError `bad-request` for wrong arguments
 */
export async function benchHttp(args: readonly string[], log: (line: string) => void): Promise<string> {
  const options = readOptions(args);
  const dir = await mkdtemp(join(tmpdir(), "fawen-bench-http-"));
  const rows: string[] = [];
  try {
    for (const [place, count] of options.passages.entries()) {
      const set = chooseDocuments(options.dir, options.set, count);
      const corpusDir = join(dir, `corpus-${count}`);
      const documents = join(corpusDir, "documents.jsonl");
      await mkdir(corpusDir);
      await writeFile(documents, toJsonLines(set.passages));
      const environment = {
        ...{ CORPUS_DIR: corpusDir, INDEX_DIR: join(dir, `index-${count}`) },
        ...{ PORT: "0", RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "error" },
      };
      const measure = async (label: string, start: () => Promise<RunningServer>) => {
        log(`${count} 段：${label}……`);
        rows.push(await measureServer(label, await start(), set, options, join(dir, "plan.json")));
      };
      await measure("法问", () => startServer([RUN, "start"], environment));
      if (place === 0 || options.peers)
        await measure("LangChain 切块 + HNSWLib", () => startServer(["--import", "tsx", CHAIN, documents], {}));
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return [
    `| 服务 | 段落 | 题 | MRR@10 | R@10 | p50 | p95 | 每秒回答（${options.clients} 个客户端） | 就绪用时 | 内存峰值 |`,
    "| --- |---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

async function measureServer(
  label: string,
  server: RunningServer,
  set: BenchSet,
  { clients, seconds, questions: count }: HttpOptions,
  planFile: string,
): Promise<string> {
  try {
    const questions = set.questions
      .filter(({ query }) => query.trim() !== "")
      .slice(0, count)
      .map(({ query, relevant }) => ({ query, relevant: [...relevant] }));
    await writeFile(planFile, JSON.stringify({ url: server.url, questions, clients, seconds } satisfies LoadPlan));
    const { scores, p50Ms, p95Ms, perSecond } = await runStep<LoadFacts>(LOAD, [planFile]);
    const cells = [
      ...[label, server.passages, questions.length, scores.mrr10.toFixed(4), scores.recall10.toFixed(4)],
      ...[formatMs(p50Ms), formatMs(p95Ms), perSecond.toFixed(0)],
      ...[`${(server.readyMs / 1e3).toFixed(1)} s`, `${server.peakMb().toFixed(0)} MB`],
    ];
    return `| ${cells.join(" | ")} |`;
  } finally {
    await server.stop();
  }
}

type HttpOptions = ReturnType<typeof readOptions>;

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: "string", default: BENCH_SETS_DIR },
      set: { type: "string", default: "cmrc-trial" },
      passages: { type: "string", default: "1000,50000" },
      questions: { type: "string", default: "500" },
      clients: { type: "string", default: "50" },
      seconds: { type: "string", default: "10" },
      peers: { type: "boolean", default: false },
    },
  });
  const { dir, set, peers } = values;
  return {
    ...{ dir, set, peers },
    passages: values.passages.split(",").map((part) => readCount("passages", part)),
    questions: readCount("questions", values.questions),
    clients: readCount("clients", values.clients),
    seconds: readCount("seconds", values.seconds),
  };
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new FawenError("bad-request", `--${name} 应为正整数，收到“${text}”。`);
}
