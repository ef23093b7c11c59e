import { FawenError } from "../core/model/errors.ts";
import type { Embedder, EmbedOptions } from "../core/ports/embedder.ts";
import { toBackendError } from "./backend-failure.ts";
import { withinSilence } from "./within-silence.ts";

export interface RestingOptions {
  /** How long one call may take, whatever the embedder behind does, in milliseconds. */
  readonly limitMs: number;
  /** How long after a failure it is not asked again. */
  readonly restMs: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/**
 * An embedder for people who wait: whoever asks gets vectors soon or an error soon, and after a failure an error at once
 * for a while, so that a service that is down costs one question some seconds and not each of them. A question's vector
 * that comes too late ends the rest.
 *
 * @throws FawenError `backend-failed` when the limit is over or the embedder rests; what the embedder throws
 */
export function createRestingEmbedder(embedder: Embedder, { limitMs, restMs, now }: RestingOptions): Embedder {
  const { id } = embedder.stamp;
  let restsUntil = Number.NEGATIVE_INFINITY;

  const wakeUp = () => {
    restsUntil = Number.NEGATIVE_INFINITY;
  };

  async function ask<T>(work: (options: EmbedOptions) => Promise<T>, options: EmbedOptions = {}): Promise<T> {
    const left = restsUntil - now();
    if (left > 0) {
      const message = `${id} 刚才没有应答，${Math.ceil(left / 1000)} 秒后再试。`;
      throw new FawenError("backend-failed", message, { retryable: true });
    }
    let done = 0;
    const onProgress = (count: number) => {
      done = count;
      options.onProgress?.(count);
    };
    try {
      return await withinSilence(limitMs, options.signal, (signal) => work({ signal, onProgress }));
    } catch (error) {
      const failure = toBackendError(error, id, {}, options.signal);
      // One that got some way is slow, not down: a shorter text may well be in time.
      if (failure.code !== "cancelled" && done === 0) restsUntil = now() + restMs;
      throw failure;
    }
  }

  return {
    stamp: embedder.stamp,
    embedPassages: (texts, options) => ask((limited) => embedder.embedPassages(texts, limited), options),
    embedQuery: (text, options) =>
      ask(() => {
        // Not ended with the limit: a server that has to load its model first would never get there.
        const asking = embedder.embedQuery(text, options);
        asking.then(wakeUp, () => {});
        return asking;
      }, options),
  };
}
