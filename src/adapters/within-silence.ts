/** The other side said nothing for too long. */
export class Silence extends Error {
  constructor(timeoutMs: number) {
    super(`${timeoutMs / 1000} 秒没有回应`);
  }
}

/**
 * Runs `work`, giving up after `timeoutMs` or when `signal` aborts.
 *
 * The returned promise settles then even when `work` itself never does.
 *
 * @throws Silence; the reason of `signal`; what `work` throws
 */
export async function withinSilence<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  const timer = setTimeout(() => controller.abort(new Silence(timeoutMs)), timeoutMs);
  const gaveUp = new Promise<never>((_, reject) => {
    const give = () => reject(controller.signal.reason);
    if (controller.signal.aborted) give();
    else controller.signal.addEventListener("abort", give, { once: true });
  });
  try {
    return await Promise.race([gaveUp, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
