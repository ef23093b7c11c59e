import { FawenError } from "./model/errors.ts";

/** Throws `cancelled` once `signal` says so. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FawenError("cancelled", "已取消，原有索引未受影响", { cause: signal.reason });
}
