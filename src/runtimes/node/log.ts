import type { LogLevel } from "../../config.ts";
import type { AppLog } from "../../http/app-options.ts";

const ORDER: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];

/**
 * A log of plain lines, `2026-11-22T06:00:00.000Z WARN message key=value …`: read by people first, found by `grep`.
 * An error is followed by its stack; it is the only thing that takes more than one line.
 */
export function createLog(level: LogLevel, write: (line: string) => void): AppLog {
  const log =
    (of: LogLevel) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) => {
      if (ORDER.indexOf(of) > ORDER.indexOf(level)) return;
      const pairs = Object.entries(facts).map(([name, value]) => ` ${name}=${format(value)}`);
      write(`${new Date().toISOString()} ${of.toUpperCase()} ${message}${pairs.join("")}\n`);
    };
  return { error: log("error"), warn: log("warn"), info: log("info"), debug: log("debug") };
}

function format(value: unknown): string {
  if (value instanceof Error) return value.stack ?? String(value);
  // Quoted where needed, so that a fact can never look like a line of its own.
  return typeof value === "string" && /^[\w./:@-]+$/.test(value) ? value : (JSON.stringify(value) ?? String(value));
}
