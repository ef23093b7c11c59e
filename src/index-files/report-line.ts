import { z } from "zod";
import type { Report, ReportIdentity } from "../core/model/report.ts";

/** One line of the reports file. The text of a report stands here and nowhere else in the index. */

const fact = <T extends z.ZodType>(value: T) =>
  z.object({
    value: value.nullable(),
    certainty: z.enum(["given", "stated", "inferred", "unknown"]),
    evidence: z.string().exactOptional(),
  });

const place = z.number().int().nonnegative();

const ReportLineSchema = z.object({
  id: z.string(),
  file: z.string(),
  url: z.string().exactOptional(),
  digest: z.string(),
  raw: z.string(),
  text: z.string(),
  /** `OffsetMap.runs`, each start as its distance from the end of the run before: small numbers, short lines. */
  runs: z.array(z.number().int()),
  identity: z.object({
    title: fact(z.string()),
    issuer: fact(z.string()),
    region: fact(z.string()),
    level: fact(z.string()),
    year: fact(z.number().int()),
    date: fact(z.string()),
  }),
  sections: z.array(
    z.object({
      start: place,
      end: place,
      heading: z.string(),
      headingEnd: place,
      level: place,
      path: z.array(z.string()),
      plan: z.boolean(),
    }),
  ),
  repairs: z.array(
    z.object({
      step: z.string(),
      label: z.string(),
      count: place,
      samples: z.array(z.object({ rawStart: place, before: z.string(), after: z.string() })),
    }),
  ),
  suspects: z.array(z.object({ start: place, end: place, text: z.string(), reason: z.string() })),
});

export function encodeReport(report: Report): string {
  const { offsets, ...rest } = report;
  return JSON.stringify({ ...rest, runs: packRuns(offsets.runs) });
}

/** Throws `SyntaxError` or `ZodError` when the line is not one that `encodeReport` wrote. */
export function decodeReport(line: string): Report {
  const { runs, identity, ...rest } = ReportLineSchema.parse(JSON.parse(line));
  const checked: ReportIdentity = identity;
  return { ...rest, identity: checked, offsets: { runs: unpackRuns(runs) } };
}

function packRuns(runs: Uint32Array): number[] {
  const packed: number[] = [];
  let cleanEnd = 0;
  let rawEnd = 0;
  for (let at = 0; at + 3 < runs.length; at += 4) {
    const [cleanStart = 0, cleanLength = 0, rawStart = 0, rawLength = 0] = runs.subarray(at, at + 4);
    packed.push(cleanStart - cleanEnd, cleanLength, rawStart - rawEnd, rawLength);
    cleanEnd = cleanStart + cleanLength;
    rawEnd = rawStart + rawLength;
  }
  return packed;
}

function unpackRuns(packed: readonly number[]): Uint32Array {
  const runs = new Uint32Array(packed.length);
  let cleanEnd = 0;
  let rawEnd = 0;
  for (let at = 0; at + 3 < packed.length; at += 4) {
    const cleanStart = cleanEnd + (packed[at] ?? 0);
    const cleanLength = packed[at + 1] ?? 0;
    const rawStart = rawEnd + (packed[at + 2] ?? 0);
    const rawLength = packed[at + 3] ?? 0;
    runs.set([cleanStart, cleanLength, rawStart, rawLength], at);
    cleanEnd = cleanStart + cleanLength;
    rawEnd = rawStart + rawLength;
  }
  return runs;
}
