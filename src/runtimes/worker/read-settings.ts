import { type Config, parseConfig } from "../../config.ts";
import { FawenError } from "../../core/model/errors.ts";

export interface ReadSettings {
  readonly config: Config;
  /** The first that is wrong; null when none is. */
  readonly fault: FawenError | null;
}

/**
 * The settings of a Worker. One that is wrong is left out, so that everything else is as it was set: nothing stops the
 * start of a Worker, and who asks it should be told in the manner that they expect. The fault is for the log.
 */
export function readSettings(settings: Readonly<Record<string, string>>): ReadSettings {
  let fault: FawenError | null = null;
  let left = settings;
  for (;;) {
    try {
      return { config: parseConfig(left), fault };
    } catch (error) {
      if (!(error instanceof FawenError)) throw error;
      fault ??= error;
      left = without(left, error.field);
    }
  }
}

/** Where something is missing, all that goes with it is left out: `LLM_…` for `LLM_MODEL`. */
function without(settings: Readonly<Record<string, string>>, field = ""): Record<string, string> {
  const [family = ""] = field.split("_");
  const isAtFault = (name: string) => (field in settings ? name === field : name.startsWith(family));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !isAtFault(name)));
}
