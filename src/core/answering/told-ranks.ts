import { describeFigure } from "../figures/describe-figure.ts";
import { figuresBetween } from "../figures/figure-ledger.ts";
import { sameWords } from "../figures/same-words.ts";
import type { Figure } from "../model/figure.ts";
import type { Library } from "../model/library.ts";
import type { Report } from "../model/report.ts";
import { shortDivisionName } from "../search/library-places.ts";
import { contentOf, unsaid } from "./bind-words.ts";

/** What a ranking is called after: 营商环境|综合评价, 法治政府建设|考评. */
const GENERAL =
  /综合|评价|考评|考核|评估|评议|测评|工作|年度|成绩|总?得分|总分|排名|排位|名次|位次|位居|名列|位列|列|排|居|获得?|在|中|的|连续|全[国省市区县]|[省市县]级?/gu;
const SCOPE = /全[国省市区县]/u;

/** A rank that a report tells of its own place. */
export interface ToldRank {
  readonly report: Report;
  readonly figure: Figure;
  /** False where something narrower than what was asked is ranked (one indicator of an evaluation). */
  readonly exact: boolean;
}

/** A rank whose sentence leaves more than this of what was asked unsaid is of something else. */
const MAX_UNSAID = 0.5;

/** The ranks of a report's own place and year whose words say what was asked, and those whose sentence says half of it. */
export function ranksOf(library: Library, reportRow: number, wanted: readonly string[]): ToldRank[] {
  const report = library.reports[reportRow];
  if (report === undefined) return [];
  const { region, year } = report.identity;
  return figuresBetween(library, reportRow, { start: 0, end: report.text.length })
    .filter((figure) => figure.kind === "rank" && figure.state === "done" && figure.region === region.value)
    .filter((figure) => figure.year === null || figure.year === year.value)
    .flatMap((figure) => {
      const said = unsaid(wanted, sameWords(describeFigure(figure))) === "";
      const sentence = sameWords(report.text.slice(figure.sentence.start, figure.sentence.end));
      if (!said && unsaid(wanted, sentence).length > wanted.join("").length * MAX_UNSAID) return [];
      const rest = contentOf(nameOfRank(figure, report).replace(GENERAL, " "));
      return [{ report, figure, exact: said && (wanted.length === 0 || unsaid(rest, wanted.join("")) === "") }];
    });
}

/** What is ranked, without the place whose report it is. */
function nameOfRank(figure: Figure, { identity }: Report): string {
  const names = (identity.region.value ?? "").match(/\p{sc=Han}{2,}?(?:自治[州县旗]|[省市州盟区县旗])/gu) ?? [];
  return [...names, ...names.map(shortDivisionName)].reduce(
    (words, name) => words.replaceAll(name, " "),
    describeFigure(figure),
  );
}

/** The sentence of a rank, fit for a table. */
export function quoteOf({ report, figure }: ToldRank): string {
  return report.text
    .slice(figure.sentence.start, figure.sentence.end)
    .replaceAll("|", "｜")
    .replaceAll("\n", " ")
    .trim();
}

/** A clause of fewer characters (排名第2) does not say what is ranked. */
const MIN_CLAUSE_CHARS = 12;

/** The words up to the rank that say what is ranked: 营商环境综合评价位居全省第六. */
export function clauseOf({ report, figure }: Pick<ToldRank, "report" | "figure">): string {
  const before = report.text.slice(figure.sentence.start, figure.start);
  const cuts = [...before.matchAll(/[，；：\n]/gu)].map(({ index }) => index + 1).reverse();
  const from = cuts.find((cut) => before.length - cut + figure.text.length >= MIN_CLAUSE_CHARS) ?? 0;
  return `${before.slice(from)}${figure.text}`.trim();
}

/** False where a clause tells a rank among other places than those asked for: 全省第4 is no rank of 全国. */
export function isAmong(clause: string, question: string): boolean {
  const [asked] = SCOPE.exec(question) ?? [];
  const [told] = SCOPE.exec(clause) ?? [];
  return asked === undefined || told === undefined || asked === told;
}

/** Why ranks say nothing of each other, in words for the reader; empty where they may be compared. */
export function rankedApart(ranks: readonly ToldRank[], yearsAsked: boolean): string[] {
  const distinct = (read: (rank: ToldRank) => string) => [...new Set(ranks.map(read))];
  const plain = ({ figure, report }: ToldRank) =>
    sameWords(nameOfRank(figure, report)).replace(
      /全[国省市区县]|得分|排名|位居|名列|位列|列|排|居|[\s\d.分在中的]/gu,
      "",
    );
  const scopes = distinct((rank) => SCOPE.exec(quoteOf(rank))?.[0] ?? "");
  return [
    ...(distinct(plain).length > 1 ? ["所排的不是同一项"] : []),
    ...(scopes.length > 1 ? [`排名范围不同（${scopes.map((scope) => scope || "未写明").join("、")}）`] : []),
    ...(!yearsAsked && distinct(({ figure }) => String(figure.year)).length > 1 ? ["年份不同"] : []),
  ];
}
