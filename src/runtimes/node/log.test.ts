import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

function logAt(level: Parameters<typeof createLog>[0]) {
  const lines: string[] = [];
  const log = createLog(level, (line) => lines.push(line));
  log.error("broken", { path: "/api/chat" });
  log.warn("odd");
  log.info("started", { port: 8787 });
  log.debug("request");
  return lines;
}

describe("createLog", () => {
  it("writes what is as grave as the level or graver", () => {
    expect(logAt("silent")).toHaveLength(0);
    expect(logAt("error")).toHaveLength(1);
    expect(logAt("warn")).toHaveLength(2);
    expect(logAt("info")).toHaveLength(3);
    expect(logAt("debug")).toHaveLength(4);
  });

  it("writes one line with time, level, message and facts", () => {
    expect(logAt("error")[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z ERROR broken path=\/api\/chat\n$/);
  });

  it("does not let a fact begin a line of its own", () => {
    const lines: string[] = [];
    createLog("info", (line) => lines.push(line)).info("request", { path: "/a\n2026 ERROR fake" });
    expect(lines.join("").split("\n")).toHaveLength(2);
  });
});
