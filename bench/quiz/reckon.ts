import type { QuizSource } from "../../src/core/model/quiz.ts";
import { bestFigure } from "./read-figures.ts";

const RESULT = /(?:百分之多少|多少|____|[\d.,]+)/u.source;
const UNIT = /(?<unit>个百分点|%|[\p{sc=Han}]+)?/u.source;
const DIFFERENCE = new RegExp(`^(?<one>.+)比(?<other>.+?)(?:高出?|多)${RESULT}${UNIT}`, "u");
const SUM = new RegExp(`^(?<one>.+)和(?<other>.+)合计${RESULT}${UNIT}`, "u");
const SHARE = new RegExp(`^(?<whole>.+)中，(?<part>[^，]+)约占${RESULT}`, "u");

/** What a stem asks to be reckoned, reckoned from the quotes alone; null for a stem that asks for no such thing. */
export function reckon(stem: string, sources: readonly QuizSource[]): number | null {
  const share = SHARE.exec(stem)?.groups;
  if (share !== undefined) return shareOf(share.whole ?? "", share.part ?? "", sources);
  const sum = SUM.exec(stem)?.groups;
  const match = sum ?? DIFFERENCE.exec(stem)?.groups;
  if (match === undefined) return null;
  const unit = match.unit === "个百分点" ? "%" : (match.unit ?? "").replace(/^[万亿](?=元)/u, "");
  const [one, other] = readTwo(match.one ?? "", match.other ?? "", unit, sources);
  if (one === undefined || other === undefined) return null;
  const scale = match.unit?.startsWith("万元") ? 1e4 : match.unit?.startsWith("亿元") ? 1e8 : 1;
  return (sum === undefined ? one.value - other.value : one.value + other.value) / scale;
}

/** In percent, to one decimal. */
function shareOf(whole: string, part: string, sources: readonly QuizSource[]): number | null {
  const some = bestFigure(part, null, sources);
  const all = bestFigure(whole, some?.unit ?? null, sources);
  return all === undefined || some === undefined ? null : Number(((100 * some.value) / all.value).toFixed(1));
}

/** The right order of what ①, ② and ③ name, the largest first; null for a stem that asks for no order. */
export function orderOf(stem: string, sources: readonly QuizSource[]): string | null {
  const named = /排列，.+？①(?<a>.+)；②(?<b>.+)；③(?<c>.+)$/u.exec(stem)?.groups;
  if (named === undefined) return null;
  const values = Object.values(named).map((name) => figureNamed(name, null, sources)?.value ?? Number.NaN);
  return [0, 1, 2]
    .sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0))
    .map((row) => "①②③"[row])
    .join("");
}

/** Of several reports the figure of the one whose place and year a name has. */
function figureNamed(name: string, unit: string | null, sources: readonly QuizSource[]) {
  const own = sources.filter(({ region, year }) => name.includes(`${(region ?? "").slice(-3)}${year}年`));
  return bestFigure(name, unit, own.length > 0 ? own : sources);
}

/** The figures that the two sides of a comparison name. */
export function readTwo(first: string, second: string, unit: string, sources: readonly QuizSource[]) {
  const [one, other] = sources;
  if (one === undefined) return [];
  if (other === undefined || !isOther(one, other)) {
    const quoted = (text: string) => /“(?<name>[^”]+)”/u.exec(text)?.groups?.name ?? text;
    return [bestFigure(quoted(first), unit, sources), bestFigure(quoted(second), unit, sources)];
  }
  // Of two reports: the source whose place and year a side names.
  const nameOf = ({ region, year }: QuizSource) => `${(region ?? "").slice(-3)}${year}年`;
  const sideOf = (text: string) => sources.filter((source) => text.includes(nameOf(source)));
  const words = first.length > second.length ? first : second;
  return [bestFigure(words, unit, sideOf(first)), bestFigure(words, unit, sideOf(second))];
}

function isOther(one: QuizSource, other: QuizSource): boolean {
  return one.reportId !== other.reportId;
}
