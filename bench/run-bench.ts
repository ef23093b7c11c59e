import { parseArgs } from "node:util";
import { FawenError } from "../src/core/model/errors.ts";
import { ANSWERS_USAGE, benchAnswers } from "./answers/answers-bench.ts";
import { formatRows } from "./bench-row.ts";
import { benchEmbedder, EMBEDDER_USAGE } from "./embedder-bench.ts";
import { benchEngines, ENGINES_USAGE } from "./engines/engines-bench.ts";
import { benchHttp, HTTP_USAGE } from "./http/http-bench.ts";
import { benchIngest } from "./ingest-bench.ts";
import { benchQuiz, QUIZ_USAGE } from "./quiz/quiz-bench.ts";
import { readCount } from "./read-count.ts";
import { benchRetrieval, RETRIEVAL_USAGE } from "./retrieval/retrieval-bench.ts";
import { benchVectors, VECTORS_USAGE } from "./vectors/vectors-bench.ts";
import { benchWords } from "./words-bench.ts";
import { benchWorker, WORKER_USAGE } from "./worker/worker-bench.ts";
import { DEFAULT_REPORTS } from "./write-reports.ts";

const USAGE = `用法：npm run bench -- [--reports 份数] [--dir 保留报告和索引的空目录]
      ${ANSWERS_USAGE}
      ${RETRIEVAL_USAGE}
      ${HTTP_USAGE}
      ${QUIZ_USAGE}
      ${VECTORS_USAGE}
      ${EMBEDDER_USAGE}
      ${ENGINES_USAGE}
      ${WORKER_USAGE}`;
const HELP = `${USAGE}
默认生成 ${DEFAULT_REPORTS} 份报告，量读取、入库、载入和词语索引的用时与内存。
answers 量一个问题的回答用时：随题集的报告，和 --reports 份生成的报告；--dir 用上一条命令保留的目录。
retrieval 在公开题集上量检索的质量、用时与内存，--peers 连同其他引擎。
http 量 POST /api/search 的用时与吞吐，旁边是 LangChain 的常见做法。
quiz 量出一份卷的用时，旁边是不核实答案的做法。
vectors 量精确扫描与向量图。
embedder 量向量模型的载入、一个问题与一千段的用时。
worker 量 Workers 运行环境里的冷启动与内存。
engines 量 PostgreSQL + pgvector 的检索；--instances 量多个实例共用一个数据库、其间不断入库。
`;

type Bench = (args: readonly string[], log: (line: string) => void) => Promise<string>;

const BENCHES: Readonly<Record<string, Bench>> = {
  answers: benchAnswers,
  retrieval: benchRetrieval,
  http: benchHttp,
  quiz: benchQuiz,
  vectors: benchVectors,
  embedder: benchEmbedder,
  worker: benchWorker,
  engines: benchEngines,
};

/** `npm run bench`: prints a table. Returns the exit code: 0 done or usage shown, 2 bad arguments. */
export async function main(args: readonly string[]): Promise<0 | 2> {
  const [first = "", ...rest] = args.slice(1);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    const bench = Object.hasOwn(BENCHES, first) ? BENCHES[first] : undefined;
    const table = await (bench ? bench(rest, log) : benchReports(args.slice(1)));
    process.stdout.write(`${table}\n`);
    return 0;
  } catch (error) {
    if (!isBadArgument(error)) throw error;
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return 2;
  }
}

async function benchReports(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { reports: { type: "string" }, dir: { type: "string" } } });
  const reports = readCount("--reports", values.reports, DEFAULT_REPORTS);
  return formatRows([...(await benchIngest(reports, log, values.dir)), ...(await benchWords(log))]);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ours, or Node's own about an option that it does not know. */
function isBadArgument(error: unknown): error is Error {
  if (error instanceof FawenError) return error.code === "bad-request";
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
