import { Command, CommanderError } from "commander";
import { FawenError } from "../../core/model/errors.ts";
import { formatReading, nameReport } from "./format-reading.ts";
import type { IngestOptions, IngestReport } from "./ingest.ts";
import { createProgressPrinter, type OutputStream } from "./progress-printer.ts";

/** What the command line asks for; the embedder and the converter are the composer's to add. */
export type IngestRequest = Omit<IngestOptions, "embedder" | "converter" | "now" | "maxFileBytes">;

export interface IngestCommandContext {
  /** Used when the command line names no others. */
  readonly corpusDir: string;
  readonly indexDir: string;
  ingest(request: IngestRequest): Promise<IngestReport>;
  /** The summary and the readings. */
  readonly out: OutputStream;
  /** Progress and faults. */
  readonly err: OutputStream | NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
}

const USAGE =
  "npm run ingest -- [文件、文件夹或网址…] [--corpus 文件夹] [--index 文件夹] [--forget 位置] [--allow-private] [--dry-run]";

interface Flags {
  readonly corpus?: string;
  readonly index?: string;
  readonly forget: string[];
  readonly allowPrivate: boolean;
  readonly dryRun: boolean;
}

/**
 * `npm run ingest`. Prints progress and a summary; returns the exit code: 0 done (files that had to be skipped are
 * listed), 1 failed with the old index as it was, 2 bad arguments (one line on `err`).
 */
export async function runIngestCommand(args: readonly string[], context: IngestCommandContext): Promise<0 | 1 | 2> {
  const parsed = parseArguments(args, context.out);
  if (typeof parsed === "number") return parsed;
  if ("fault" in parsed) {
    context.err.write(`${parsed.fault}。用法：${USAGE}\n`);
    return 2;
  }
  const { paths, flags } = parsed;
  const printer = createProgressPrinter(flags.dryRun ? SILENT : context.err);
  try {
    const report = await context.ingest({
      corpusDir: flags.corpus ?? context.corpusDir,
      indexDir: flags.index ?? context.indexDir,
      paths,
      forget: flags.forget,
      dryRun: flags.dryRun,
      fetchPage: { allowPrivateHosts: flags.allowPrivate, signal: context.signal },
      signal: context.signal,
      onProgress: (progress) => printer.update(progress),
    });
    printer.stop();
    if (flags.dryRun) context.out.write(formatReadings(report));
    context.out.write(formatSummary(report, flags.dryRun));
    return report.library.reports.length === 0 ? 1 : 0;
  } catch (error) {
    printer.stop();
    if (!(error instanceof FawenError)) throw error;
    context.err.write(`${error.message}\n`);
    return error.code === "bad-request" || error.field === "CORPUS_DIR" ? 2 : 1;
  }
}

const SILENT: OutputStream = { write: () => true };

type Parsed = 0 | { readonly fault: string } | { readonly paths: readonly string[]; readonly flags: Flags };

function parseArguments(args: readonly string[], out: OutputStream): Parsed {
  const collect = (value: string, all: string[]) => [...all, value];
  const command = new Command("ingest")
    .exitOverride()
    // Its own messages are English; ours are made from the error's code.
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: () => {} })
    .usage("[文件、文件夹或网址…] [选项]")
    .description("把报告读入索引：只读改动过的，读完整体换上；未列出的文件夹不受影响")
    .argument("[paths...]", "报告文件夹之外另加的文件、文件夹或网址")
    .option("--corpus <dir>", "报告文件夹")
    .option("--index <dir>", "索引文件夹")
    .option("--forget <location>", "移除以前另加的文件、文件夹或网址，可写多次", collect, [])
    .option("--allow-private", "允许读取本机和内部网络的网址", false)
    .option("--dry-run", "只列出每份报告的身份和清洗情况，不写任何文件", false)
    .helpOption("-h, --help", "显示用法");
  try {
    command.parse([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : { fault: describeFault(error) };
  }
  const empty = command.args.find((path) => path.trim() === "");
  if (empty !== undefined) return { fault: "文件、文件夹或网址不能为空" };
  return { paths: command.args, flags: command.opts<Flags>() };
}

function describeFault(error: CommanderError): string {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption") return `没有选项 ${named}`;
  if (error.code === "commander.optionMissingArgument") return `选项 ${named} 后面缺少内容`;
  return `参数有误：${named || error.code}`;
}

function formatReadings({ library }: IngestReport): string {
  const passages = new Array<number>(library.reports.length).fill(0);
  for (const { reportRow } of library.passages) passages[reportRow] = (passages[reportRow] ?? 0) + 1;
  return library.reports.map((report, row) => `${formatReading(report, passages[row] ?? 0)}\n`).join("");
}

function formatSummary(report: IngestReport, dryRun: boolean): string {
  const { library, read, reused, removed, problems } = report;
  const lines = problems.map(({ file, message }) => `! ${file}：${message}`);
  const nameOf = new Map(library.reports.map((kept) => [kept.id, nameReport(kept)]));
  for (const copy of report.copies)
    lines.push(`= ${nameReport(copy)}：与 ${nameOf.get(copy.copyOf.id) ?? copy.copyOf.id} 是同一份报告，只收录后者`);
  const seconds = (report.tookMs / 1000).toFixed(1);
  const counts = `${library.reports.length} 份报告、${library.passages.length} 段`;
  const changes = `新读 ${read}，沿用 ${reused}，移除 ${removed}`;
  if (library.reports.length === 0) lines.push("没有收录任何报告；请把报告放入报告文件夹后再试");
  else if (dryRun) lines.push(`试读完成，未写入：${counts}（用时 ${seconds} 秒）`);
  else if (!report.changed) lines.push(`没有变化：索引仍有 ${counts}（用时 ${seconds} 秒）`);
  else lines.push(`索引已更新：共 ${counts}；${changes}（用时 ${seconds} 秒）`);
  return `${lines.join("\n")}\n`;
}
