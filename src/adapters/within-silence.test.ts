import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { Silence, withinSilence } from "./within-silence.ts";

const never = () => new Promise<never>(() => {});

/** Keeps this process from doing anything else. */
function keepBusy(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

describe("withinSilence", () => {
  it("gives up when nothing comes, and tells the work so", async () => {
    let told: AbortSignal | undefined;
    const waiting = withinSilence(20, undefined, (limited) => {
      told = limited;
      return never();
    });
    await expect(waiting).rejects.toThrow(Silence);
    await expect(waiting).rejects.toThrow("0.02 秒没有回应");
    expect(told?.aborted).toBe(true);
  });

  it("takes what came while this process was busy for longer than the limit", async () => {
    const asked = withinSilence(50, undefined, () => stat(tmpdir()));
    keepBusy(400);
    expect((await asked).isDirectory()).toBe(true);
  });

  it("ends with the signal, also with one that was aborted before", async () => {
    const controller = new AbortController();
    const waiting = withinSilence(60_000, controller.signal, never);
    controller.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    await expect(withinSilence(60_000, controller.signal, never)).rejects.toThrow("gone");
  });
});
