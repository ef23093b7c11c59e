import type { FawenError } from "../core/model/errors.ts";
import { BadReply, BrokenConnection, RefusedRequest } from "./backend-failure.ts";
import { Silence } from "./within-silence.ts";

/** So often a request is made in all, where another try can help. */
const MAX_TRIES = 3;
/** A connection that is refused twice will not be there in a second either. */
const MAX_CONNECTIONS = 2;
const FIRST_PAUSE_MS = 300;
/** A reader does not wait longer than that only to be let in. */
const MAX_PAUSE_MS = 5_000;
/** Faults of what stands between, or of a server that is starting: gone in a moment. 500 is a fault that stays. */
const PASSING_STATUS = new Set([502, 503, 504]);
/** The request itself is refused, not the one who makes it. */
const REQUEST_STATUS = new Set([400, 413, 422]);

const BAD_REPLIES: Readonly<Record<BadReply["fault"], string>> = {
  unreadable: "语言模型的回复不合格式",
  broken: "语言模型的回复中途断开",
  empty: "语言模型没有给出内容",
  "too-long": "语言模型的回复过长",
};

/**
 * What failed, in words for readers: no server's own text and nothing that is secret. Without a full stop.
 *
 * @param failure as `toBackendError` makes it
 * @param said whether a part of the reply had come
 */
export function describeChatFailure({ cause }: FawenError, said: boolean): string {
  if (cause instanceof RefusedRequest) return describeStatus(cause.status);
  if (cause instanceof BadReply) return BAD_REPLIES[cause.fault];
  if (cause instanceof Silence) return `语言模型${cause.message}`;
  if (cause instanceof BrokenConnection) return said ? BAD_REPLIES.broken : "语言模型连不上";
  return "语言模型出错";
}

function describeStatus(status: number): string {
  if (status >= 300 && status < 400) return "语言模型的地址转到了别处，没有跟去，请改用最终的地址";
  if (status === 401 || status === 403) return "语言模型没有接受密钥";
  if (status === 402) return "语言模型的账户余额不足";
  if (status === 404) return "语言模型不存在，或地址不对";
  if (status === 429) return "语言模型的请求太多，暂时不接受新的";
  return status >= 500 ? "语言模型的服务出错" : "语言模型拒绝了请求";
}

/**
 * How long to wait before the same request is made again, in milliseconds; null where that would not help.
 *
 * @param failures how often it has failed, this time counted
 */
export function pauseBeforeRetry({ cause }: FawenError, failures: number): number | null {
  const backoff = FIRST_PAUSE_MS * 2 ** (failures - 1);
  if (cause instanceof BrokenConnection) return failures < MAX_CONNECTIONS ? backoff : null;
  if (!(cause instanceof RefusedRequest) || failures >= MAX_TRIES) return null;
  const { status, retryAfterMs } = cause;
  if (retryAfterMs !== undefined && retryAfterMs > MAX_PAUSE_MS) return null;
  // “At once” is no pause: three tries in a blink help nobody.
  const asked = retryAfterMs === undefined ? undefined : Math.max(retryAfterMs, backoff);
  if (PASSING_STATUS.has(status)) return asked ?? backoff;
  // Without a time it may as well be a quota that is used up.
  return status === 429 ? (asked ?? null) : null;
}

/** Whether a failure shows that the backend is not there for anybody. */
export function isBackendDown({ cause }: FawenError): boolean {
  return !(cause instanceof RefusedRequest && REQUEST_STATUS.has(cause.status));
}
