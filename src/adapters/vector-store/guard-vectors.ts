import { FawenError } from "../../core/model/errors.ts";
import type { RemoteVectors } from "../../core/ports/vector-store.ts";
import { type Circuit, createCircuit } from "../circuit.ts";
import { Silence, withinSilence } from "../within-silence.ts";

/** Failures in a row after which the engine is left alone, and for how long: doubled after each trial that fails. */
const FAILURES = 3;
const REST_MS = 5_000;
const MAX_REST_MS = 60_000;

/** One for all libraries that are bound to an engine, so that a new index does not ask one that is down again. */
export function createStoreCircuit(now: () => number): Circuit {
  return createCircuit({ failures: FAILURES, restMs: REST_MS, maxRestMs: MAX_REST_MS, now });
}

/**
 * An engine for people who wait: an answer soon or an error soon, and after failures in a row an error at once, until a
 * trial shows that it is there again.
 *
 * @param limitMs how long one search may take: words alone answer too
 * @throws FawenError `backend-failed`
 */
export function guardVectors(remote: RemoteVectors, circuit: Circuit, limitMs: number): RemoteVectors {
  async function ask<T>(signal: AbortSignal | undefined, work: (limited: AbortSignal) => Promise<T>): Promise<T> {
    const call = circuit.enter();
    if (call === null) {
      const seconds = Math.max(1, Math.ceil(circuit.waitMs() / 1000));
      throw new FawenError("backend-failed", `${remote.kind} 接连没有应答，${seconds} 秒后再试。`, { retryable: true });
    }
    try {
      const result = await withinSilence(limitMs, signal, work);
      call.succeeded();
      return result;
    } catch (error) {
      if (signal?.aborted) call.abandoned();
      else call.failed();
      if (!(error instanceof Silence)) throw error;
      throw new FawenError("backend-failed", `${remote.kind} ${error.message}。`, { cause: error, retryable: true });
    }
  }

  return {
    kind: remote.kind,
    search: (query, k, accepts, signal) => ask(signal, (limited) => remote.search(query, k, accepts, limited)),
    similarities: (query, rows, signal) => ask(signal, (limited) => remote.similarities(query, rows, limited)),
  };
}
