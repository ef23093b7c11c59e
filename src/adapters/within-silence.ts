/** The other side said nothing for too long. */
export class Silence extends Error {
  constructor(timeoutMs: number) {
    super(`${timeoutMs / 1000} 秒没有回应`);
  }
}

/** The time is counted in so many parts. */
const PARTS = 10;

/**
 * Runs `work`, giving up after `timeoutMs` or when `signal` aborts.
 *
 * The returned promise settles then even when `work` itself never does. Time in which this process was too busy to
 * listen counts little: the other side may have answered long ago.
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
  // After a pause of ours timers come before what was received: a part that is late is still one part, and the end
  // waits for one more turn.
  let parts = 0;
  let ending: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(
    () => {
      if (++parts === PARTS) ending = setTimeout(() => controller.abort(new Silence(timeoutMs)));
    },
    Math.max(1, timeoutMs / PARTS),
  );
  const gaveUp = new Promise<never>((_, reject) => {
    const give = () => reject(controller.signal.reason);
    if (controller.signal.aborted) give();
    else controller.signal.addEventListener("abort", give, { once: true });
  });
  try {
    return await Promise.race([gaveUp, work(controller.signal)]);
  } finally {
    clearInterval(timer);
    clearTimeout(ending);
    signal?.removeEventListener("abort", abort);
  }
}
