import { digestWords } from "../../core/text/word-digest.ts";

/** A question with what it is narrowed to; lists are empty where nothing is. */
export interface AskedQuestion {
  readonly question: string;
  readonly regions: readonly string[];
  readonly years: readonly number[];
  readonly reports: readonly string[];
}

/** Longer requests are refused, by servers from 16 kB and by gateways in between from 8 kB. */
const MOST_REQUEST_CHARS = 6000;

/**
 * `/?q=…&region=…&year=…&report=…`: opened, it asks again. The permanent link of an answer. A question too long for a
 * request stands behind `#`, which no browser sends.
 */
export function chatLink({ question, regions, years, reports }: AskedQuestion): string {
  const values = new URLSearchParams();
  if (question !== "") values.append("q", question);
  for (const region of regions) values.append("region", region);
  for (const year of years) values.append("year", String(year));
  for (const report of reports) values.append("report", report);
  const link = withValues("/", values);
  return link.length > MOST_REQUEST_CHARS ? link.replace("?", "#") : link;
}

/** What a `chatLink` asks; a year that is none is left out. */
export function readChatLink({ search, hash }: Pick<Location, "search" | "hash">): AskedQuestion {
  const values = new URLSearchParams(search || hash.slice(1));
  const texts = (name: string) => [...new Set(values.getAll(name).map((text) => text.trim()))].filter(Boolean);
  return {
    question: (values.get("q") ?? "").trim(),
    regions: texts("region"),
    years: texts("year")
      .map(Number)
      .filter((year) => Number.isInteger(year) && year >= 1949 && year <= 2999),
    reports: texts("report"),
  };
}

/** A place in a report, as an answer or a table points to it. */
export interface ReportPlace {
  readonly reportId: string;
  /** Offsets in the report's cleaned text, half open; without them the report as a whole is meant. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  /** Its [n] in an answer. */
  readonly marker?: number | undefined;
  /** The words there, or their digest: a link that has it never lights others once the report has changed. */
  readonly quote?: string | undefined;
  readonly digest?: string | undefined;
}

/**
 * `/reports/:id?start=S&end=E&n=MARKER&h=DIGEST`: the source reader, with the sentence lit; and for each of the answer's
 * citations `cite=MARKER,START,END~DIGEST[,REPORT]`, to step through, where there are several.
 */
export function reportLink(place: ReportPlace, citations: readonly ReportPlace[] = []): string {
  const { reportId, start, end, marker } = place;
  const values: string[] = [];
  if (start !== undefined && end !== undefined) {
    const digest = placeDigest(place);
    values.push(`start=${start}`, `end=${end}`);
    if (marker !== undefined) values.push(`n=${marker}`);
    if (digest !== undefined) values.push(`h=${digest}`);
  }
  if (citations.length > 1)
    for (const cited of citations) {
      const digest = placeDigest(cited);
      const checked = digest === undefined ? "" : `~${digest}`;
      const elsewhere = cited.reportId === reportId ? "" : `,${encodeURIComponent(cited.reportId)}`;
      values.push(`cite=${cited.marker},${cited.start},${cited.end}${checked}${elsewhere}`);
    }
  const query = values.length === 0 ? "" : `?${values.join("&")}`;
  return `/reports/${encodeURIComponent(reportId)}${query}`;
}

/** Undefined where nothing tells what the words are. */
export function placeDigest({ quote, digest }: Pick<ReportPlace, "quote" | "digest">): string | undefined {
  return digest ?? (quote === undefined ? undefined : digestWords(quote));
}

/** `/indicators?name=…&region=…&year=…`, each of them where it is known. */
export function indicatorsLink(wanted: {
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly year?: number | undefined;
}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) values.append(name, String(value));
  return withValues("/indicators", values);
}

function withValues(path: string, values: URLSearchParams): string {
  const query = values.toString();
  return query === "" ? path : `${path}?${query}`;
}
