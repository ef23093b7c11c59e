import { z } from "zod";
import type { Certainty, IdentityFact, Passage, Report } from "../core/model/report.ts";
import { asRecord, checked, isArrayOf, isPlace } from "./json-checks.ts";
import type { ReportBody } from "./report-body.ts";

/**
 * The catalogue of a shard: what questions need of every report, small enough to be decoded whole when an index is
 * loaded, and where the rest of it lies.
 */
export interface CatalogEntry {
  readonly facts: Omit<Report, keyof ReportBody> & { readonly textLength: number };
  /** Bytes of its body in the reports file. */
  readonly bodyBytes: number;
  /** `sectionRow, start, end` of one passage after the other: tens of thousands of objects fewer on the way. */
  readonly passages: readonly number[];
}

const CERTAINTIES: ReadonlySet<unknown> = new Set<Certainty>(["given", "stated", "inferred", "unknown"]);

function fact<T>(isRight: (value: unknown) => value is T): z.ZodType<IdentityFact<T>> {
  return checked((fact) => {
    const { value, certainty, evidence } = asRecord(fact);
    const isWhole = evidence === undefined || typeof evidence === "string";
    return (value === null || isRight(value)) && CERTAINTIES.has(certainty) && isWhole;
  });
}

const text = fact((value) => typeof value === "string");
const year = fact((value): value is number => Number.isInteger(value));
const place = z.number().int().nonnegative();

const CatalogSchema = z.array(
  z.object({
    id: z.string(),
    file: z.string(),
    url: z.string().exactOptional(),
    digest: z.string(),
    identity: z.object({
      title: text,
      issuer: text,
      region: text,
      level: text,
      year: year,
      period: text.exactOptional(),
      date: text,
    }),
    copies: z.array(z.object({ id: z.string(), file: z.string(), url: z.string().exactOptional() })).exactOptional(),
    fingerprint: z.string().exactOptional(),
    textLength: place,
    bodyBytes: place,
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
  return rows.map(({ passages, bodyBytes, ...facts }) => ({ facts, bodyBytes, passages }));
}
