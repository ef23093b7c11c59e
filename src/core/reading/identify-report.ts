import type { Span } from "../model/offsets.ts";
import type { IdentityFact, KnownFacts, ReportIdentity, Section } from "../model/report.ts";
import type { Division } from "./divisions.ts";
import { findIssuer } from "./find-issuer.ts";
import { findLevel } from "./find-level.ts";
import type { PageFacts } from "./find-page-facts.ts";
import { findRegion, resolveRegion } from "./find-region.ts";
import { findReportPeriod } from "./find-report-period.ts";
import { findSignature, type Signature } from "./find-signature.ts";
import { withoutSite } from "./find-title.ts";
import { findYear } from "./find-year.ts";
import type { Line } from "./lines.ts";

export interface IdentifyInput {
  /** Cleaned text and its lines. */
  readonly text: string;
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  /** Title as the text gives it, with its place. */
  readonly title: (Span & { readonly text: string }) | undefined;
  /** What the page round the text says; the text's own words come before it. */
  readonly page: PageFacts;
  readonly known: KnownFacts;
}

const UNKNOWN = { value: null, certainty: "unknown" } as const;

/**
 * Who speaks, about where and when. What a person gave wins (`given`); then what title, headings and signature
 * state (`stated`), a title or an issuer that was given among them; then what the wording implies (`inferred`). What
 * none of them tells stays `unknown`.
 */
export function identifyReport(input: IdentifyInput): ReportIdentity {
  const { text, known, page, title } = input;
  const signature = findSignature(input.lines, title);
  const titles = [known.title?.replace(/\s/g, ""), title?.text].filter((words) => words !== undefined).map(withoutSite);
  const statements = [...(known.issuer === undefined ? [] : [known.issuer]), ...titles, ...signature.issuers];
  const place =
    (known.region === undefined ? undefined : resolveRegion(known.region, text, statements)) ??
    findRegion(text, statements);
  const year = given(known.year) ?? findYear(text, titles, signature, input.sections, page);
  const issuer = given(known.issuer) ?? findIssuer(text, titles, signature, place.division, page);
  const stated: IdentityFact<string> | undefined =
    title === undefined ? undefined : { value: title.text, certainty: "stated", evidence: title.text };
  return {
    title: given(known.title) ?? stated ?? describe(issuer, year, place.division, text),
    issuer,
    region: place.region,
    level: given(known.level) ?? findLevel(place, issuer),
    year,
    period: findReportPeriod(text.slice(title?.end ?? 0), title?.text ?? titles[0], year.value),
    date: given(known.date) ?? findDate(signature, page),
  };
}

/** The day below the signature; without one the day that the page was issued, as it states it. */
function findDate(signature: Signature, page: PageFacts): IdentityFact<string> {
  if (signature.date !== undefined)
    return { value: signature.date, certainty: "stated", evidence: signature.dateText ?? signature.date };
  return page.date === undefined ? UNKNOWN : { ...page.date, certainty: "stated" };
}

function given<T>(value: T | undefined): IdentityFact<T> | undefined {
  return value === undefined ? undefined : { value, certainty: "given" };
}

/** A title for a report that has none: who, when, about what. Marked as ours by （拟题）. */
function describe(
  issuer: IdentityFact<string>,
  year: IdentityFact<number>,
  division: Division | undefined,
  text: string,
): IdentityFact<string> {
  const who = issuer.value ?? division?.name;
  if (who === undefined) return UNKNOWN;
  const subjects = ["法治政府建设", "全面依法治市", "全面依法治县", "全面依法治区", "法治建设", "依法行政"];
  const count = (word: string): number => text.split(word).length - 1;
  const subject = subjects.reduce((best, word) => (count(word) > count(best) ? word : best), "法治政府建设");
  const when = year.value === null ? "" : `${year.value}年`;
  const evidence = [issuer.evidence, year.evidence].filter((words) => words !== undefined).join("；");
  return {
    value: `${who}${when}${subject}情况（拟题）`,
    certainty: "inferred",
    ...(evidence === "" ? {} : { evidence }),
  };
}
