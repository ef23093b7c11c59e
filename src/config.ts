import { z } from "zod";
import { hidePassword } from "./adapters/web-address.ts";
import { FawenError } from "./core/model/errors.ts";

/** The model that comes with the project, in `MODEL_DIR`. */
export const EMBEDDED_MODEL = "fawen-static-v3";

/** Where a model that reads text comes from. */
type ModelConfig =
  | { readonly kind: "none" }
  /** A folder in transformers.js layout: a name below `modelDir`, or a path of its own. */
  | { readonly kind: "folder"; readonly model: string }
  /** `organisation/name`: looked for in `modelDir`, otherwise fetched from `hubUrl`. */
  | { readonly kind: "hub"; readonly model: string; readonly hubUrl: string }
  /** An address for requests in the manner of OpenAI, as vLLM, Ollama … understand them. */
  | {
      readonly kind: "endpoint";
      readonly baseUrl: string;
      readonly model: string;
      readonly apiKey: string | undefined;
    };

/** What makes vectors; an endpoint is asked at `{baseUrl}/embeddings`. */
export type EmbedderConfig = ModelConfig;

/** What puts the passages found in a better order; an endpoint is asked at `{baseUrl}/rerank`. */
export type RerankerConfig = ModelConfig & {
  /** How many of the best passages it reads for one question. */
  readonly candidates: number;
};

/** What phrases an answer; `extractive` needs no model at all. */
export type LlmConfig =
  | { readonly provider: "extractive" }
  /** `POST {baseUrl}/chat/completions`. */
  | ({ readonly provider: "openai"; readonly baseUrl: string } & LlmAccess)
  /** A chat model class of LangChain; `model` is `<vendor>:<model>`, `baseUrl` replaces the vendor's own address. */
  | ({ readonly provider: "langchain"; readonly baseUrl: string | undefined } & LlmAccess)
  /** Only inside a Worker, where the binding takes the place of an address. */
  | { readonly provider: "workers-ai"; readonly model: string; readonly timeoutMs: number };

interface LlmAccess {
  readonly model: string;
  readonly apiKey: string | undefined;
  /** How long the model may be silent, before its reply and between two pieces of it. */
  readonly timeoutMs: number;
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
  readonly llm: LlmConfig;
  /** Undefined switches the administration routes off. */
  readonly adminToken: string | undefined;
  /** Origins of other sites that may call the API; `*` for all. */
  readonly allowedOrigins: readonly string[];
  /** Requests a minute and address; 0 switches the limit off. */
  readonly rateLimitPerMinute: number;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A whole number in a range; `allowed` is what the reader is told. */
const integer = (min: number, max: number, allowed: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);

/** Paths are put behind an address. */
const NO_QUERY = "网址里不能有 ? 或 #；密钥请写在对应的 _API_KEY 里";
const httpUrl = (allowed: string) =>
  z
    .string()
    .refine(isHttpUrl, allowed)
    .refine(hasNoQuery, NO_QUERY)
    .transform((url) => url.replace(/\/+$/, ""));

const path = z.string().refine((value) => !value.includes("\0"), "应为文件夹路径");

/** A secret that goes into a header: anything else would break the request, or smuggle another header in. */
const secret = z.string().regex(/^[\x21-\x7e]+$/, "只能含英文字母、数字和符号，不能有空格、换行或中文");

// Defaults stand here, beside what is allowed; the reason for each where it is not obvious.
const SettingsSchema = z.object({
  PORT: integer(0, 65535, "应为 0 到 65535 的整数（0 表示任选空闲端口）").default(8787),
  // Loopback: a newcomer's first start must not open the machine to the network.
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "应为主机名或 IP 地址，如 127.0.0.1 或 0.0.0.0")
    .default("127.0.0.1"),
  CORPUS_DIR: path.default("corpus"),
  INDEX_DIR: path.default("index"),
  MODEL_DIR: path.default("models"),
  EMBEDDER: z.string().default(EMBEDDED_MODEL),
  EMBEDDER_MODEL: z.string().optional(),
  EMBEDDER_API_KEY: secret.optional(),
  RERANKER: z.string().default("none"),
  RERANKER_MODEL: z.string().optional(),
  RERANKER_API_KEY: secret.optional(),
  // What a small model reads in about a second on an office PC.
  RERANKER_CANDIDATES: integer(2, 100, "应为 2 到 100 的整数").default(20),
  HF_ENDPOINT: httpUrl("应为 http 或 https 网址，如 https://hf-mirror.com").default("https://huggingface.co"),
  LLM_PROVIDER: z
    .enum(["extractive", "openai", "workers-ai", "langchain"], {
      error: "应为 extractive、openai、workers-ai、langchain 之一",
    })
    .default("extractive"),
  LLM_BASE_URL: httpUrl("应为 http 或 https 网址，如 http://127.0.0.1:11434/v1").optional(),
  LLM_API_KEY: secret.optional(),
  LLM_MODEL: z.string().optional(),
  // Long enough for a small model on an office PC, short enough that a dead backend is noticed.
  LLM_TIMEOUT_MS: integer(100, 600_000, "应为 100 到 600000 的整数（毫秒）").default(30_000),
  // Short tokens can be guessed over the network.
  ADMIN_TOKEN: secret.min(16, "至少 16 个字符").optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform((list) => list.split(",").map((origin) => origin.trim().replace(/\/+$/, "")))
    .refine(
      (origins) => origins.every(isOrigin),
      "应为用英文逗号隔开的来源，如 https://a.gov.cn,https://b.edu.cn，或 *",
    )
    .default([]),
  RATE_LIMIT_PER_MINUTE: integer(0, 1_000_000, "应为 0 到 1000000 的整数（0 表示不限）").default(120),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `应为 ${LOG_LEVELS.join("、")} 之一` }).default("info"),
});

type Settings = z.infer<typeof SettingsSchema>;
export type SettingName = keyof Settings;

const SECRET_NAMES: ReadonlySet<string> = new Set<SettingName>([
  "LLM_API_KEY",
  "EMBEDDER_API_KEY",
  "RERANKER_API_KEY",
  "ADMIN_TOKEN",
]);
const MAX_SHOWN_CHARS = 60;

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
    llm: readLlm(settings),
    adminToken: settings.ADMIN_TOKEN,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    logLevel: settings.LOG_LEVEL,
  });
}

/** @param example a model to name in an error, `served` one that an endpoint might have */
function readModel(settings: Settings, name: "EMBEDDER" | "RERANKER", example: string, served: string): ModelConfig {
  const value = settings[name];
  if (value.toLowerCase() === "none") return { kind: "none" };
  if (/^https?:/i.test(value)) {
    if (!isHttpUrl(value)) throw badSetting(name, value, "不是完整的网址，应如 http://127.0.0.1:11434/v1");
    if (!hasNoQuery(value)) throw badSetting(name, value, NO_QUERY);
    const model = settings[`${name}_MODEL`];
    if (model === undefined)
      throw badSetting(`${name}_MODEL`, undefined, `${name} 是网址时必须写明模型名，如 ${served}`);
    const baseUrl = value.replace(/\/+$/, "");
    const apiKey = settings[`${name}_API_KEY`];
    if (apiKey !== undefined) refuseCredentials(name, baseUrl, `已经设了 ${name}_API_KEY，两者只能用一个`);
    return { kind: "endpoint", baseUrl, model, apiKey };
  }
  if (/^(\.{0,2}[/\\]|[A-Za-z]:[/\\])/.test(value) || !/[/\\]/.test(value)) return { kind: "folder", model: value };
  // No name that begins with a dot: the two names become folders.
  if (/^\w[\w.-]*\/\w[\w.-]*$/.test(value)) return { kind: "hub", model: value, hubUrl: settings.HF_ENDPOINT };
  const allowed = `应为 none、模型名（如 ${example}）、本地文件夹（以 ./ 或 / 开头）、“机构/模型名”或 http(s) 网址`;
  throw badSetting(name, value, allowed);
}

function readLlm(settings: Settings): LlmConfig {
  const provider = settings.LLM_PROVIDER;
  if (provider === "extractive") return { provider };
  const { LLM_MODEL: model, LLM_BASE_URL: baseUrl } = settings;
  if (model === undefined) {
    const example = { openai: "qwen2.5", langchain: "alibaba_tongyi:qwen-turbo", "workers-ai": "@cf/qwen/qwen" };
    throw badSetting("LLM_MODEL", undefined, `LLM_PROVIDER=${provider} 时必须写明模型，如 ${example[provider]}`);
  }
  const timeoutMs = settings.LLM_TIMEOUT_MS;
  if (provider === "workers-ai") return { provider, model, timeoutMs };
  const access = { model, apiKey: settings.LLM_API_KEY, timeoutMs };
  if (provider === "langchain") {
    refuseCredentials("LLM_BASE_URL", baseUrl, "LLM_PROVIDER=langchain 时请用 LLM_API_KEY");
    if (/^\w+:.+$/.test(model)) return { provider, baseUrl, ...access };
    throw badSetting("LLM_MODEL", model, "LLM_PROVIDER=langchain 时应写成“厂商:模型”，如 alibaba_tongyi:qwen-turbo");
  }
  if (access.apiKey !== undefined) refuseCredentials("LLM_BASE_URL", baseUrl, "已经设了 LLM_API_KEY，两者只能用一个");
  if (baseUrl !== undefined) return { provider, baseUrl, ...access };
  const hint = "LLM_PROVIDER=openai 时必须写明接口网址，如 http://127.0.0.1:11434/v1";
  throw badSetting("LLM_BASE_URL", undefined, hint);
}

/** A request has room for one of them only: `authorization`. */
function refuseCredentials(name: string, address: string | undefined, reason: string): void {
  if (address === undefined) return;
  const { username, password } = new URL(address);
  if (username !== "" || password !== "") throw badSetting(name, address, `网址里有用户名或密码，${reason}`);
}

function badSetting(name: string, value: string | undefined, allowed: string): FawenError {
  let fault = `设置 ${name}=${show(value ?? "")} 不对`;
  if (value === undefined) fault = `缺少设置 ${name}`;
  else if (SECRET_NAMES.has(name)) fault = `设置 ${name} 的值不合要求`;
  return new FawenError("bad-setting", `${fault}：${allowed}。`, { field: name });
}

/** A web address can carry a password, and a key pasted into the wrong setting is still a key. */
function show(value: string): string {
  const safe = hidePassword(value)
    .replace(/[\w-]{20,}/g, (run) => `${run.slice(0, 4)}***`)
    .replace(/\p{Cc}/gu, "?");
  return safe.length > MAX_SHOWN_CHARS ? `${safe.slice(0, MAX_SHOWN_CHARS)}…` : safe;
}

function hasNoQuery(value: string): boolean {
  return !/[?#]/.test(value);
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isOrigin(value: string): boolean {
  return value === "*" || (isHttpUrl(value) && new URL(value).origin === value);
}
