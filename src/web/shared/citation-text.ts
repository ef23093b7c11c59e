import type { CitationBody } from "../../http/contract.ts";

/** 东海省云泽市 · 2023年, whatever of it is known. */
export function placeAndYear({ region, issuer, year }: Pick<CitationBody, "region" | "issuer" | "year">): string {
  return [region || issuer, year === null ? "" : `${year}年`].filter((part) => part !== "").join(" · ");
}

/** What a reader must know to take the place right: 1—11月 · 所述为2023年 · 计划; empty when there is nothing to know. */
export function circumstances({ context, year }: Pick<CitationBody, "context" | "year">): string {
  const other = context.year !== null && context.year !== year ? `所述为${context.year}年` : "";
  return [context.period ?? "", other, context.plan ? "计划" : ""].filter((part) => part !== "").join(" · ");
}

/** 文中“我市”指广东省江门市，“去年”指2022年: for citations of one report; empty when no word needs it. */
export function explanation(citations: readonly Pick<CitationBody, "context">[]): string {
  const told = citations
    .flatMap(({ context }) => context.meanings ?? [])
    .map(({ text, meaning }) => `“${text}”指${meaning}`);
  return told.length === 0 ? "" : `文中${[...new Set(told)].join("，")}`;
}

/** Name of the button that opens a citation. */
export function markerName(citation: CitationBody): string {
  return `出处 ${citation.marker}：${[placeAndYear(citation), ...citation.section].filter(Boolean).join("，")}`;
}

/** The words with where they stand, ready to be pasted into a document. */
export function quoteWithSource(citation: Pick<CitationBody, "title" | "section" | "url">, words: string): string {
  const title = /^《.*》$/.test(citation.title) ? citation.title : `《${citation.title}》`;
  const place = [citation.section.map((heading) => `“${heading}”`).join(""), webAddress(citation.url) ?? ""];
  return `${words.trim()}（出处：${[title, ...place].filter((part) => part !== "").join("，")}）`;
}

/** The address where it is one of the web; a `javascript:` address from a report's metadata is none. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
