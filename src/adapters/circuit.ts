export interface CircuitOptions {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it stays open the first time, in milliseconds; twice as long after each trial that fails. */
  readonly restMs: number;
  readonly maxRestMs: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/** One call that was let through; tells once how it ended. */
export interface CircuitCall {
  succeeded(): void;
  failed(): void;
  /** Ended without showing whether the backend works. */
  abandoned(): void;
}

/** Keeps calls from a backend that fails again and again; one for all who call it. */
export interface Circuit {
  /** Null while it is open. Afterwards one call is let through as a trial, and the others wait for how it ends. */
  enter(): CircuitCall | null;
  isOpen(): boolean;
  /** Until the next trial may begin; 0 when one may, or is under way, or the circuit is closed. */
  waitMs(): number;
}

/** A circuit breaker (Nygard, Release It!): closed at first, opens after failures in a row, closes by a trial call. */
export function createCircuit({ failures: limit, restMs, maxRestMs, now }: CircuitOptions): Circuit {
  let failures = 0;
  let rest = restMs;
  /** When a trial may begin; null while closed. */
  let trialAt: number | null = null;
  let trying = false;

  function close(): void {
    failures = 0;
    rest = restMs;
    trialAt = null;
    trying = false;
  }

  function open(): void {
    trialAt = now() + rest;
    rest = Math.min(rest * 2, maxRestMs);
  }

  return {
    enter() {
      const trial = trialAt !== null;
      if (trialAt !== null && (trying || now() < trialAt)) return null;
      if (trial) trying = true;
      return {
        succeeded: close,
        failed() {
          if (trial) trying = false;
          // A call from before it opened tells nothing new.
          else if (trialAt !== null || ++failures < limit) return;
          open();
        },
        abandoned() {
          if (trial) trying = false;
        },
      };
    },
    isOpen: () => trialAt !== null,
    waitMs: () => (trialAt === null || trying ? 0 : Math.max(0, trialAt - now())),
  };
}
