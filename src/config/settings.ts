import { z } from "zod";
import { LLM_PRESET_NAMES } from "./llm-presets.ts";
import { httpUrl, integer, isOrigin, jsonObject, path, secret } from "./setting-checks.ts";

/** The model that comes with the project, in `MODEL_DIR`. */
export const EMBEDDED_MODEL = "fawen-static-v3";

const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const LLM_PROVIDERS = ["extractive", "openai", "workers-ai", "langchain"] as const;

/** Every setting as it is written, with its default; the reason for a default where it is not obvious. */
export const SettingsSchema = z.object({
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
  VECTOR_STORE: z.string().default("local"),
  VECTOR_STORE_KEY: secret.optional(),
  // Finds 95 of a hundred of the true first ten also where nothing is near: docs/scale.md.
  PGVECTOR_CANDIDATES: integer(10, 1000, "应为 10 到 1000 的整数").default(1000),
  HF_ENDPOINT: httpUrl("应为 http 或 https 网址，如 https://hf-mirror.com").default("https://huggingface.co"),
  LLM_PROVIDER: z
    .enum([...LLM_PROVIDERS, ...LLM_PRESET_NAMES], {
      error: `应为 ${LLM_PROVIDERS.join("、")} 之一，或预设的 ${LLM_PRESET_NAMES.join("、")}`,
    })
    .default("extractive"),
  LLM_BASE_URL: httpUrl("应为 http 或 https 网址，如 http://127.0.0.1:11434/v1").optional(),
  LLM_API_KEY: secret.optional(),
  LLM_MODEL: z.string().optional(),
  LLM_EXTRA_BODY: jsonObject('应为 JSON 对象，如 {"enable_thinking":false}').optional(),
  // For the whole of an answer: long enough for a small model on an office PC, short enough for the one who waits.
  LLM_TIMEOUT_MS: integer(100, 600_000, "应为 100 到 600000 的整数（毫秒）").default(30_000),
  // Off: a reader waits for it before anything is searched, and the rules complete most follow-ups.
  LLM_REWRITE: z.enum(["on", "off"], { error: "应为 on 或 off" }).default("off"),
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
  // None: who is not told of a proxy believes nobody's word for another's address.
  TRUST_PROXY: integer(0, 10, "应为 0 到 10 的整数（服务前面自己的反向代理有几层，0 表示没有）").default(0),
  // Off: one process counts for itself, and asks nobody.
  RATE_LIMIT_SHARED: z.enum(["on", "off"], { error: "应为 on 或 off" }).default("off"),
  WIDGET: z.enum(["on", "off"], { error: "应为 on 或 off" }).default("on"),
  // As many bytes as the hash that it keys.
  WIDGET_KEY: secret.min(32, "至少 32 个字符").optional(),
  // Nobody types faster; a whole office behind one address may, and its site's makers set more.
  WIDGET_LIMIT_PER_VISITOR: integer(0, 1_000_000, "应为 0 到 1000000 的整数（0 表示不限）").default(20),
  WIDGET_LIMIT_PER_SITE: integer(0, 1_000_000, "应为 0 到 1000000 的整数（0 表示不限）").default(600),
  SAVE_FEEDBACK: z.enum(["on", "shared", "off"], { error: "应为 on、shared 或 off" }).default("on"),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `应为 ${LOG_LEVELS.join("、")} 之一` }).default("info"),
});

export type Settings = z.infer<typeof SettingsSchema>;
