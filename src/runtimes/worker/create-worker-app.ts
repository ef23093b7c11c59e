import { createQuizExporter } from "../../adapters/quiz-formats/create-quiz-exporter.ts";
import { type Config, parseConfig } from "../../config.ts";
import { answerError } from "../../http/answer-error.ts";
import type { AppOptions } from "../../http/app-options.ts";
import { createApp } from "../../http/create-app.ts";
import { describeProblem } from "../../http/error-table.ts";
import { createAssetReader } from "./asset-reader.ts";
import type { RateLimitBinding, WorkerEnv } from "./bindings.ts";
import { composeAssistant } from "./compose.ts";
import { createFeedbackStore } from "./feedback-store.ts";
import { createLog } from "./log.ts";
import { settingsOf } from "./settings.ts";

/** Period of the rate limiting binding in `wrangler.toml`, which does not say when it ends. */
const RATE_LIMIT_SECONDS = 60;
const NO_ADMIN = describeProblem(
  "not-found",
  "Workers 上没有管理接口：索引随部署一起更新，请运行 npm run ingest 和 npx wrangler deploy",
);

export type WorkerApp = ReturnType<typeof createWorkerApp>;

/**
 * The app of this isolate: the same as Node's, with what Workers have in place of files and processes.
 *
 * @param scanModule `scan-int8.wasm`, compiled
 * @throws FawenError `bad-setting`
 */
export function createWorkerApp(env: WorkerEnv, scanModule: WebAssembly.Module) {
  const config = parseConfig(settingsOf(env));
  const log = createLog(config.logLevel, console);
  const assets = createAssetReader(env.ASSETS);
  const { assistant, load } = composeAssistant(config, { env, assets, scanModule, log });
  const newId = () => crypto.randomUUID();
  const { widget } = config;
  // A key made here would be known to this isolate alone, and the next question may come to another.
  if (widget !== null && widget.key === undefined)
    log.warn("问答框已关闭：没有 WIDGET_KEY，请运行 npx wrangler secret put WIDGET_KEY");
  const app = createApp(assistant, {
    ...{ log, newId },
    // Stands still while code runs; only what waited for something counts.
    nowMs: () => performance.now(),
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
  return { app, load, log };
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
