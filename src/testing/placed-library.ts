import type { PlacedLibrary } from "../adapters/vector-store/stored-reports.ts";
import type { EmbedderStamp, VectorTable } from "../core/model/library.ts";
import type { IdentityFact } from "../core/model/report.ts";
import { createSampleTable } from "./vector-index-contract.ts";

/** As much of a library as an engine is told, with vectors like those of real embeddings. */
export interface SampleLibrary extends PlacedLibrary {
  readonly vectors: VectorTable;
}

/** Passages of each report. */
export const PASSAGES = 25;
export const REGIONS = ["南江省", "南江省青溪市", "南江省青溪市云岭县", "北河省", "北河省白石市"] as const;

/**
 * Reports of `PASSAGES` passages each, over six regions (one of them unknown) and eight years; those from `changedFrom`
 * on say something else than they do without it.
 */
export function createPlacedLibrary(stamp: EmbedderStamp, count: number, changedFrom = count): SampleLibrary {
  const { dimensions } = stamp;
  const { values } = createSampleTable(count * PASSAGES, dimensions, 5);
  const others = createSampleTable(count * PASSAGES, dimensions, 6).values;
  const at = changedFrom * PASSAGES * dimensions;
  values.set(others.subarray(at), at);
  return {
    reports: Array.from({ length: count }, (_, row) => ({
      digest: `${row < changedFrom ? "a" : "b"}${String(row).padStart(15, "0")}`.padEnd(64, "f"),
      identity: {
        ...{ title: UNKNOWN, issuer: UNKNOWN, level: UNKNOWN, date: UNKNOWN },
        region: toFact(REGIONS[row % 6]),
        year: toFact(2015 + (Math.floor(row / 6) % 8)),
      },
    })),
    passages: Array.from({ length: count * PASSAGES }, (_, row) => ({
      ...{ start: 0, end: 0, sectionRow: 0 },
      reportRow: Math.floor(row / PASSAGES),
    })),
    vectors: { dimensions, values, stamp },
  };
}

const UNKNOWN: IdentityFact<string> = { value: null, certainty: "unknown" };

function toFact<T>(value: T | undefined): IdentityFact<T> {
  return value === undefined ? { value: null, certainty: "unknown" } : { value, certainty: "stated" };
}
