import { describe, expect, it } from "vitest";
import { insist, readRetryAfter } from "./insist.ts";

const RULE = { tries: 3, firstWaitMs: 1, maxWaitMs: 20 };

/** Fails so many times, then gives the number of tries. */
function failing(times: number) {
  let tries = 0;
  return async () => {
    if (++tries <= times) throw new Error(`try ${tries}`);
    return tries;
  };
}

describe("insist", () => {
  it("repeats what may succeed later, so many times", async () => {
    expect(await insist(failing(2), RULE, () => ({}))).toBe(3);
    await expect(insist(failing(9), RULE, () => ({}))).rejects.toThrow("try 3");
  });

  it("does not repeat what would fail again", async () => {
    await expect(insist(failing(1), RULE, () => null)).rejects.toThrow("try 1");
  });

  it("begins to count anew when something was gained", async () => {
    expect(await insist(failing(7), RULE, () => ({ progressed: true }))).toBe(8);
  });

  it("stops waiting when it is cancelled", async () => {
    const stopping = new AbortController();
    const rule = { ...RULE, maxWaitMs: 60_000 };
    const working = insist(failing(1), rule, () => ({ retryAfterMs: 60_000 }), stopping.signal);
    setTimeout(() => stopping.abort(new Error("enough")), 10);
    await expect(working).rejects.toThrow("enough");
  });
});

describe("readRetryAfter", () => {
  const read = (value: string) => readRetryAfter(new Headers({ "retry-after": value }));

  it("reads seconds and dates, and nothing else", () => {
    expect(read("2")).toBe(2000);
    expect(read("Wed, 21 Oct 2015 07:28:00 GMT")).toBe(0);
    expect(read(new Date(Date.now() + 3_600_000).toUTCString())).toBeGreaterThan(3_500_000);
    expect(read("soon")).toBeUndefined();
    expect(readRetryAfter(new Headers())).toBeUndefined();
  });
});
