import type { OffsetMap, Span } from "./offsets.ts";

/**
 * How sure a fact about a report is: `given` by a person (`reports.json`, a `.jsonl` field), `stated` in the
 * report's own title, signature or date line, `inferred` from its wording, or `unknown`.
 */
export type Certainty = "given" | "stated" | "inferred" | "unknown";

/** One fact about a report, with the words it was read from. `value` is null exactly when `unknown`. */
export interface IdentityFact<T> {
  readonly value: T | null;
  readonly certainty: Certainty;
  /** The words that the value was read from, as evidence for a person: in the cleaned text, or in a line cut as page furniture. */
  readonly evidence?: string;
}

/** Who speaks, about where and when. Resolved once per report; nothing later guesses again. */
export interface ReportIdentity {
  readonly title: IdentityFact<string>;
  readonly issuer: IdentityFact<string>;
  /** Full path of the division, e.g. 广东省江门市江海区. */
  readonly region: IdentityFact<string>;
  /** 省级, 地级市, 市辖区, 县级市, 县 …, as people write it; 市辖区(区政府部门) where one department speaks for itself. */
  readonly level: IdentityFact<string>;
  /** The year that the report covers. */
  readonly year: IdentityFact<number>;
  /** Part of the year that the report as a whole covers, as it says it: 上半年, 1—11月; unknown for a whole year. */
  readonly period?: IdentityFact<string>;
  /** Day of issue, `YYYY-MM-DD`. */
  readonly date: IdentityFact<string>;
}

/** What a person says about a file; wins over anything inferred. */
export interface KnownFacts {
  readonly title?: string;
  readonly issuer?: string;
  readonly region?: string;
  readonly level?: string;
  readonly year?: number;
  readonly date?: string;
  readonly url?: string;
  /** Confirmed corrections of words that were put in place of real ones: wrong → right. */
  readonly replacements?: Readonly<Record<string, string>>;
}

/** What one repair step did to a text. */
export interface RepairRecord {
  /** Name of the step, e.g. `pinyin-glosses`. */
  readonly step: string;
  /** What it does, in Chinese, for people. */
  readonly label: string;
  /** Places changed. */
  readonly count: number;
  /** The first few places: source text before and cleaned text after, with the source offset. */
  readonly samples: readonly { readonly rawStart: number; readonly before: string; readonly after: string }[];
}

/** A place in the cleaned text that cannot be trusted (疑似篡改): shown, marked, never told as a fact. */
export interface Suspect extends Span {
  readonly text: string;
  readonly reason: string;
}

/** A heading with the text under it, in document order; parents come before their children. */
export interface Section extends Span {
  /** Heading as written, numbering included; empty for text before the first heading. */
  readonly heading: string;
  /** Span of the heading line itself; empty span when there is none. */
  readonly headingEnd: number;
  /** 0 for the preamble, 1 for 一、, 2 for (一), 3 for 1. … */
  readonly level: number;
  /** Headings from the outermost down to this one. */
  readonly path: readonly string[];
  /** True where the section tells what is going to be done (下一步, 展望, 安排). */
  readonly plan: boolean;
}

/** Another place where the same report was found. It is not searched and counts for nothing. */
export interface ReportCopy {
  readonly id: string;
  readonly file: string;
  readonly url?: string;
}

/** A report as it was read: source text, cleaned text, and what is known about it. */
export interface Report {
  readonly id: string;
  /** Path below the corpus folder, with `/`. */
  readonly file: string;
  readonly url?: string;
  /** Digest of the source text, the known facts and the version of the reading code. */
  readonly digest: string;
  /** Source text, as the file reads once decoded. */
  readonly raw: string;
  /** Cleaned text: Simplified, without glosses and site furniture; paragraphs end with `\n`. */
  readonly text: string;
  readonly offsets: OffsetMap;
  readonly identity: ReportIdentity;
  readonly sections: readonly Section[];
  readonly repairs: readonly RepairRecord[];
  readonly suspects: readonly Suspect[];
  /** The same report from other places, by file; absent when there is none. */
  readonly copies?: readonly ReportCopy[];
  /** By which copies are found; set when a library is built. */
  readonly fingerprint?: string;
  /** Length of `text`, known without decoding it; set when a library is built. */
  readonly textLength?: number;
}

/** A stretch of one section, the unit that is searched. Its text is `report.text.slice(start, end)`. */
export interface Passage extends Span {
  /** Position of its report in `library.reports`. */
  readonly reportRow: number;
  /** Position of its section in `report.sections`. */
  readonly sectionRow: number;
}
