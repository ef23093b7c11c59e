import { buildShard } from "../core/build-shards.ts";
import type { EmbedderStamp, Library } from "../core/model/library.ts";
import type { Passage, Report } from "../core/model/report.ts";

export const BARE_STAMP: EmbedderStamp = {
  id: "sample",
  digest: "5a3b1e00",
  dimensions: 4,
  pooling: "cls",
  queryPrefix: "提问：",
  passagePrefix: "",
};

/** A report of two short sections whose cleaned text is its source text without `【`, `】`. */
export function bareReport(id: string, body: string): Report {
  const heading = "一、主要做法";
  const text = `${heading}\n${body}\n`;
  const raw = `【${text}】`;
  const unknown = { value: null, certainty: "unknown" } as const;
  return {
    id,
    file: `${id}.txt`,
    digest: `digest-of-${id}`,
    raw,
    text,
    textLength: text.length,
    offsets: { runs: Uint32Array.of(0, text.length, 1, text.length) },
    identity: {
      title: { value: `报告${id}`, certainty: "given" },
      issuer: unknown,
      region: { value: "甲省乙市", certainty: "inferred", evidence: "乙市" },
      level: unknown,
      year: { value: 2023, certainty: "stated" },
      date: unknown,
    },
    sections: [
      {
        start: 0,
        end: text.length,
        heading,
        headingEnd: heading.length,
        level: 1,
        path: [heading],
        plan: false,
      },
    ],
    repairs: [{ step: "brackets", label: "去掉方括号", count: 2, samples: [{ rawStart: 0, before: "【", after: "" }] }],
    suspects: [],
  };
}

const PLAIN = { version: "none", toSimplified: (text: string) => text };

/**
 * A library of the given report bodies, one passage and one shard a report, with vectors unless `vectors` is false.
 */
export function bareLibrary(bodies: readonly string[], options: { readonly vectors?: boolean } = {}): Library {
  const reports = bodies.map((body, row) => bareReport(`r${row}`, body));
  const passages: Passage[] = reports.map((report, reportRow) => ({
    reportRow,
    sectionRow: 0,
    start: report.sections[0]?.headingEnd ?? 0,
    end: report.text.length,
  }));
  const { dimensions } = BARE_STAMP;
  const values = Float32Array.from({ length: passages.length * dimensions }, (_, at) => Math.sin(at + 1));
  const vectors = options.vectors === false ? null : { dimensions, values, stamp: BARE_STAMP };
  const shards = reports.map((report, row) => buildShard([{ report, passages: passages.slice(row, row + 1) }], PLAIN));
  return { reports, passages, vectors, shards, builtAt: "2024-01-02T03:04:05.000Z" };
}
