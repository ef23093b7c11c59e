import { randomBytes, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { getConnInfo } from "@hono/node-server/conninfo";
import { createQuizExporter } from "../../adapters/quiz-formats/create-quiz-exporter.ts";
import { type Config, parseConfig } from "../../config.ts";
import type { Library } from "../../core/model/library.ts";
import type { AppLog, WidgetOptions } from "../../http/app-options.ts";
import { type ClientAddress, claimedAddress, trustedAddress } from "../../http/client-address.ts";
import { createApp } from "../../http/create-app.ts";
import { type Composed, composeAssistant } from "./compose.ts";
import { reportFailure } from "./exit-code.ts";
import { createFeedbackFile } from "./feedback-file.ts";
import { type Listening, listen } from "./listen.ts";
import { createLog } from "./log.ts";
import { openSharedState, type SharedState } from "./open-shared-state.ts";
import { createProgressPrinter, printFetch } from "./progress-printer.ts";
import { readAsset } from "./read-asset.ts";

/** Long enough for an answer that is being streamed to end. */
const GRACE_MS = 10_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `npm start`: serves until it is told to stop. Listens before the index is there, so that a port in use is noticed
 * before a long build; questions are answered with `not-ready` until then.
 *
 * @returns the exit code
 */
export async function main(): Promise<number> {
  try {
    const config = parseConfig(process.env);
    const log = createLog(config.logLevel, (line) => process.stderr.write(line));
    const shared = await openSharedState(config, (line) => log.warn(line));
    const printer = createProgressPrinter(process.stderr);
    const onFetch = printFetch(printer);
    const composed = await composeAssistant(config, { notify: say, buildGraph: true, onFetch }).finally(printer.stop);
    const stopping = new AbortController();
    try {
      // First of all: a model with a process of its own loads there while the index loads in this one.
      composed.warmUp().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error("the embedding model did not load", { error });
      });
      const listening = await listen(createHandler(config, composed, log, shared), config);
      await serve(composed, listening, stopping, config.corpusDir);
    } finally {
      stopping.abort();
      await Promise.all([composed.close(), shared.close()]);
    }
    return 0;
  } catch (error) {
    return reportFailure(error, (line) => process.stderr.write(line));
  }
}

/** Until the process is told to stop. What keeps it from getting ready frees the port and is thrown. */
async function serve(
  composed: Composed,
  listening: Listening,
  stopping: AbortController,
  corpusDir: string,
): Promise<void> {
  const stopped = waitForStop(listening, stopping);
  try {
    const library = await getReady(composed, listening, stopping.signal);
    if (library.reports.length === 0)
      say(
        `还没有报告：请把报告文件（.txt .md .html .pdf .docx .jsonl）放进 ${resolve(corpusDir)}，` +
          "再另开一个终端运行 npm run ingest，服务会自动换用；或用 CORPUS_DIR 指定别的文件夹后重新启动。",
      );
  } catch (error) {
    // Told to stop during the preparation: that is no failure.
    if (!stopping.signal.aborted) {
      await listening.close(0);
      throw error;
    }
  }
  await stopped;
}

function createHandler(config: Config, composed: Composed, log: AppLog, shared: SharedState) {
  const saveToFile = config.saveFeedback ? createFeedbackFile(config.indexDir, () => new Date()) : undefined;
  const app = createApp(composed.assistant, {
    log,
    newId: randomUUID,
    nowMs: () => performance.now(),
    unixSeconds: () => Math.floor(Date.now() / 1000),
    allowedOrigins: config.allowedOrigins,
    rateLimitPerMinute: config.rateLimitPerMinute === 0 ? undefined : config.rateLimitPerMinute,
    sharedLimit: shared.sharedLimit,
    adminToken: config.adminToken,
    widget: createWidgetOptions(config),
    readAsset,
    quizExporter: createQuizExporter(),
    saveFeedback: shared.saveFeedback ?? saveToFile,
    clientAddress: trustedAddress(connectedAddress, config.trustedProxies),
  });
  return app.fetch;
}

const connectedAddress: ClientAddress = (c) => getConnInfo(c).remote.address;

function createWidgetOptions({ widget, trustedProxies }: Config): WidgetOptions | undefined {
  if (widget === null) return undefined;
  const key = widget.key ?? newKey();
  // A proxy that nobody has told us of would make one visitor of all.
  return trustedProxies > 0 ? { ...widget, key } : { ...widget, key, visitorAddress: claimedAddress(connectedAddress) };
}

/** For this process alone: chat boxes that are open when it ends get themselves a new token from the next. */
const newKey = () => randomBytes(32).toString("base64url");

async function getReady(composed: Composed, listening: Listening, signal: AbortSignal): Promise<Library> {
  const printer = createProgressPrinter(process.stderr);
  const library = await composed.prepare({ onProgress: printer.update, signal }).finally(printer.stop);
  composed.watch((loaded) => say(`已换用新的索引：${loaded.reports.length} 份报告，${loaded.passages.length} 段。`));
  say(
    `法问已就绪：${listening.url}（${library.reports.length} 份报告，${library.passages.length} 段；按 Ctrl+C 停止）`,
  );
  return library;
}

/** Resolves once the process was told to stop and the running requests are done; a second signal ends it at once. */
function waitForStop(listening: Listening, stopping: AbortController): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
      say("正在停止：等待进行中的请求结束……");
      listening.close(GRACE_MS).then(resolve, reject);
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
