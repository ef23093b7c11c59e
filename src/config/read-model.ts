import { badSetting, refuseCredentials } from "./bad-setting.ts";
import { hasNoQuery, isHttpUrl, NO_QUERY } from "./setting-checks.ts";
import type { Settings } from "./settings.ts";

/** Where a model that reads text comes from. */
export type ModelConfig =
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

/**
 * What `EMBEDDER` or `RERANKER` asks for.
 *
 * @param example a model to name in an error, `served` one that an endpoint might have
 * @throws FawenError `bad-setting`
 */
export function readModel(
  settings: Settings,
  name: "EMBEDDER" | "RERANKER",
  example: string,
  served: string,
): ModelConfig {
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
