/** Everything that can break, as a closed list; what is expected (no evidence, ambiguous …) is data instead. */
export type FawenErrorCode =
  | "bad-request"
  | "not-found"
  | "unauthorized"
  | "too-large"
  | "rate-limited"
  | "bad-setting"
  | "bad-input-file"
  | "index-missing"
  | "index-mismatch"
  | "index-corrupt"
  | "model-missing"
  | "backend-failed"
  | "not-ready"
  | "cancelled";

export interface FawenErrorOptions {
  readonly cause?: unknown;
  /** The field, setting or file that is at fault. */
  readonly field?: string;
  /** True when the same call may succeed later. */
  readonly retryable?: boolean;
}

/**
 * The one error class. `message` is written for the reader in Chinese: which input, what was expected, what
 * to do next. Never carries a secret.
 */
export class FawenError extends Error {
  override readonly name = "FawenError";
  readonly field: string | undefined;
  readonly retryable: boolean;

  constructor(
    readonly code: FawenErrorCode,
    message: string,
    options: FawenErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.field = options.field;
    this.retryable = options.retryable ?? false;
  }
}
