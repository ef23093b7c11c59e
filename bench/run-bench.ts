import { parseArgs } from "node:util";
import { FawenError } from "../src/core/model/errors.ts";
import { formatRows } from "./bench-row.ts";
import { benchEmbedder, EMBEDDER_USAGE } from "./embedder-bench.ts";
import { benchHttp, HTTP_USAGE } from "./http/http-bench.ts";
import { benchIngest } from "./ingest-bench.ts";
import { benchRetrieval, RETRIEVAL_USAGE } from "./retrieval/retrieval-bench.ts";
import { benchVectors, VECTORS_USAGE } from "./vectors/vectors-bench.ts";
import { benchWords } from "./words-bench.ts";

const DEFAULT_REPORTS = 10_000;
const USAGE = `用法：npm run bench -- [--reports 份数]
      ${RETRIEVAL_USAGE}
      ${HTTP_USAGE}
      ${VECTORS_USAGE}
      ${EMBEDDER_USAGE}`;
const HELP = `${USAGE}
默认生成 ${DEFAULT_REPORTS} 份报告，量读取、入库、载入和词语索引的用时与内存。
retrieval 在公开题集上量检索的质量、用时与内存，--peers 连同其他引擎。
http 量 POST /api/search 的用时与吞吐，旁边是 LangChain 的常见做法。
vectors 量精确扫描与向量图。
embedder 量向量模型的载入、一个问题与一千段的用时。
`;

type Bench = (args: readonly string[], log: (line: string) => void) => Promise<string>;

const BENCHES: Readonly<Record<string, Bench>> = {
  retrieval: benchRetrieval,
  http: benchHttp,
  vectors: benchVectors,
  embedder: benchEmbedder,
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
  const { values } = parseArgs({ args: [...args], options: { reports: { type: "string" } } });
  const reports = values.reports === undefined ? DEFAULT_REPORTS : Number(values.reports);
  if (!Number.isInteger(reports) || reports < 1)
    throw new FawenError("bad-request", `--reports 应为正整数，收到“${values.reports}”。`);
  return formatRows([...(await benchIngest(reports, log)), ...(await benchWords(log))]);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ours, or Node's own about an option that it does not know. */
function isBadArgument(error: unknown): error is Error {
  if (error instanceof FawenError) return error.code === "bad-request";
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
