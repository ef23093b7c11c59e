import { beforeEach, describe, expect, it } from "vitest";
import { createSharedLimit } from "./shared-limit.ts";
import type { SqlPool } from "./sql-pool.ts";

// With a database that works: test/node/shared-limit.test.ts.
describe("createSharedLimit without its database", () => {
  const lines: string[] = [];
  let now = 0;
  let asked = 0;
  beforeEach(() => {
    [now, asked, lines.length] = [0, 0, 0];
  });

  function share(answer: () => Promise<never>, limitMs = 10_000) {
    const ask = () => {
      asked++;
      return answer();
    };
    const pool: SqlPool = { run: ask, transaction: ask, close: async () => {} };
    return createSharedLimit({ pool, limitMs, password: "geheim", warn: (line) => lines.push(line), nowMs: () => now });
  }
  const refused = async () => {
    throw Object.assign(new Error("password geheim"), { code: "XX000" });
  };

  it("lets everybody on, and says why in Chinese once a minute, without the password", async () => {
    const count = share(refused);
    for (let request = 0; request < 5; request++) expect(await count("203.0.113.7", 0)).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/RATE_LIMIT_SHARED=on.*单独计数.*XX000 password \*\*\*.*请检查/)]);
    now = 59_999;
    await count("203.0.113.7", 0);
    expect(lines).toHaveLength(1);
    now = 60_000;
    await count("203.0.113.7", 0);
    await count("203.0.113.7", 0);
    expect(lines).toHaveLength(2);
  });

  it("tries again with the next request", async () => {
    const count = share(refused);
    await count("203.0.113.7", 0);
    const before = asked;
    await count("203.0.113.7", 0);
    expect(asked).toBeGreaterThan(before);
  });

  it("waits no longer than it may for one that says nothing, says so, and asks it no more than once", async () => {
    const count = share(() => new Promise<never>(() => {}), 20);
    expect(await Promise.all([count("203.0.113.7", 0), count("203.0.113.8", 0)])).toEqual([0, 0]);
    expect(lines).toEqual([expect.stringContaining("0.02 秒没有回应")]);
    expect(asked).toBe(1);
  });
});
