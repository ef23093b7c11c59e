import { deflateSync, inflateSync } from "fflate";
import { z } from "zod";
import type { Report, Section } from "../core/model/report.ts";
import { asRecord, checked, isArrayOf, isPlace } from "./json-checks.ts";

/**
 * What of a report is decoded when it is asked for; in a reports file one stands behind the other, each as JSON and
 * compressed by itself (RFC 1951), a third of its size. The text stands here and nowhere else in the index, and as far
 * as cleaned and source text are the same it stands here once.
 */
export type ReportBody = Pick<Report, "raw" | "text" | "offsets" | "sections" | "repairs" | "suspects">;

function isRepair(value: unknown): boolean {
  const { step, label, count, samples } = asRecord(value);
  return typeof step === "string" && typeof label === "string" && isPlace(count) && isArrayOf(samples, isSample);
}

function isSample(value: unknown): boolean {
  const { rawStart, before, after } = asRecord(value);
  return isPlace(rawStart) && typeof before === "string" && typeof after === "string";
}

const place = z.number().int().nonnegative();

const BodySchema = z.object({
  raw: z.string(),
  /** For each run its cleaned text, or 0 where that is the source text; the whole text where runs do not tell. */
  text: checked<string | (string | 0)[]>(
    (value) => typeof value === "string" || isArrayOf(value, (part) => part === 0 || typeof part === "string"),
  ),
  /** `OffsetMap.runs`, each start as its distance from the end of the run before: small numbers, short lines. */
  runs: checked<number[]>((value) => isArrayOf(value, Number.isInteger)),
  /** `[start, headingEnd, end, level, plan, heading, parent]`; parent is the row whose path this one continues. */
  sections: z.array(
    z.tuple([place, place, place, place, z.boolean(), z.string(), z.union([z.number().int(), z.array(z.string())])]),
  ),
  repairs: checked<Report["repairs"]>((value) => isArrayOf(value, isRepair)),
  suspects: z.array(z.object({ start: place, end: place, text: z.string(), reason: z.string() })),
});

type SectionRow = z.infer<typeof BodySchema>["sections"][number];
const NO_PARENT = -1;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

export function encodeBody(report: ReportBody): Uint8Array {
  const { raw, offsets, sections, repairs, suspects } = report;
  const packed = { text: packText(report), runs: packRuns(offsets.runs), sections: packSections(sections) };
  return deflateSync(new TextEncoder().encode(JSON.stringify({ raw, ...packed, repairs, suspects })));
}

/** Throws `FlateError`, `TypeError`, `SyntaxError` or `ZodError` when the bytes are not what `encodeBody` wrote. */
export function decodeBody(bytes: Uint8Array): ReportBody {
  const { runs: packed, text, sections, ...rest } = BodySchema.parse(JSON.parse(UTF8.decode(inflateSync(bytes))));
  const runs = unpackRuns(packed);
  return {
    ...rest,
    text: typeof text === "string" ? text : unpackText(text, rest.raw, runs),
    sections: unpackSections(sections),
    offsets: { runs },
  };
}

function packText({ raw, text, offsets: { runs } }: ReportBody): string | (string | 0)[] {
  const parts: (string | 0)[] = [];
  for (let at = 0; at + 3 < runs.length; at += 4) {
    const [cleanStart = 0, cleanLength = 0, rawStart = 0, rawLength = 0] = runs.subarray(at, at + 4);
    const clean = text.slice(cleanStart, cleanStart + cleanLength);
    parts.push(clean !== "" && clean === raw.slice(rawStart, rawStart + rawLength) ? 0 : clean);
  }
  return unpackText(parts, raw, runs) === text ? parts : text;
}

function unpackText(parts: readonly (string | 0)[], raw: string, runs: Uint32Array): string {
  const pieces = parts.map((part, row) => {
    const [rawStart = 0, rawLength = 0] = runs.subarray(row * 4 + 2, row * 4 + 4);
    return part === 0 ? raw.slice(rawStart, rawStart + rawLength) : part;
  });
  return pieces.join("");
}

function packSections(sections: readonly Section[]): SectionRow[] {
  const rowOfPath = new Map<string, number>();
  return sections.map(({ start, headingEnd, end, level, plan, heading, path }, row) => {
    const above = path.slice(0, -1);
    const parent = above.length === 0 ? NO_PARENT : rowOfPath.get(JSON.stringify(above));
    const follows = path.at(-1) === heading && parent !== undefined;
    rowOfPath.set(JSON.stringify(path), row);
    return [start, headingEnd, end, level, plan, heading, follows ? parent : [...path]];
  });
}

function unpackSections(rows: readonly SectionRow[]): Section[] {
  const sections: Section[] = [];
  for (const [start, headingEnd, end, level, plan, heading, parent] of rows) {
    const above = typeof parent === "number" ? (sections[parent]?.path ?? []) : [];
    const path = typeof parent === "number" ? [...above, heading] : parent;
    sections.push({ start, end, heading, headingEnd, level, path, plan });
  }
  return sections;
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
