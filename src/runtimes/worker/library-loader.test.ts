import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FawenError } from "../../core/model/errors.ts";
import { createLibraryLoader } from "./library-loader.ts";

const keep = () => {};

describe("createLibraryLoader", () => {
  let nowMs = 0;
  let error: ReturnType<typeof vi.fn<(message: string) => void>>;
  beforeEach(() => {
    vi.useFakeTimers();
    nowMs = 0;
    error = vi.fn();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const open = (load: () => Promise<void>) => createLibraryLoader(load, { nowMs: () => nowMs, log: { error } });
  const pass = async (ms: number) => {
    nowMs += ms;
    await vi.advanceTimersByTimeAsync(ms);
  };

  it("loads once, however many ask", async () => {
    const load = vi.fn(async () => {});
    const loader = open(load);
    await Promise.all([loader.ready(keep), loader.ready(keep)]);
    await loader.ready(keep);
    expect(load).toHaveBeenCalledOnce();
    expect([loader.hasFailed(), loader.waitMs()]).toEqual([false, 0]);
  });

  it("tries again after a pause that grows to a minute, and tells each failure once", async () => {
    const load = vi.fn(() => Promise.reject(new FawenError("index-corrupt", "坏了")));
    const loader = open(load);
    const pauses: number[] = [];
    for (let tries = 1; tries <= 7; tries++) {
      await Promise.all([loader.ready(keep), loader.ready(keep)]);
      await loader.ready(keep);
      expect(load).toHaveBeenCalledTimes(tries);
      expect(error).toHaveBeenCalledTimes(tries);
      pauses.push(loader.waitMs() / 1000);
      await pass(loader.waitMs());
    }
    expect(pauses).toEqual([3, 6, 12, 24, 48, 60, 60]);
    expect(loader.hasFailed()).toBe(true);
  });

  it("tries wrong settings once, which nothing mends but a deployment", async () => {
    const load = vi.fn(() => Promise.reject(new FawenError("bad-setting", "不对")));
    const loader = open(load);
    await loader.ready(keep);
    await pass(10_000_000);
    await loader.ready(keep);
    expect(load).toHaveBeenCalledOnce();
  });

  it("gives up one that never ends, for each who waits, and takes its library when it comes all the same", async () => {
    let finish = () => {};
    const load = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const loader = open(load);
    const first = loader.ready(keep);
    await pass(19_000);
    const second = loader.ready(keep);
    // One turn more than the time itself: see withinSilence.
    await pass(1_001);
    await Promise.all([first, second]);
    expect(error).toHaveBeenCalledOnce();
    expect(loader.hasFailed()).toBe(true);
    finish();
    await pass(0);
    expect(loader.hasFailed()).toBe(false);
    await loader.ready(keep);
    expect(load).toHaveBeenCalledOnce();
  });

  it("starts anew where the request that began has gone with all that it waited for", async () => {
    const load = vi.fn(() => new Promise<void>(() => {}));
    const loader = open(load);
    void loader.ready(keep);
    nowMs += 60_000;
    const waiting = loader.ready(keep);
    await vi.advanceTimersByTimeAsync(20);
    await waiting;
    nowMs += 5_000;
    load.mockResolvedValueOnce(undefined);
    await loader.ready(keep);
    expect(loader.hasFailed()).toBe(false);
  });
});
