import { ErrorSchema } from "../contract.ts";

const errorContent = { "application/json": { schema: ErrorSchema } };

/** What every route with a JSON body may answer besides its own. */
export const BODY_ERROR_RESPONSES = {
  400: { description: "请求有误，`field` 指出哪一项", content: errorContent },
  413: { description: "请求体太大", content: errorContent },
  415: { description: "请求体不是 JSON", content: errorContent },
  429: { description: "提问太频繁，`Retry-After` 秒后再试", content: errorContent },
  503: { description: "索引还没有准备好", content: errorContent },
} as const;

export const NOT_FOUND_RESPONSE = { 404: { description: "没有这份报告", content: errorContent } } as const;

export const NOT_READY_RESPONSE = { 503: BODY_ERROR_RESPONSES[503] } as const;
