import { randomInt, randomUUID } from "node:crypto";
import { type Config, parseConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { ChatRequestSchema, SearchRequestSchema } from "../../http/contract.ts";
import { roundMs } from "../../http/round-ms.ts";
import { type CliActions, runCli } from "./cli-program.ts";
import { type Composed, composeAssistant } from "./compose.ts";
import { reportFailure } from "./exit-code.ts";
import { formatAnswer, formatHits } from "./format-answer.ts";
import { createProgressPrinter, printFetch } from "./progress-printer.ts";

const print = (text: string) => process.stdout.write(text);
const printJson = (value: unknown) => print(`${JSON.stringify(value, null, 2)}\n`);
// What is not the result goes to standard error, so that `--json` can be piped.
const notify = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run ask|search|ingest|quiz|doctor`. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    if (args[0] === "ingest") return await runIngest(args.slice(1), process.env);
    if (args[0] === "quiz") return await runQuiz(args.slice(1), process.env);
    return await runCli(args, createActions(process.env), print);
  } catch (error) {
    return reportFailure(error, (line) => process.stderr.write(line));
  }
}

function createActions(environment: NodeJS.ProcessEnv): CliActions {
  return {
    async ask(question, { json }) {
      const messages = [{ role: "user" as const, content: question }];
      const request = checkTyped(ChatRequestSchema.safeParse({ messages }));
      const started = performance.now();
      const answer = await withAssistant(parseConfig(environment), ({ assistant }) => assistant.answer(request));
      if (!json) print(formatAnswer(answer));
      else printJson({ id: randomUUID(), ...answer, tookMs: roundMs(performance.now() - started) });
      return 0;
    },
    async search(query, { k, json }) {
      const request = checkTyped(SearchRequestSchema.safeParse({ query, k }));
      const started = performance.now();
      const result = await withAssistant(parseConfig(environment), ({ assistant }) => assistant.search(request));
      if (!json) print(formatHits(result));
      else printJson({ ...result, tookMs: roundMs(performance.now() - started) });
      return 0;
    },
    async doctor({ json }) {
      const { examine, formatFindings } = await import("./doctor.ts");
      const { listCorpusFiles } = await import("./corpus-files.ts");
      const findings = await examine(parseConfig(environment), {
        nodeVersion: process.versions.node,
        countReports: async (dir) => (await listCorpusFiles(dir)).files.length,
      });
      if (json) printJson(findings);
      else print(formatFindings(findings));
      return findings.some((finding) => finding.state === "problem") ? 1 : 0;
    },
  };
}

/** Composes, brings the index up to date, does the work and lets go of everything. */
async function withAssistant<T>(config: Config, work: (composed: Composed) => Promise<T>): Promise<T> {
  const printer = createProgressPrinter(process.stderr);
  const composed = await composeAssistant(config, { notify, onFetch: printFetch(printer) }).finally(printer.stop);
  try {
    await composed.prepare({ onProgress: printer.update }).finally(printer.stop);
    return await work(composed);
  } finally {
    await composed.close();
  }
}

/** `npm run ingest`, with the model and the folders of the settings. Ctrl-C stops it and leaves the index as it was. */
async function runIngest(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const stopping = new AbortController();
  // First of all, so that Ctrl-C is answered while the program is still loading; a second one ends it at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const { runIngestCommand } = await import("./ingest-command.ts");
  const config = parseConfig(environment);
  const printer = createProgressPrinter(process.stderr);
  const { signal } = stopping;
  const fetching = { onFetch: printFetch(printer), signal };
  const composed = await composeAssistant(config, { notify, ...fetching }).finally(printer.stop);
  try {
    return await runIngestCommand(args, {
      corpusDir: config.corpusDir,
      indexDir: config.indexDir,
      ingest: composed.ingest,
      out: process.stdout,
      err: process.stderr,
      signal,
    });
  } finally {
    await composed.close();
  }
}

/** `npm run quiz`, over the corpus and index of the settings. */
async function runQuiz(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { runQuizCommand } = await import("./quiz-command.ts");
  const { createQuizExporter } = await import("../../adapters/quiz-formats/create-quiz-exporter.ts");
  return runQuizCommand(args, {
    exporter: createQuizExporter(),
    makePaper: (blueprint) => withAssistant(parseConfig(environment), ({ assistant }) => assistant.quiz(blueprint)),
    newSeed: () => randomInt(2 ** 32),
    folder: process.cwd(),
    out: process.stdout,
    err: process.stderr,
  });
}

/** A question typed here has to keep the same rules as one that comes over HTTP, with the same words. */
function checkTyped<T>(
  parsed: { success: true; data: T } | { success: false; error: { issues: readonly { message: string }[] } },
): T {
  if (parsed.success) return parsed.data;
  throw new FawenError("bad-request", parsed.error.issues[0]?.message ?? "问题不合要求");
}
