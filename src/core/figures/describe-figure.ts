import type { Figure } from "../model/figure.ts";

/** What a figure counts or measures, with whose it is and the whole that it is a part of: 法律援助中心 办理法援案件. */
export function describeFigure({
  subject,
  within,
  indicator,
}: Pick<Figure, "subject" | "within" | "indicator">): string {
  return [subject, within, indicator].filter((part) => part !== "").join(" ");
}

/** What numbers a list, and 仅 or 为 in front of a figure: no part of a name. */
const FRAME = /^(?:[一二三四五六七八九十]是|其中|并|且|共|还)+|(?:仅|为|达|共|约|占比?为?)+$/gu;

/** 由缩短, 由原来收回到: the number that 由 led to stands outside. A unit of its own in brackets behind: 住建（套）. */
const DANGLING =
  /^由(?:原来|原先|以前)?的?(?=(?:缩短|压缩|缩减|减少|增加|提高|提升|下降|降低|上升|扩大|收回|下放|精简)(?:到|至|为)?$)|(?<=(?:缩短|压缩|缩减|减少|增加|提高|提升|下降|降低|上升|扩大|收回|下放|精简))[到至]$|(?<=\p{sc=Han})由(?:原来|原先|以前)?的?(?=(?:缩短|压缩|缩减|减少|增加|提高|提升|下降|降低|上升|扩大|收回|下放|精简)[到至为]?$)|[（(][个套件宗人次家台辆份项起万元%％、/]{1,4}[）)]$|[:：]$/gu;

/**
 * The same in words that a reader is shown: each part once (法律援助机构受理案件, not 法律援助机构 again in front of it),
 * without list numbers and with quotation marks only in pairs. Every part is still a run of the report's words.
 */
export function nameFigure(figure: Pick<Figure, "subject" | "within" | "indicator">): string {
  const parts = [figure.subject, figure.within, figure.indicator]
    .map((part) => pairQuotes(part.replace(FRAME, "").replace(DANGLING, "")).trim())
    .filter((part, row, all) => part !== "" && !all.some((other, at) => at > row && other.includes(part)));
  return parts.filter((part, row) => !parts.slice(0, row).some((other) => other.endsWith(part))).join("：");
}

/** 行政复议+人民调解”机制: a mark whose other half stands outside says nothing. */
function pairQuotes(words: string): string {
  const [opened, closed] = [words.split("“").length, words.split("”").length];
  return opened === closed ? words : words.replace(/[“”]/gu, "");
}

/**
 * A figure as it may be told away from its place: of a table, with the unit that the column's header has
 * (2.4 below 行政检查（万次） is 2.4万次).
 */
export function writeFigure({ text, value, unit }: Pick<Figure, "text" | "value" | "unit">): string {
  const written = text.trim();
  const number = /\d[\d,]*(?:\.\d+)?/u.exec(written)?.[0];
  if (unit === "" || number === undefined || written.includes(unit)) return written;
  const times = Math.round(value / Number(number.replaceAll(",", "")));
  return `${written}${times === 1e8 ? "亿" : times === 1e4 && !written.includes("万") ? "万" : ""}${unit}`;
}
