import { FawenError } from "../core/model/errors.ts";
import { isTemporaryStatus } from "./insist.ts";
import { describeNetworkFault } from "./network-fault.ts";
import { splitAddress } from "./web-address.ts";
import { Silence } from "./within-silence.ts";

/** What must not get into an error message. */
export interface Secrets {
  readonly apiKey?: string | undefined;
  /** Its user name and password. */
  readonly baseUrl?: string | undefined;
}

const MAX_REASON_CHARS = 200;

/** The backend answered with a status that is no success. */
export class RefusedRequest extends Error {
  /**
   * @param text what the backend says of it
   * @param retryAfterMs how long it asks to wait; undefined when it does not say
   */
  constructor(
    readonly status: number,
    readonly text: string,
    readonly retryAfterMs?: number,
  ) {
    super(`HTTP ${status} ${text}`);
  }
}

/** A connection was not made or broke. */
export class BrokenConnection extends Error {}

/** The backend replied with something that is no use. */
export class BadReply extends Error {
  constructor(
    readonly fault: "unreadable" | "broken" | "empty" | "too-long",
    message: string,
  ) {
    super(message);
  }
}

/** The HTTP status with which a backend refused; null when a request failed otherwise. */
export function refusedStatus(error: unknown): number | null {
  return error instanceof FawenError && error.cause instanceof RefusedRequest ? error.cause.status : null;
}

/**
 * Any failure of a backend as our error, for those who run it: its message says why and what to check, its cause is of
 * the classes above where the failure is. Key and password never get through, wherever the backend put them.
 */
export function toBackendError(error: unknown, name: string, secrets: Secrets, signal?: AbortSignal): FawenError {
  if (signal?.aborted) return new FawenError("cancelled", `对 ${name} 的请求已被取消。`);
  if (error instanceof FawenError) return error;
  const network = describeNetworkFault(error);
  const reason = redact(network ?? (error instanceof Error ? error.message : String(error)), secrets);
  const message = `${name} 没有成功：${reason}。请检查它的地址、密钥和模型名。`;
  const fail = (cause: Error, retryable: boolean) => new FawenError("backend-failed", message, { cause, retryable });
  if (error instanceof RefusedRequest) {
    // Made anew: its own message may hold the key.
    const cause = new RefusedRequest(error.status, redact(error.text, secrets), error.retryAfterMs);
    return fail(cause, isTemporaryStatus(error.status));
  }
  if (network !== null) return fail(new BrokenConnection(reason), true);
  if (error instanceof BadReply) return fail(new BadReply(error.fault, reason), false);
  return fail(error instanceof Silence ? error : new Error(reason), error instanceof Silence);
}

/** What looks like a key, whole or with its middle starred out: models that are handed in by code hold their own. */
const KEY_LIKE =
  /\b(?:sk|ak|pk|rk|gsk|xai|api[_-]?key)[-_=:][\w*.-]{4,}|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}={0,2}/gi;

function redact(text: string, { apiKey, baseUrl }: Secrets): string {
  const inAddress = baseUrl !== undefined && URL.canParse(baseUrl) ? splitAddress(baseUrl).secrets : [];
  const secrets = apiKey === undefined ? inAddress : [apiKey, encodeURIComponent(apiKey), btoa(apiKey), ...inAddress];
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  const hidden = known.replace(KEY_LIKE, "***");
  // Some libraries tell the address that they could not reach.
  const shown = hidden.replace(/\/\/[^\s/?#]*@/g, "//***@");
  return shown.replace(/\s+/g, " ").trim().slice(0, MAX_REASON_CHARS);
}
