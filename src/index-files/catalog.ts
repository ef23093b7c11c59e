import { z } from "zod";
import type { Passage, Report } from "../core/model/report.ts";
import { checked, isArrayOf, isPlace } from "./json-checks.ts";
import type { ReportBody } from "./report-line.ts";

/**
 * The catalogue of a shard: what questions need of every report, small enough to be decoded whole when an index is
 * loaded, and where the rest of it lies.
 */
export interface CatalogEntry {
  readonly facts: Omit<Report, keyof ReportBody> & { readonly textLength: number };
  /** Bytes of its line in the reports file, line end included. */
  readonly lineBytes: number;
  /** `sectionRow, start, end` of one passage after the other: tens of thousands of objects fewer on the way. */
  readonly passages: readonly number[];
}

const fact = <T extends z.ZodType>(value: T) =>
  z.object({
    value: value.nullable(),
    certainty: z.enum(["given", "stated", "inferred", "unknown"]),
    evidence: z.string().exactOptional(),
  });

const place = z.number().int().nonnegative();

const CatalogSchema = z.array(
  z.object({
    id: z.string(),
    file: z.string(),
    url: z.string().exactOptional(),
    digest: z.string(),
    identity: z.object({
      title: fact(z.string()),
      issuer: fact(z.string()),
      region: fact(z.string()),
      level: fact(z.string()),
      year: fact(z.number().int()),
      period: fact(z.string()).exactOptional(),
      date: fact(z.string()),
    }),
    copies: z.array(z.object({ id: z.string(), file: z.string(), url: z.string().exactOptional() })).exactOptional(),
    fingerprint: z.string().exactOptional(),
    textLength: place,
    lineBytes: place,
    passages: checked<number[]>((value) => isArrayOf(value, isPlace)),
  }),
);

export function packPassages(passages: readonly Passage[]): number[] {
  return passages.flatMap(({ sectionRow, start, end }) => [sectionRow, start, end]);
}

/** Throws `RangeError` for a passage that lies outside its report. */
export function unpackPassages({ passages, facts }: CatalogEntry, reportRow: number): Passage[] {
  if (passages.length % 3 !== 0) throw new RangeError("a passage is cut off");
  return Array.from({ length: passages.length / 3 }, (_, row) => {
    const [sectionRow = 0, start = 0, end = 0] = passages.slice(3 * row, 3 * row + 3);
    if (start > end || end > facts.textLength) throw new RangeError(`passage ${start}–${end} lies outside its report`);
    return { reportRow, sectionRow, start, end };
  });
}

export function encodeCatalog(entries: readonly CatalogEntry[]): string {
  return JSON.stringify(entries.map(({ facts, ...rest }) => ({ ...facts, ...rest })));
}

/** Throws `SyntaxError` or `ZodError` when the text is not one that `encodeCatalog` wrote. */
export function decodeCatalog(json: string): CatalogEntry[] {
  const rows = CatalogSchema.parse(JSON.parse(json));
  return rows.map(({ passages, lineBytes, ...facts }) => ({ facts, lineBytes, passages }));
}
