import type { ReportPlace } from "../shared/page-links.ts";

/** A place in a report's cleaned text, half open, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A place of which something may tell what words stood there when it was pointed to. */
export interface ToldPlace extends Place, Pick<ReportPlace, "quote" | "digest"> {}

/** A place that an answer cites. */
export interface CitedPlace extends ToldPlace {
  readonly reportId: string;
  /** Its [n] in the answer. */
  readonly marker: number;
}

export interface ReaderAddress {
  readonly reportId: string;
  /** What is to be lit; none: the report is opened at its beginning. */
  readonly place: ToldPlace | undefined;
  /** The address means a place, but tells it so that nobody can find it. */
  readonly broken: boolean;
  /** The marker of `place`, where it is that of an answer. */
  readonly marker: number | undefined;
  /** Everything that the answer cites, to step through; may lead to other reports. */
  readonly citations: readonly CitedPlace[];
}

/** Reads what `reportLink` writes. What is no place is left out. */
export function readReaderAddress(pathname: string, search: string): ReaderAddress {
  const reportId = decodePart(/^\/reports\/([^/]+)\/?$/.exec(pathname)?.[1] ?? "");
  const values = new URLSearchParams(search);
  const place = readPlace(values.get("start"), values.get("end"), values.get("h"));
  const broken = place === undefined && (values.has("start") || values.has("end"));
  const marker = readNumber(values.get("n"));
  const listed = values.getAll("cite").flatMap((cite) => {
    const [n, start, until, ...id] = cite.split(",");
    const [end, digest] = (until ?? "").split("~");
    const cited = readPlace(start, end, digest);
    const number = readNumber(n);
    if (cited === undefined || number === undefined) return [];
    return [{ marker: number, ...cited, reportId: id.length === 0 ? reportId : id.join(",") }];
  });
  const own = place !== undefined && marker !== undefined ? [{ marker, ...place, reportId }] : [];
  return { reportId, place, broken, marker, citations: listed.length > 0 ? listed : own };
}

function readPlace(
  start: string | null | undefined,
  end: string | null | undefined,
  digest: string | null | undefined,
): ToldPlace | undefined {
  const from = readNumber(start);
  const to = readNumber(end);
  if (from === undefined || to === undefined || to <= from) return undefined;
  const isDigest = digest !== null && digest !== undefined && /^[0-9a-z]{1,7}$/.test(digest);
  return { start: from, end: to, ...(isDigest ? { digest } : {}) };
}

function readNumber(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** An address typed by hand may hold a lone `%`. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
