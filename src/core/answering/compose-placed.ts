import { sameWords } from "../figures/same-words.ts";
import type { Library } from "../model/library.ts";
import { resolveContext } from "../reading/resolve-context.ts";
import { trustedParts } from "../reading/trusted-parts.ts";
import { splitSentences } from "../text/sentences.ts";
import { unsaid } from "./bind-words.ts";
import { CitationList } from "./cite.ts";
import { type Draft, sourceOf } from "./compose-answer.ts";
import { cutLine } from "./cut-line.ts";
import { isAmong } from "./told-ranks.ts";

/** A place in a ranking, told with a number or without: 连续两年居全省前列. */
const RANKED = /位居|名列|位列|排名|居全|列全|前列|首位|榜首|第[一二三四五六七八九十\d]+[名位]/u;

/** A clause that says what was asked and its place, in words: 出庭应诉率连续两年居全省前列. */
export function composePlaced(
  { reports }: Library,
  rows: readonly number[],
  { wanted, question }: { readonly wanted: readonly string[]; readonly question: string },
): Draft | null {
  for (const report of rows.flatMap((row) => reports[row] ?? [])) {
    for (const span of splitSentences(report.text).flatMap((sentence) => trustedParts(report, sentence))) {
      const text = report.text.slice(span.start, span.end);
      if (!RANKED.test(text)) continue;
      const clause = text
        .split(/[，；]/u)
        .find((part) => RANKED.test(part) && isAmong(part, question) && unsaid(wanted, sameWords(part)) === "");
      const { plan, region } = resolveContext(report, span);
      if (clause === undefined || plan || region !== report.identity.region.value) continue;
      const sectionRow = report.sections.findLastIndex(({ start }) => start <= span.start);
      const citations = new CitationList();
      const marker = citations.cite(report, sectionRow, span);
      const source = sourceOf(report, reports);
      const lead = cutLine(`${clause.replace(/。$/u, "").trim()}（${source}）`);
      return { outcome: "answered", lead, answer: `${text.trim()} [${marker}]`, citations };
    }
  }
  return null;
}
