import type { Report } from "../model/report.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { readQuestionSlots } from "../search/question-slots.ts";
import { ASKED_AMOUNT, namesIn, ownWords } from "./turn-words.ts";

const CHANGES = /增加|增长|上升|提高|提升|减少|下降|降低/u;
const DIFFERS = /差/u;
const WHICH = /(?:哪|谁)[^，。]*?(?<more>[高低多少大小])/u;
const RATE = /(?:满意|办结|答复|采纳|成功|办复)?(?:率|度)$/u;
const ASKING_END = /(?:[是为有])?(?:吗|呢|吧)?[?？。\s]*$/u;

/**
 * The question that a turn asks of the two before it, though it names neither: 一共多少 of two things of one place and
 * year, 增加了多少 of two years, 哪个高 of two places or years. Null where the two differ in more than one of these, or in
 * none: then it is for the asker to say what is meant.
 */
export function pairTurns(first: string, second: string, turn: string, reports: readonly Report[]): string | null {
  const [one, other] = [first, second].map((question) => {
    const slots = readQuestionSlots(question, reports);
    const topic = ownWords(question, slots).replace(ASKED_AMOUNT, "").replace(ASKING_END, "").trim();
    return { slots, topic, place: namesIn(question, slots), paths: slots.regions.map(({ path }) => path).join() };
  });
  if (one === undefined || other === undefined || one.topic === "" || other.topic === "") return null;
  const [year, later, ...more] = [...new Set([...one.slots.years, ...other.slots.years])].sort((a, b) => a - b);
  if (more.length > 0 || one.place === "" || other.place === "") return null;
  const isSum = /^(?:一共|总共|共|合计|总计|加)/u.test(turn);
  const when = year === undefined ? "" : `${year}年`;
  if (one.topic !== other.topic) {
    if (!isSum || one.paths !== other.paths || later !== undefined) return null;
    // 提案满意率, 建议呢, 一共多少件: what is counted, not its rate.
    const [named, also] = RATE.test(other.topic)
      ? [one.topic, other.topic]
      : [one.topic.replace(RATE, ""), other.topic];
    return `${other.place}${when}${named}和${also}一共${ASKED_AMOUNT.exec(turn)?.[0] ?? "多少"}`;
  }
  const isOfPlaces = one.paths !== other.paths;
  if (!isOfPlaces && later === undefined) return null;
  const sides = [one, other].map(({ place, slots }) => `${place}${slots.years.map((own) => `${own}年`).join("、")}`);
  const isOfOneYear = later === undefined && one.slots.years.length === other.slots.years.length;
  const both = !isOfPlaces
    ? `${other.place}${when}和${later}年`
    : isOfOneYear
      ? `${one.place}和${other.place}${when}`
      : later === undefined
        ? `${one.place}和${other.place}`
        : sides.join("和");
  const which = WHICH.exec(turn)?.groups?.more;
  if (which !== undefined) return `${both}${one.topic}哪个${which}`;
  if (isSum) return `${both}${one.topic}一共多少`;
  const change = CHANGES.exec(turn)?.[0];
  if (!isOfPlaces && change !== undefined) return `${other.place}${later}年${one.topic}比${when}${change}多少`;
  return DIFFERS.test(turn) || change !== undefined ? `${both}${one.topic}相差多少` : null;
}

/**
 * The name of the place around the one that was asked about (全市 after 江海区: 江门市), or of that one itself where it is
 * such a place; null where its path has none, or where no report is of it.
 */
export function placeAround(level: string, path: string, reports: readonly Report[]): string | null {
  const divisions = divisionsOfPath(path);
  const at = divisions.findLastIndex((name) => name.endsWith(level));
  const around = divisions.slice(0, at + 1).join("");
  const isKnown = at >= 0 && reports.some(({ identity }) => identity.region.value === around);
  return isKnown ? (divisions[at] ?? null) : null;
}
