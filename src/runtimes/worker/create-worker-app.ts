import { createQuizExporter } from "../../adapters/quiz-formats/create-quiz-exporter.ts";
import type { Config } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";
import { answerError } from "../../http/answer-error.ts";
import type { AppOptions } from "../../http/app-options.ts";
import { createApp } from "../../http/create-app.ts";
import { describeProblem } from "../../http/error-table.ts";
import { createAssetReader } from "./asset-reader.ts";
import type { RateLimitBinding, WorkerEnv } from "./bindings.ts";
import { type Composed, composeAssistant, composeFailure, type WorkerParts } from "./compose.ts";
import { createFeedbackStore } from "./feedback-store.ts";
import { createLibraryLoader } from "./library-loader.ts";
import { createLog } from "./log.ts";
import { readSettings } from "./read-settings.ts";
import { settingsOf } from "./settings.ts";

/** Period of the rate limiting binding in `wrangler.toml`, which does not say when it ends. */
const RATE_LIMIT_SECONDS = 60;
/** What readers are told while the library cannot be loaded; the cause is for the log. */
const NOT_LOADED = "服务暂时不可用，请稍后再试；如一直如此，请告知管理员";
/** For those who are told to come again; a new deployment may have come by then. */
const MAX_WAIT_SECONDS = 60;
const NO_ADMIN = describeProblem(
  "not-found",
  "Workers 上没有管理接口：索引随部署一起更新，请运行 npm run ingest 和 npx wrangler deploy",
);

export type WorkerApp = ReturnType<typeof createWorkerApp>;

/**
 * The app of this isolate: the same as Node's, with what Workers have in place of files and processes. Whatever keeps it
 * from answering questions, wrong settings too, keeps it from nothing else: pages are there, and who asks is told.
 *
 * @param scanModule `scan-int8.wasm`, compiled
 */
export function createWorkerApp(env: WorkerEnv, scanModule: WebAssembly.Module) {
  const { config, fault } = readSettings(settingsOf(env));
  const log = createLog(config.logLevel, console);
  const assets = createAssetReader(env.ASSETS);
  // Stands still while code runs; only what waited for something counts.
  const nowMs = () => performance.now();
  const whyNotReady = () => (loader.hasFailed() ? NOT_LOADED : undefined);
  const { assistant, load } = compose(config, fault, { env, assets, scanModule, log, whyNotReady });
  const loader = createLibraryLoader(load, { nowMs, log });
  const newId = () => crypto.randomUUID();
  const { widget } = config;
  // A key made here would be known to this isolate alone, and the next question may come to another.
  if (widget !== null && widget.key === undefined)
    log.warn(
      "问答框已关闭：没有 WIDGET_KEY，请运行 npx wrangler secret put WIDGET_KEY；在本机试用则在 .dev.vars 里写一行 WIDGET_KEY=至少 32 个字符",
    );
  const app = createApp(assistant, {
    ...{ log, newId, nowMs },
    notReadySeconds: () => Math.min(MAX_WAIT_SECONDS, Math.max(1, Math.ceil(loader.waitMs() / 1000))),
    unixSeconds: () => Math.floor(Date.now() / 1000),
    allowedOrigins: config.allowedOrigins,
    rateLimitPerMinute: config.rateLimitPerMinute,
    sharedLimit: env.RATE_LIMITER && shareLimit(env.RATE_LIMITER),
    widget: widget?.key === undefined ? undefined : { ...widget, key: widget.key },
    saveFeedback: openFeedback(config, env),
    quizExporter: createQuizExporter(),
    readAsset: (name) => assets.read(`pages/${name}`),
    // Set by Cloudflare, whatever the client sends.
    clientAddress: (c) => c.req.header("cf-connecting-ip"),
    compressedByHost: true,
  } satisfies AppOptions);
  app.all("/api/admin/*", (c) => answerError(c, NO_ADMIN));
  return { app, ready: loader.ready };
}

function compose(config: Config, fault: FawenError | null, parts: WorkerParts): Composed {
  try {
    if (fault !== null) throw fault;
    return composeAssistant(config, parts);
  } catch (error) {
    if (!(error instanceof FawenError)) throw error;
    return composeFailure(error, parts.whyNotReady);
  }
}

function openFeedback({ saveFeedback }: Config, { FEEDBACK }: WorkerEnv) {
  return saveFeedback && FEEDBACK
    ? createFeedbackStore(
        FEEDBACK,
        () => new Date(),
        () => crypto.randomUUID(),
      )
    : undefined;
}

function shareLimit(limiter: RateLimitBinding) {
  return async (client: string): Promise<number> => {
    const { success } = await limiter.limit({ key: client });
    return success ? 0 : RATE_LIMIT_SECONDS;
  };
}
