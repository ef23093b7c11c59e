import { badSetting } from "./config/bad-setting.ts";
import { type LlmConfig, readLlm } from "./config/read-llm.ts";
import { type ModelConfig, readModel } from "./config/read-model.ts";
import { readVectorStore, type VectorStoreConfig } from "./config/read-vector-store.ts";
import { EMBEDDED_MODEL, type LogLevel, type Settings, SettingsSchema } from "./config/settings.ts";
import { forRewriting, withoutRewriting } from "./config/share-time.ts";

export { EMBEDDED_MODEL, forRewriting, type LlmConfig, type LogLevel, type VectorStoreConfig, withoutRewriting };

/** What makes vectors; an endpoint is asked at `{baseUrl}/embeddings`. */
export type EmbedderConfig = ModelConfig;

/** What puts the passages found in a better order; an endpoint is asked at `{baseUrl}/rerank`. */
export type RerankerConfig = ModelConfig & {
  /** How many of the best passages it reads for one question. */
  readonly candidates: number;
};

/** The chat box for other sites. */
export interface WidgetConfig {
  /** Signs its tokens; undefined for one made at the start, which other processes do not know. */
  readonly key: string | undefined;
  /** Questions a minute; 0 switches the limit off. */
  readonly questionsPerVisitor: number;
  readonly questionsPerSite: number;
}

/** Every setting, checked. Read once, in an entry; nothing deeper knows a setting's name. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly modelDir: string;
  readonly embedder: EmbedderConfig;
  readonly reranker: RerankerConfig;
  readonly vectorStore: VectorStoreConfig;
  readonly llm: LlmConfig;
  /** Whether the language model also completes follow-ups; by rules alone otherwise. */
  readonly llmRewrite: boolean;
  /** Undefined switches the administration routes off. */
  readonly adminToken: string | undefined;
  /** Origins of other sites that may call the API; `*` for all. */
  readonly allowedOrigins: readonly string[];
  /** Requests a minute and address; 0 switches the limit off. */
  readonly rateLimitPerMinute: number;
  /** How many proxies of our own stand before the service, whose word for the client's address is taken. */
  readonly trustedProxies: number;
  /** Whether the instances that share a database count requests together. */
  readonly rateLimitShared: boolean;
  /** Null when it is switched off. */
  readonly widget: WidgetConfig | null;
  /** Whether visitors are asked what they think of an answer. */
  readonly saveFeedback: boolean;
  /** Whether what they think is kept in the database that instances share, in place of a file of each. */
  readonly feedbackShared: boolean;
  readonly logLevel: LogLevel;
}

/**
 * Reads every setting from an environment; an empty or blank value means "not set".
 *
 * @throws FawenError `bad-setting` with one line that names the setting, the value's fault and what is allowed.
 *   Values of secrets are never part of it.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(SettingsSchema.shape)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = SettingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw badSetting(name, given[name], issue?.message ?? "不合要求");
  }
  const settings = parsed.data;
  return Object.freeze({
    port: settings.PORT,
    host: settings.HOST,
    corpusDir: settings.CORPUS_DIR,
    indexDir: settings.INDEX_DIR,
    modelDir: settings.MODEL_DIR,
    embedder: readModel(settings, "EMBEDDER", EMBEDDED_MODEL, "bge-m3"),
    reranker: {
      ...readModel(settings, "RERANKER", "Xenova/bge-reranker-base", "bge-reranker-v2-m3"),
      candidates: settings.RERANKER_CANDIDATES,
    },
    vectorStore: readVectorStore(settings),
    llm: readLlm(settings),
    llmRewrite: settings.LLM_REWRITE === "on",
    adminToken: settings.ADMIN_TOKEN,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    trustedProxies: settings.TRUST_PROXY,
    rateLimitShared: settings.RATE_LIMIT_SHARED === "on",
    widget: settings.WIDGET === "off" ? null : readWidget(settings),
    saveFeedback: settings.SAVE_FEEDBACK !== "off",
    feedbackShared: settings.SAVE_FEEDBACK === "shared",
    logLevel: settings.LOG_LEVEL,
  });
}

function readWidget(settings: Settings): WidgetConfig {
  return {
    key: settings.WIDGET_KEY,
    questionsPerVisitor: settings.WIDGET_LIMIT_PER_VISITOR,
    questionsPerSite: settings.WIDGET_LIMIT_PER_SITE,
  };
}
