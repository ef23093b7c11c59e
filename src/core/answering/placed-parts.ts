import type { Report } from "../model/report.ts";
import { placeName } from "../search/library-places.ts";
import { type QuestionSlots, readYearMentions } from "../search/question-slots.ts";
import { readPlaces } from "../search/read-places.ts";
import type { QuestionPlan } from "./plan-question.ts";

/** One of several places or years of a question, with what is asked of it, as a question of its own. */
export interface PlacedPart {
  /** 江海区（2024年）. */
  readonly label: string;
  /** Full path of the place; the year, null where none was said. */
  readonly path: string;
  readonly year: number | null;
  readonly question: string;
  /** What is asked of all places, in front of them; empty where nothing stands there. */
  readonly topic: string;
  /** True where the question asks something of this place in a clause of its own. */
  readonly ownAsking: boolean;
}

/** A place with its year, a place or a year alone, as the question names it. */
interface Head {
  readonly path: string;
  readonly year: number | null;
  /** As a question of this part alone names it: 云泽市市场监管局2023年. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** 江门2023, 江门市的2023年, 江门市司法局2023年. */
const PLACE_TO_YEAR = /^(?:[的在（(\s]|\p{sc=Han}{2,8}(?:局|委|办|厅|院))?$/u;
const YEAR_TO_PLACE = /^(?:[的\s])?$/u;
/** Between places or years of which the same is asked. */
const JOINT = /^(?:[市区县年度\s]|全[省市区县])*(?:和|与|跟|及|以及|同|对|、|，|,|还有|比|vs)?\s*$/iu;
const ASKS = /多少|几|什么|啥|怎|如何|哪|是否|有没有|有无|吗|多[高大长久]|到[哪何]/u;
/** Sets what was asked of all beside one another. */
const COMPUTES =
  /谁|哪(?:个|一个|里|边|份|家|地|年)?(?:更|最|比较)?[高低多少大小]|相?差|多出|[几多少]倍|[高低多少]多少|[比较]/u;
const AGAIN = /^[的，,、\s]*(?:又)?呢?[?？。\s]*$/u;
const OPENS = /^(?:[的，,、；;。:：\s]|在(?!册|编|岗))+/u;
const CLOSES = /(?:[，,、；;。:：\s]|以及|还有|和|与|跟|及|同|[到对])+$/u;
/** 的材料都讲到. */
const TELLS = /^的?(?:报告|材料)?(?:里|中)?都?(?:[讲提说写]到?(?:了|过)?|有)?/u;
const EACH = /两边|两地|三地|两者|各自|分别|各(?=是|有|为|取|打|用|提|写|指|怎|如|什|多|办|出|应|在|做|讲|说|采)/gu;

/** What is asked of all together and of none alone. */
const TOGETHER =
  /[，,；;?？。]?(?:谁|哪(?:个|一个|里|边|份|家|地|年))(?:更|最|比较)?[高低多少大小]些?[?？]?|[，,]?(?:相?差|相比)[^，,。？?]*|有(?:何|什么|哪些)(?:不同|区别|差[异别]|异同|不一样)[^，,。？?]*|[，,]?[两三四几这]+(?:份|个|地)(?:报告|材料|数字?|数据|指标)[里中]?的?/gu;

/**
 * The parts of a folded question that names two or more places or years, in order: what stands behind each up to the next
 * is asked of it (江门2022年怎么要求，2023年办到哪一步), what stands in front of all or behind the last of all of them. Empty
 * where it names fewer, or places and years that do not go one with one.
 */
export function placedParts({ question, slots }: QuestionPlan, reports: readonly Report[]): PlacedPart[] {
  const named = readHeads(question, slots, reports);
  const heads = named === null ? null : lastNamed(named);
  if (named === null || heads === null || heads.length < 2) return [];
  const [first] = heads;
  // 江门2022年与2023年都讲到联系点，2022年的要求和2023年的数字: behind those named before.
  const before = named[named.length - heads.length - 1];
  const front = question.slice(before?.end ?? 0, first?.start);
  const topic = (before === undefined ? withoutPlace(front, reports) : front.replace(TELLS, ""))
    .replace(OPENS, "")
    .replace(CLOSES, "");
  const said = heads.map(({ end }, row) => question.slice(end, heads[row + 1]?.start ?? question.length));
  const own = said.map((words) =>
    words
      .replace(OPENS, "")
      .replace(CLOSES, "")
      .replace(/[?？]$/u, ""),
  );
  const asks = own.map((words, row) => AGAIN.test(said[row] ?? "") || ASKS.test(words));
  const each = own.every((words, row) => words !== "" || /呢/u.test(said[row] ?? "")) && asks.every(Boolean);
  if (each && COMPUTES.test(own.at(-1) ?? "")) return [];
  // 2024年比2023年增长多少: one thing is asked, not of each.
  if (!each && said.slice(0, -1).some((words) => words.includes("比"))) return [];
  return heads.map((head, row) => {
    const name = placeName(head.path, reports);
    const words = (each ? ofOwn(own, said, row) : ofAll(own, said, row)).replace(TOGETHER, "").replace(EACH, "");
    return {
      label: head.year === null ? name : `${name}（${head.year}年）`,
      path: head.path,
      year: head.year,
      question: `${head.words === "" ? name : head.words}${[topic, words].filter((part) => part !== "").join("，")}`,
      topic,
      ownAsking: each,
    };
  });
}

/** What is asked of one place: where it is only named again (…呢), what was asked of the one before. */
function ofOwn(own: readonly string[], said: readonly string[], row: number): string {
  return row > 0 && AGAIN.test(said[row] ?? "") ? ofOwn(own, said, row - 1) : (own[row] ?? "");
}

/** Words of its own with the asking at the end, or those that all share. */
function ofAll(own: readonly string[], said: readonly string[], row: number): string {
  const next = own.findIndex((words, at) => at >= row && words !== "" && !JOINT.test(said[at] ?? ""));
  const words = own[next < 0 ? own.length - 1 : next] ?? "";
  if (ASKS.test(words) || next === own.length - 1) return words;
  return `${words}${/多少|几/u.test(own.at(-1) ?? "") ? "是多少" : "是什么"}`;
}

/** 江门的知识产权保护: the place is told of each year. */
function withoutPlace(topic: string, reports: readonly Report[]): string {
  const [first] = readPlaces(topic, reports, false).mentions;
  return first === undefined || topic.slice(0, first.start).trim() !== "" ? topic : topic.slice(first.end);
}

/** The places and years that the question sets side by side; null where it is not sure which goes with which. */
function readHeads(question: string, slots: QuestionSlots, reports: readonly Report[]): Head[] | null {
  const places = readPlaces(question, reports, slots.years.length > 1).mentions.filter(({ path }) =>
    slots.regions.some((region) => region.path === path),
  );
  if (places.some(({ start, path }) => places.some((other) => other.start === start && other.path !== path)))
    return null;
  const years = readYearMentions(question);
  if (years.some(({ start }, row) => years[row + 1]?.start === start)) return null;
  const taken = new Set<number>();
  const placed = places.map(({ path, start, end }): Head => {
    const at = years.findIndex(
      (year, row) =>
        !taken.has(row) &&
        ((year.start >= end && PLACE_TO_YEAR.test(question.slice(end, year.start))) ||
          (year.end <= start && YEAR_TO_PLACE.test(question.slice(year.end, start)))),
    );
    const year = years[at];
    if (year === undefined) return { path, year: null, words: question.slice(start, end), start, end };
    taken.add(at);
    const place = question.slice(start, Math.max(end, year.start)).replace(/[的在（(\s]+$/u, "");
    const span = { start: Math.min(start, year.start), end: Math.max(end, year.end) };
    return { path, year: year.year, words: `${place}${year.year}年`, ...span };
  });
  const alone = years.filter((_, row) => !taken.has(row));
  const dated = placed.filter(({ year }) => year !== null).length + alone.length;
  const own = placed.filter(({ path }, row) => placed.findIndex((other) => other.path === path) === row);
  if (dated < 2) return alone.length > 0 && placed.length > 0 ? withYear(own, alone[0]?.year ?? null) : own;
  const all = [
    ...placed,
    ...alone.map(({ year, start, end }): Head => ({ path: "", year, words: "", start, end })),
  ].sort((a, b) => a.start - b.start);
  const heads: Head[] = [];
  let path = places[0]?.path ?? "";
  for (const [row, head] of all.entries()) {
    const gap = question.slice(all[row - 1]?.end ?? 0, head.start);
    if (head.path !== "") path = head.path;
    if (head.year !== null)
      heads.push(head.path === "" ? { ...head, path, words: `${placeName(path, reports)}${head.year}年` } : head);
    else if (heads.length > 0 && /[，,；;。？?]$|^[和与跟及、]$/u.test(gap) && !heads.some((one) => one.path === path))
      heads.push(head);
    else if (
      heads.length === 0 &&
      JOINT.test(question.slice(head.end, all[row + 1]?.start ?? head.end)) &&
      all[row + 1]?.path
    )
      return null;
  }
  return path === "" ? null : heads;
}

/** 江门、斗门2023年: the one year is of all. */
function withYear(placed: readonly Head[], year: number | null): Head[] {
  return placed.map((head) => (head.year === null ? { ...head, year, words: `${head.words}${year}年` } : head));
}

const keyOf = ({ path, year }: Head) => `${path} ${year}`;

/** Those named last where all are named twice, one group after the other; null where only some are. */
function lastNamed(heads: readonly Head[]): readonly Head[] | null {
  const keys = new Set(heads.map(keyOf));
  if (keys.size === heads.length) return heads;
  const last = heads.slice(-keys.size);
  return heads.length === 2 * keys.size && new Set(last.map(keyOf)).size === keys.size ? last : null;
}
