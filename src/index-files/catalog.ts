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
  readonly passages: readonly CatalogPassage[];
}

type CatalogPassage = Pick<Passage, "sectionRow" | "start" | "end">;

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
    /** `sectionRow, start, end` of one passage after the other. */
    passages: checked<number[]>((value) => isArrayOf(value, isPlace)),
  }),
);

export function encodeCatalog(entries: readonly CatalogEntry[]): string {
  const rows = entries.map(({ facts, lineBytes, passages }) => ({
    ...facts,
    lineBytes,
    passages: passages.flatMap(({ sectionRow, start, end }) => [sectionRow, start, end]),
  }));
  return JSON.stringify(rows);
}

/** Throws `SyntaxError`, `ZodError`, or `RangeError` for a passage that lies outside its report. */
export function decodeCatalog(json: string): CatalogEntry[] {
  return CatalogSchema.parse(JSON.parse(json)).map(({ passages, lineBytes, ...facts }) => ({
    facts,
    lineBytes,
    passages: unpackPassages(passages, facts.textLength),
  }));
}

function unpackPassages(numbers: readonly number[], textLength: number): CatalogPassage[] {
  if (numbers.length % 3 !== 0) throw new RangeError("a passage is cut off");
  const passages: CatalogPassage[] = [];
  for (let at = 0; at < numbers.length; at += 3) {
    const [sectionRow = 0, start = 0, end = 0] = [numbers[at], numbers[at + 1], numbers[at + 2]];
    if (start > end || end > textLength) throw new RangeError(`passage ${start}–${end} lies outside its report`);
    passages.push({ sectionRow, start, end });
  }
  return passages;
}
