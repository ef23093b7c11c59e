/** A place in a report's cleaned text, half open, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A place that an answer cites. */
export interface CitedPlace extends Place {
  readonly reportId: string;
  /** Its [n] in the answer. */
  readonly marker: number;
}

export interface ReaderAddress {
  readonly reportId: string;
  /** What is to be lit; none: the report is opened at its beginning. */
  readonly place: Place | undefined;
  /** The marker of `place`, where it is that of an answer. */
  readonly marker: number | undefined;
  /** Everything that the answer cites, to step through; may lead to other reports. */
  readonly citations: readonly CitedPlace[];
}

/**
 * Reads `/reports/:id?start=S&end=E&n=MARKER`, and `cite=MARKER,START,END[,REPORT]` once for each citation of the
 * answer that it was opened from. What is no place is left out.
 */
export function readReaderAddress(pathname: string, search: string): ReaderAddress {
  const reportId = decodePart(/^\/reports\/([^/]+)\/?$/.exec(pathname)?.[1] ?? "");
  const values = new URLSearchParams(search);
  const place = readPlace(values.get("start"), values.get("end"));
  const marker = readNumber(values.get("n"));
  const listed = values.getAll("cite").flatMap((cite) => {
    const [n, start, end, ...id] = cite.split(",");
    const cited = readPlace(start, end);
    const number = readNumber(n);
    if (cited === undefined || number === undefined) return [];
    return [{ marker: number, ...cited, reportId: id.length === 0 ? reportId : id.join(",") }];
  });
  const own = place !== undefined && marker !== undefined ? [{ marker, ...place, reportId }] : [];
  return { reportId, place, marker, citations: listed.length > 0 ? listed : own };
}

/** The address of a place in a report, with the citations around it where there are several. */
export function readerLink(
  reportId: string,
  place: (Place & { readonly marker?: number | undefined }) | undefined,
  citations: readonly CitedPlace[] = [],
): string {
  const values: string[] = [];
  if (place !== undefined) values.push(`start=${place.start}`, `end=${place.end}`);
  if (place?.marker !== undefined) values.push(`n=${place.marker}`);
  if (citations.length > 1)
    for (const { marker, start, end, reportId: other } of citations) {
      const elsewhere = other === reportId ? "" : `,${encodeURIComponent(other)}`;
      values.push(`cite=${marker},${start},${end}${elsewhere}`);
    }
  const query = values.length === 0 ? "" : `?${values.join("&")}`;
  return `/reports/${encodeURIComponent(reportId)}${query}`;
}

function readPlace(start: string | null | undefined, end: string | null | undefined): Place | undefined {
  const from = readNumber(start);
  const to = readNumber(end);
  return from === undefined || to === undefined || to <= from ? undefined : { start: from, end: to };
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
