import type { Report } from "../model/report.ts";
import { type RegionMention, readQuestionSlots } from "../search/question-slots.ts";

const EXCLUDING =
  /(?:除(?:了|开|去)?|不算|不含|不包括|排除)(?<places>[^，,。？?；;]{2,40}?)(?:(?:以外|之外|外)[，,]?|[，,]|(?=还有|哪|谁|其他|其余))/u;
const JOINS = /[和与及跟、\s]|以及/gu;

/**
 * 除了江海区，谁的…: the question without the places that it leaves out, and those. What is left out and is no place
 * stays where it is.
 */
export function withoutExcluded(
  question: string,
  reports: readonly Report[],
): { readonly question: string; readonly excluded: readonly RegionMention[] } {
  const match = EXCLUDING.exec(question);
  const said = match?.groups?.places ?? "";
  if (match === null) return { question, excluded: [] };
  const { regions, places } = readQuestionSlots(said, reports);
  const rest = [...places].reverse().reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), said);
  if (regions.length === 0 || rest.replace(JOINS, "") !== "") return { question, excluded: [] };
  const left = question.slice(0, match.index) + question.slice(match.index + match[0].length);
  return { question: left, excluded: regions };
}
