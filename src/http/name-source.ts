import type { Citation } from "../core/model/answer.ts";

/** Title, place, year and section of a source on one line. */
export function nameSource(source: Pick<Citation, "title" | "file" | "region" | "year" | "section">): string {
  const facts = [source.region, source.year === null ? "" : `${source.year}年`].filter((fact) => fact !== "");
  const where = facts.length > 0 ? `（${facts.join("，")}）` : "";
  return `《${source.title || source.file}》${where}${source.section.join(" › ")}`;
}
