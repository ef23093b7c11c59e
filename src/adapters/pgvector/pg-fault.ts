import { FawenError } from "../../core/model/errors.ts";
import type { Verdict } from "../insist.ts";
import { describeNetworkFault } from "../network-fault.ts";

/** What people call the states of PostgreSQL (its manual, appendix A), and whether the same call may succeed later. */
const STATES: Readonly<Record<string, readonly [reason: string, retryable: boolean]>> = {
  "28P01": ["密码不对", false],
  "28000": ["不允许这个用户从这台机器连接（pg_hba.conf）", false],
  "3D000": ["没有这个数据库", false],
  "42501": ["这个用户的权限不够", false],
  "0A000": ["没有装 pgvector 扩展", false],
  "58P01": ["没有装 pgvector 扩展", false],
  "42704": ["没有装 pgvector 扩展", false],
  "53100": ["数据库的磁盘已满", true],
  "53300": ["数据库的连接数已满", true],
  "57014": ["数据库没有在限定时间内答完", true],
  "57P01": ["数据库正在停止", true],
  "57P02": ["数据库崩溃后正在恢复", true],
  "57P03": ["数据库正在启动", true],
  "40001": ["与别的写入冲突", true],
  "40P01": ["与别的写入冲突", true],
};
/** What the driver says when it gave up on a connection, or lost one; without a code. */
const LOST = /timeout|terminated|Connection ended|not queryable/i;
const MAX_REASON_CHARS = 200;

/**
 * Any failure of the database as our error, with the reason in words for those who run it.
 *
 * @param password never gets through, wherever it stands
 */
export function toPgError(error: unknown, password: string | undefined, signal?: AbortSignal): FawenError {
  if (signal?.aborted) return new FawenError("cancelled", "对数据库的请求已被取消。");
  if (error instanceof FawenError) return error;
  const { reason, retryable } = readFault(error);
  const shown = password ? reason.replaceAll(password, "***").replaceAll(encodeURIComponent(password), "***") : reason;
  const fix = "请检查 VECTOR_STORE 的地址、用户和密码，以及数据库是否在运行、装了 pgvector 0.8 以上。";
  // The cause stays out: the driver's errors carry what was sent.
  return new FawenError("backend-failed", `pgvector 没有成功：${shown.slice(0, MAX_REASON_CHARS)}。${fix}`, {
    retryable,
  });
}

/** For `insist`: whether another try may help. */
export function judgePgFault(error: unknown): Verdict | null {
  return error instanceof FawenError && error.retryable ? {} : null;
}

function readFault(error: unknown): { readonly reason: string; readonly retryable: boolean } {
  // Where a name has several addresses, the driver fails with all that they said.
  const inner = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (!(inner instanceof Error)) return { reason: String(inner), retryable: false };
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : "";
  const [reason, retryable = false] = STATES[code] ?? [];
  if (reason !== undefined) return { reason, retryable };
  // Class 08: connection exception.
  if (code.startsWith("08")) return { reason: "连接中断", retryable: true };
  if (/^E[A-Z_]+$/.test(code))
    return { reason: describeNetworkFault(new Error("", { cause: inner })) ?? code, retryable: true };
  if (LOST.test(inner.message)) return { reason: "连接超时或中断", retryable: true };
  return { reason: `${code} ${inner.message}`.replace(/\s+/g, " ").trim(), retryable: false };
}
