const SLOW_MS = 8_000;
/** Longer than the service lets a model take. */
const SILENT_MS = 90_000;

export interface SilenceWatch {
  /** Something came: the waiting begins anew. */
  heard(): void;
  end(): void;
}

/** Calls `onSlow` and at last `onSilent` when nothing is heard of the service. */
export function watchSilence(onSlow: () => void, onSilent: () => void): SilenceWatch {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const end = () => {
    for (const timer of timers) clearTimeout(timer);
  };
  const heard = () => {
    end();
    timers = [setTimeout(onSlow, SLOW_MS), setTimeout(onSilent, SILENT_MS)];
  };
  heard();
  return { heard, end };
}
