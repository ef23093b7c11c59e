import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import baseline from "./baseline.json" with { type: "json" };
import { FAST_CHECKS, measureFastCheck, nameOf } from "./fast-subset.ts";
import { BENCH_SETS_DIR } from "./retrieval-bench.ts";

/** A question or two may change places; more is a fault. */
const MAX_FALL = 0.003;
const floors: Readonly<Record<string, number | undefined>> = baseline;

describe("MRR@10 does not fall below the baseline", () => {
  for (const check of FAST_CHECKS)
    test.skipIf(!existsSync(join(BENCH_SETS_DIR, check.set)))(
      nameOf(check),
      async () => {
        expect(await measureFastCheck(check, BENCH_SETS_DIR)).toBeGreaterThanOrEqual(
          (floors[nameOf(check)] ?? 1) - MAX_FALL,
        );
      },
      120_000,
    );
});
