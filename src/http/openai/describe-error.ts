import type { DescribedError } from "../error-table.ts";
import type { OpenAiErrorBody } from "./contract.ts";

/** One of ours in the words of OpenAI's clients: `type` by the status, `param` for the field, `code` in their style. */
export function toOpenAiError({ status, body: { error } }: DescribedError): OpenAiErrorBody {
  return {
    error: {
      message: error.message,
      type: typeOf(status),
      param: error.field ?? null,
      code: codeOf(error.code, error.field),
    },
  };
}

function typeOf(status: number): string {
  if (status === 401) return "authentication_error";
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

function codeOf(code: string, field: string | undefined): string {
  if (code === "rate-limited") return "rate_limit_exceeded";
  if (code === "not-found" && field === "model") return "model_not_found";
  return code.replaceAll("-", "_");
}
