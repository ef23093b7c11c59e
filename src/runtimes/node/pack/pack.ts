import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseConfig } from "../../../config.ts";
import { FawenError } from "../../../core/model/errors.ts";
import { composeAssistant } from "../compose.ts";
import { reportFailure } from "../exit-code.ts";
import { createProgressPrinter, printFetch } from "../progress-printer.ts";
import { checkPackable, listCorpus, listIndex, listModels } from "./list-contents.ts";
import { listProgram } from "./list-program.ts";
import { PACKED_COMMANDS, type PackFacts, writePackTexts } from "./pack-texts.ts";
import { writeArchive } from "./write-archive.ts";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const USAGE = "用法：npm run pack -- [--out fawen-offline.tgz]";
const toMegabytes = (bytes: number) => Math.round(bytes / 100_000) / 10;

/**
 * `npm run pack`: one file with program, production modules, model, index and corpus, for machines without a network.
 * Every file in it was listed by name or kind; settings of this machine, keys and whatever else lies about stay here.
 *
 * @param args the command and its arguments
 * @param bundle folder of the bundle that runs
 * @returns the exit code
 */
export async function main(args: readonly string[], bundle: string): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  try {
    await pack(readOut(args.slice(1)), bundle, stopping.signal);
    return 0;
  } catch (error) {
    return reportFailure(error, (line) => process.stderr.write(line));
  }
}

async function pack(out: string, bundle: string, signal: AbortSignal): Promise<void> {
  // A language model has no part in a pack, and its key none in what is done here.
  const config = { ...parseConfig(process.env), llm: { provider: "extractive" } as const };
  checkPackable(config);
  const printer = createProgressPrinter(process.stderr);
  const notify = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const composed = await composeAssistant(config, { notify, onFetch: printFetch(printer), signal });
    const library = await composed.prepare({ onProgress: printer.update, signal }).finally(() => composed.close());
    const { files: models, settings, native } = await listModels(config);
    const program = listProgram(ROOT, resolve(bundle));
    const contents = [...models, ...(await listCorpus(config.corpusDir)), ...(await listIndex(config.indexDir))];
    const facts: PackFacts = {
      platform: `${process.platform}-${process.arch}`,
      native,
      bundle: `dist/node/${resolve(bundle).split(/[/\\]/).at(-1)}`,
      commands: PACKED_COMMANDS,
      settings,
    };
    const counts = { reports: library.reports.length, passages: library.passages.length };
    const bytes = await writeArchive(out, [...program, ...contents], writePackTexts(facts, counts), {
      onProgress: (done, total) =>
        printer.update({ stage: "packing", done: toMegabytes(done), total: toMegabytes(total) }),
      signal,
    });
    printer.stop();
    process.stdout.write(
      `已打包：${out}（${toMegabytes(bytes)} MB，${counts.reports} 份报告，${facts.platform}）。` +
        "拷到目标机器后：tar xzf 解开，再运行 node fawen/start.mjs\n",
    );
  } finally {
    printer.stop();
  }
}

function readOut(args: readonly string[]): string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { out: { type: "string", default: "fawen-offline.tgz" } },
    });
    if (values.out !== "") return values.out;
  } catch (cause) {
    throw new FawenError("bad-request", `参数有误。${USAGE}`, { cause });
  }
  throw new FawenError("bad-request", `--out 应为文件名。${USAGE}`);
}
