import { withinSilence } from "../../adapters/within-silence.ts";
import { FawenError } from "../../core/model/errors.ts";
import type { AppLog } from "../../http/app-options.ts";

/** After a failure nobody tries again for so long, and twice as long after each further one. */
const FIRST_PAUSE_MS = 3_000;
const MAX_PAUSE_MS = 60_000;
/** How long one try may take: somebody waits, and some ten seconds load the largest index that fits. */
const LIMIT_MS = 20_000;

export interface LibraryLoaderOptions {
  /** Milliseconds since any fixed moment. */
  readonly nowMs: () => number;
  readonly log: Pick<AppLog, "error">;
}

/** Loads the library of an isolate once, and again after a failure, but not with every request. */
export interface LibraryLoader {
  /**
   * Ends when the library is there, or when it is known that it will not be for now; never fails. Tries again where
   * enough time has passed: an isolate has no clock of its own, so requests drive it.
   *
   * @param keep given what nobody waits for and what should go on all the same
   */
  ready(keep: Keep): Promise<void>;
  /** Whether the last try failed. */
  hasFailed(): boolean;
  /** Milliseconds until the next try, as far as is known; 0 when nothing keeps it. */
  waitMs(): number;
}

/** `waitUntil` of the request that is being answered. */
export type Keep = (work: Promise<unknown>) => void;

interface Attempt {
  readonly startedMs: number;
  readonly work: Promise<void>;
}

/** @param load one try; its failure is told in the log, in one line */
export function createLibraryLoader(
  load: (keep: Keep) => Promise<void>,
  { nowMs, log }: LibraryLoaderOptions,
): LibraryLoader {
  let loaded = false;
  let attempt: Attempt | null = null;
  let failures = 0;
  let nextMs = Number.NEGATIVE_INFINITY;

  function start(keep: Keep): Attempt {
    const work = load(keep).then(() => {
      // Also when it comes after it was given up.
      loaded = true;
    });
    // Told by whoever waits for it; later its failure is nobody's.
    work.catch(() => {});
    return { startedMs: nowMs(), work };
  }

  /** Once for each attempt, whoever of those who wait for it notices first. */
  function giveUp(failed: Attempt, error: unknown): void {
    if (attempt !== failed) return;
    attempt = null;
    const pauseMs = pauseAfter(error, failures++);
    nextMs = nowMs() + pauseMs;
    const retryInSeconds = Number.isFinite(pauseMs) ? pauseMs / 1000 : "never";
    log.error(error instanceof FawenError ? error.message : "the index did not load", { error, retryInSeconds });
  }

  return {
    async ready(keep) {
      if (loaded || (attempt === null && nowMs() < nextMs)) return;
      attempt ??= start(keep);
      const waited = attempt;
      // Each who waits has a limit of its own: a request that was ended takes its timers and what it loads with it.
      const leftMs = Math.max(0, waited.startedMs + LIMIT_MS - nowMs());
      await withinSilence(leftMs, undefined, () => waited.work).catch((error: unknown) => giveUp(waited, error));
    },
    hasFailed: () => !loaded && failures > 0,
    waitMs: () => (loaded || attempt !== null ? 0 : Math.max(0, nextMs - nowMs())),
  };
}

/** Settings stay what they are until the next deployment. */
function pauseAfter(error: unknown, failuresBefore: number): number {
  if (error instanceof FawenError && error.code === "bad-setting") return Number.POSITIVE_INFINITY;
  return Math.min(FIRST_PAUSE_MS * 2 ** failuresBefore, MAX_PAUSE_MS);
}
