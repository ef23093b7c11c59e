import type { LogLevel } from "../../config.ts";
import type { AppLog } from "../../http/app-options.ts";

const ORDER: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];

/** One line of JSON an event, as Workers Logs takes apart and `wrangler tail` shows. */
export function createLog(level: LogLevel, write: Pick<Console, "error" | "warn" | "info" | "debug">): AppLog {
  const log =
    (of: Exclude<LogLevel, "silent">) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      if (ORDER.indexOf(of) <= ORDER.indexOf(level))
        write[of](JSON.stringify({ level: of, message, ...facts }, describe));
    };
  return { error: log("error"), warn: log("warn"), info: log("info"), debug: log("debug") };
}

/** An error has nothing that JSON takes by itself. What it came from tells most. */
function describe(_key: string, value: unknown): unknown {
  return value instanceof Error ? withCauses(value) : value;
}

function withCauses(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause === undefined ? own : `${own}\ncaused by ${describe("", error.cause)}`;
}
