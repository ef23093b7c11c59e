import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FawenError } from "../../src/core/model/errors.ts";
import { runStep } from "../run-step.ts";
import { ENGINES, type EngineName, isEngineName } from "./engines.ts";
import { FAST_CHECKS, measureFastCheck, nameOf } from "./fast-subset.ts";
import { formatMeasured, formatMs, type Measured } from "./format-measured.ts";
import { listAllSets } from "./open-bench-set.ts";
import { listReportSets } from "./report-questions.ts";

export const RETRIEVAL_USAGE =
  "npm run bench -- retrieval [--dir 目录] [--sets 甲,乙+丙] [--engines 名,名] [--peers] [--sample 题数] [--write-baseline]";

const STEP = fileURLToPath(new URL("./retrieval-step.ts", import.meta.url));
const BASELINE = fileURLToPath(new URL("./baseline.json", import.meta.url));
/** Where the public sets lie beside this project; they are not part of it. */
export const BENCH_SETS_DIR = fileURLToPath(new URL("../../../shared/bench", import.meta.url));

interface RetrievalOptions {
  readonly dir: string;
  readonly sets: readonly string[];
  /** Null: ours, and the peers where `peers` says so. */
  readonly engines: readonly EngineName[] | null;
  readonly peers: boolean;
  /** Questions of each set; 0 for all. */
  readonly sample: number;
  readonly writeBaseline: boolean;
}

/**
 * Measures engines over sets, each pair in a process of its own, and returns the table. An engine that fails has a row
 * that says so. With `--write-baseline` what the tests compare with is measured and written instead.
 *
 * @throws FawenError `bad-request` for wrong arguments
 */
export async function benchRetrieval(args: readonly string[], log: (line: string) => void): Promise<string> {
  const options = readOptions(args);
  if (options.writeBaseline) return writeBaseline(options.dir, log);
  const rows: Measured[] = [];
  for (const set of options.sets)
    for (const engine of options.engines ?? enginesFor(set, options.dir, options.peers)) {
      const { label } = ENGINES[engine];
      log(`${set}：${label}……`);
      try {
        const facts = await runStep<NonNullable<Measured["facts"]>>(STEP, [
          engine,
          options.dir,
          set,
          String(options.sample),
        ]);
        rows.push({ set, label, facts });
        // A long run that is broken off has told this much.
        log(`  MRR@10 ${facts.scores.mrr10.toFixed(4)}，p50 ${formatMs(facts.p50Ms)}`);
      } catch (error) {
        // One engine's fault must not cost the figures of the others.
        log(error instanceof Error ? error.message : String(error));
        rows.push({ set, label, facts: null });
      }
    }
  return formatMeasured(rows);
}

/** Distractors are thousands of passages to embed: once is enough. Passages of reports came out of ingestion. */
function enginesFor(set: string, dir: string, peers: boolean): EngineName[] {
  const made = listReportSets(dir);
  return (Object.keys(ENGINES) as EngineName[]).filter(
    (name) =>
      (peers || !ENGINES[name].peer) && !(name === "fawen-ingested" && (set.includes("+") || made.includes(set))),
  );
}

async function writeBaseline(dir: string, log: (line: string) => void): Promise<string> {
  const baseline: Record<string, number> = {};
  for (const check of FAST_CHECKS) {
    log(`${nameOf(check)}……`);
    baseline[nameOf(check)] = Number((await measureFastCheck(check, dir)).toFixed(4));
  }
  const content = `${JSON.stringify(baseline, null, 2)}\n`;
  await writeFile(BASELINE, content);
  return content.trimEnd();
}

function readOptions(args: readonly string[]): RetrievalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: "string", default: BENCH_SETS_DIR },
      sets: { type: "string" },
      engines: { type: "string" },
      peers: { type: "boolean", default: false },
      sample: { type: "string", default: "0" },
      "write-baseline": { type: "boolean", default: false },
    },
  });
  const { dir, peers } = values;
  const known = listAllSets(dir);
  const sets = values.sets?.split(",") ?? known;
  if (sets.length === 0) throw badOption(`${dir} 里没有题集（passages、queries、qrels 三个 .jsonl.gz 文件）`);
  const folders = new Set(known.flatMap((name) => name.split("+")));
  const unknown = sets.flatMap((name) => name.split("+")).find((name) => !folders.has(name));
  if (unknown !== undefined) throw badOption(`${dir} 里没有题集“${unknown}”，有的是 ${known.join("、")}`);
  const sample = Number(values.sample);
  if (!Number.isInteger(sample) || sample < 0) throw badOption(`--sample 应为不小于 0 的整数，收到“${values.sample}”`);
  const engines = values.engines?.split(",").map(readEngine) ?? null;
  return { dir, sets, engines, peers, sample, writeBaseline: values["write-baseline"] };
}

function readEngine(name: string): EngineName {
  if (isEngineName(name)) return name;
  throw badOption(`没有检索引擎“${name}”，可用的有 ${Object.keys(ENGINES).join("、")}`);
}

function badOption(message: string): FawenError {
  return new FawenError("bad-request", `${message}。`);
}
