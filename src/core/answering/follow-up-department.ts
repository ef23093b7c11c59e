import type { Report } from "../model/report.ts";
import type { QuestionSlots } from "../search/question-slots.ts";
import { namedDepartment } from "./departments.ts";
import { namesIn, ownWords } from "./turn-words.ts";

/**
 * 市监局呢 after 棠川市2024年行政处罚多少: the earlier question, asked of the department that the turn names and nothing else.
 * Its place is kept, and its year unless the department's reports are all of others. Null where the turn names no
 * department that signed one, or says more.
 */
export function askedOfDepartment(
  turn: string,
  now: QuestionSlots,
  earlier: string,
  before: QuestionSlots,
  reports: readonly Report[],
): string | null {
  const department = namedDepartment(turn, reports);
  if (department === null) return null;
  const said = turn.slice(department.start, department.end);
  if (/\p{sc=Han}{2}/u.test(ownWords(turn, now).replace(said, ""))) return null;
  const signed = [...department.rows].flatMap((row) => reports[row] ?? []);
  const regions = (now.regions.length > 0 ? now : before).regions;
  const ofPlace = signed.filter(
    ({ identity }) => regions.length === 0 || regions.some(({ path }) => path === identity.region.value),
  );
  const places = now.regions.length > 0 ? namesIn(turn, now) : namesIn(earlier, before);
  const years = now.years.length > 0 ? now.years : before.years;
  // A year that the department signed no report of was asked of the place before.
  const isKept =
    now.years.length > 0 ||
    ofPlace.length === 0 ||
    ofPlace.some(({ identity: { year } }) => year.value !== null && years.includes(year.value));
  const when = isKept ? years.map((year) => `${year}年`).join("、") : "";
  return `${places}${said}${when}${bareOf(earlier, before, reports)}`;
}

/** A question without its places, years and department. */
function bareOf(question: string, { years, places }: QuestionSlots, reports: readonly Report[]): string {
  let bare = question;
  for (const { start, end } of [...places].reverse()) bare = bare.slice(0, start) + bare.slice(end);
  for (const year of years) bare = bare.replace(new RegExp(`${year}\\s?(?:年度?)?`, "u"), "");
  const own = namedDepartment(bare, reports);
  return own === null ? bare : bare.slice(0, own.start) + bare.slice(own.end);
}
