import { SYSTEM_CLOCK } from "./clock.ts";

/** How patiently to repeat what fails for the time being. */
export interface RetryRule {
  /** How often in a row it may fail, the first time counted. */
  readonly tries: number;
  /** The wait after the first failure, in milliseconds; it doubles each time. */
  readonly firstWaitMs: number;
  /** However long the other side asks to wait. */
  readonly maxWaitMs: number;
}

/** What a failure says of the next try. */
export interface Verdict {
  /** How long the other side asks to wait; undefined when it does not say. */
  readonly retryAfterMs?: number | undefined;
  /** Something was gained all the same: the tries are counted anew. */
  readonly progressed?: boolean;
}

/**
 * Repeats `work` by the rule, waiting as long as the other side asks, or longer each time.
 *
 * @param judge null for a failure that the same request would meet again
 * @throws what `work` threw last; the reason of `signal`
 */
export async function insist<T>(
  work: () => Promise<T>,
  rule: RetryRule,
  judge: (error: unknown) => Verdict | null | Promise<Verdict | null>,
  signal?: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      const verdict = await judge(error);
      if (verdict === null) throw error;
      failures = verdict.progressed ? 1 : failures + 1;
      if (failures >= rule.tries) throw error;
      const pause = verdict.retryAfterMs ?? rule.firstWaitMs * 2 ** (failures - 1);
      await SYSTEM_CLOCK.sleep(Math.min(pause, rule.maxWaitMs), signal);
    }
  }
}

/** Whether the same request may succeed later: too slow, too many requests, or a fault of the server. */
export function isTemporaryStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** What `retry-after` asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3); undefined when it says nothing. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
