/** A question with what it is narrowed to; lists are empty where nothing is. */
export interface AskedQuestion {
  readonly question: string;
  readonly regions: readonly string[];
  readonly years: readonly number[];
  readonly reports: readonly string[];
}

/** `/?q=…&region=…&year=…&report=…`: opened, it asks again. The permanent link of an answer. */
export function chatLink({ question, regions, years, reports }: AskedQuestion): string {
  const values = new URLSearchParams();
  if (question !== "") values.append("q", question);
  for (const region of regions) values.append("region", region);
  for (const year of years) values.append("year", String(year));
  for (const report of reports) values.append("report", report);
  return withValues("/", values);
}

/** What a `chatLink` asks; a year that is none is left out. */
export function readChatLink(search: string): AskedQuestion {
  const values = new URLSearchParams(search);
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

/** A place in a report: offsets in its cleaned text, and the marker it has in an answer. */
export interface ReportPlace {
  readonly reportId: string;
  readonly start: number;
  readonly end: number;
  readonly marker?: number | undefined;
}

/** `/reports/:id?start=S&end=E&n=MARKER`: the source reader, with the sentence lit. */
export function reportLink({ reportId, start, end, marker }: ReportPlace): string {
  const values = new URLSearchParams({ start: String(start), end: String(end) });
  if (marker !== undefined) values.append("n", String(marker));
  return withValues(`/reports/${encodeURIComponent(reportId)}`, values);
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
