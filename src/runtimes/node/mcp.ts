import { Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { parseConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { createMcpServer } from "../../http/mcp/create-mcp-server.ts";
import { composeAssistant } from "./compose.ts";
import { reportFailure } from "./exit-code.ts";
import { createLog } from "./log.ts";
import { createProgressPrinter, printFetch } from "./progress-printer.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * `npm run mcp`: the tools for a client that starts this process and speaks with it over standard input and output,
 * until the client closes them. It is greeted at once; calls wait until the index is there, and say why when it cannot
 * be made.
 *
 * @returns the exit code
 */
export async function main(): Promise<number> {
  const output = takeStandardOutput();
  try {
    const config = parseConfig(process.env);
    const log = createLog(config.logLevel, (line) => process.stderr.write(line));
    const printer = createProgressPrinter(process.stderr);
    const stopping = new AbortController();
    const { signal } = stopping;
    const ended = waitForEnd(stopping);
    const composed = await composeAssistant(config, { notify: say, onFetch: printFetch(printer), signal }).finally(
      printer.stop,
    );
    try {
      const ready = composed
        .prepare({ onProgress: printer.update, signal })
        .finally(printer.stop)
        .then(() => composed.watch(() => {}))
        .then(() => undefined, describeFailure);
      const server = createMcpServer(composed.assistant, { log, signal, ready: () => ready });
      server.onerror = (error) => log.debug("mcp", { error });
      await server.connect(new StdioServerTransport(process.stdin, output));
      await ended;
      await ready;
    } finally {
      stopping.abort();
      await composed.close();
    }
    return 0;
  } catch (error) {
    return reportFailure(error, (line) => process.stderr.write(line));
  }
}

/** Who starts this process is who mends it: they are told the reason itself, which a reader on the web is not. */
function describeFailure(error: unknown): string {
  reportFailure(error, (line) => process.stderr.write(line));
  return error instanceof FawenError ? error.message : "索引没有准备好，原因见标准错误输出";
}

/** Standard output belongs to the protocol alone: whatever else is printed, by packages too, goes to standard error. */
function takeStandardOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => void write(chunk, (error) => done(error)),
  });
}

/** Resolves, and ends the work, once the client has closed our input or the process is told to stop. */
function waitForEnd(stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stopping.abort();
      resolve();
    };
    process.stdin.once("end", end).once("close", end);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  });
}
