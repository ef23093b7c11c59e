import { FawenError, type FawenErrorCode } from "../core/model/errors.ts";

/** Codes on the wire: all of the core's, and those that only HTTP knows. */
export type WireErrorCode =
  | FawenErrorCode
  | "method-not-allowed"
  | "unsupported-media-type"
  /** A page of a site that may not show the chat box. */
  | "site-not-allowed"
  /** The chat box for other sites is switched off. */
  | "widget-off"
  | "internal";

interface ErrorRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 499 | 500 | 502 | 503;
  /**
   * Shown instead of the error's own message where that speaks to the operator (folders, model addresses)
   * and not to the reader. The log has both.
   */
  readonly publicMessage?: string;
}

const OPERATOR_FAULT = "服务暂时不可用，请稍后再试；如一直如此，请告知管理员";

/** Exhaustive: a new code does not compile until it has its row. */
export const ERROR_TABLE: Readonly<Record<WireErrorCode, ErrorRow>> = {
  "bad-request": { status: 400 },
  "bad-input-file": { status: 422 },
  "not-found": { status: 404 },
  unauthorized: { status: 401 },
  "method-not-allowed": { status: 405 },
  "site-not-allowed": { status: 403 },
  "widget-off": { status: 403 },
  "too-large": { status: 413 },
  "unsupported-media-type": { status: 415 },
  "rate-limited": { status: 429 },
  // The client has gone, nobody reads this; 499 is what nginx logs for it.
  cancelled: { status: 499 },
  "not-ready": { status: 503 },
  "index-missing": { status: 503, publicMessage: OPERATOR_FAULT },
  "index-mismatch": { status: 503, publicMessage: OPERATOR_FAULT },
  "index-corrupt": { status: 503, publicMessage: OPERATOR_FAULT },
  "model-missing": { status: 503, publicMessage: OPERATOR_FAULT },
  "bad-setting": { status: 500, publicMessage: OPERATOR_FAULT },
  "backend-failed": { status: 502, publicMessage: "生成回答的模型没有正常回应，请稍后再试" },
  internal: { status: 500, publicMessage: "服务出了意外，请稍后再试；如一直如此，请告知管理员" },
};

export interface DescribedError {
  readonly status: ErrorRow["status"];
  readonly body: {
    readonly error: { readonly code: WireErrorCode; readonly message: string; readonly field?: string };
  };
}

/** What a client is told about an error: never a stack trace, never the text of an unknown error. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof FawenError) return describeProblem(error.code, error.message, error.field);
  return describeProblem("internal", "");
}

export function describeProblem(code: WireErrorCode, message: string, field?: string): DescribedError {
  const { status, publicMessage } = ERROR_TABLE[code];
  const shown = publicMessage ?? message;
  return { status, body: { error: { code, message: shown, ...(field === undefined ? {} : { field }) } } };
}
