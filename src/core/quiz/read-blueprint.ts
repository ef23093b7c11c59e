import { FawenError } from "../model/errors.ts";
import type { Library } from "../model/library.ts";
import type { QuizBlueprint, QuizDifficulty, QuizItemType } from "../model/quiz.ts";
import type { Report } from "../model/report.ts";
import { passesRegion } from "../search/slot-fit.ts";

export const ITEM_TYPES: readonly QuizItemType[] = ["single", "multiple", "judge", "fill", "short"];
export const DIFFICULTIES: readonly QuizDifficulty[] = ["recall", "distinguish", "combine"];
export const TYPE_NAMES: Readonly<Record<QuizItemType, string>> = {
  single: "单选题",
  multiple: "多选题",
  judge: "判断题",
  fill: "填空题",
  short: "简答题",
};
const MAX_ITEMS = 500;
const MAX_SEED = 2 ** 32 - 1;

/** A blueprint that was checked against a library, nothing left open. */
export interface CheckedBlueprint {
  /** How many of each type, in the order of `ITEM_TYPES`; none is 0. */
  readonly wanted: ReadonlyMap<QuizItemType, number>;
  readonly difficulties: ReadonlySet<QuizDifficulty>;
  /** Rows of the reports that items may come from; one at least. */
  readonly rows: readonly number[];
  readonly chapters: readonly string[];
  readonly seed: number;
  readonly exclude: ReadonlySet<string>;
}

/**
 * Checks a blueprint. Throws `FawenError("bad-request")` with the field at fault for a number out of its range, a type or
 * difficulty that there is not, and a report, place or year that the library does not have; `not-ready` for a library
 * without reports.
 */
export function readBlueprint({ reports }: Library, blueprint: QuizBlueprint): CheckedBlueprint {
  const { count, seed = 1, chapters = [], exclude = [] } = blueprint;
  if (!Number.isInteger(count) || count < 1 || count > MAX_ITEMS)
    throw bad("count", `题数应是 1 到 ${MAX_ITEMS} 的整数，现在是 ${count}。`);
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
    throw bad("seed", `卷号应是 0 到 ${MAX_SEED} 的整数，现在是 ${seed}。`);
  const difficulties = blueprint.difficulties ?? DIFFICULTIES;
  for (const one of difficulties)
    if (!DIFFICULTIES.includes(one)) throw bad("difficulties", `没有难度“${one}”，可用：${DIFFICULTIES.join("、")}。`);
  const wanted = readTypes(count, blueprint.types);
  if (reports.length === 0)
    throw new FawenError("not-ready", "文库里还没有报告，出不了题。请先用 npm run ingest 收录报告。");
  return {
    wanted,
    difficulties: new Set(difficulties.length === 0 ? DIFFICULTIES : difficulties),
    rows: chosenRows(reports, blueprint),
    chapters: chapters.map((words) => words.trim()).filter((words) => words !== ""),
    seed,
    exclude: new Set(exclude),
  };
}

/** As many of each type as wanted; types without numbers share the items out evenly, the first ones get what is left. */
function readTypes(count: number, types: QuizBlueprint["types"]): ReadonlyMap<QuizItemType, number> {
  const isList = types === undefined || Array.isArray(types);
  const named = isList ? [...new Set<string>(types ?? ITEM_TYPES)] : Object.keys(types);
  for (const name of named)
    if (!ITEM_TYPES.includes(name as QuizItemType))
      throw bad("types", `没有题型“${name}”，可用：${ITEM_TYPES.join("、")}。`);
  if (named.length === 0) throw bad("types", "题型是空的：请至少选一种题型。");
  const chosen = ITEM_TYPES.filter((type) => named.includes(type));
  const counts = isList ? {} : (types as Readonly<Partial<Record<QuizItemType, number>>>);
  const share = (place: number) => Math.floor(count / chosen.length) + (place < count % chosen.length ? 1 : 0);
  const wanted = chosen.map((type, place) => [type, isList ? share(place) : (counts[type] ?? 0)] as const);
  for (const [type, many] of wanted)
    if (!Number.isInteger(many) || many < 0)
      throw bad("types", `${TYPE_NAMES[type]}的题数应是 0 以上的整数，现在是 ${many}。`);
  const sum = wanted.reduce((total, [, many]) => total + many, 0);
  if (sum !== count) throw bad("types", `各题型的题数合计 ${sum}，与总题数 ${count} 不一致。`);
  return new Map(wanted.filter(([, many]) => many > 0));
}

function chosenRows(reports: readonly Report[], blueprint: QuizBlueprint): readonly number[] {
  const { reports: ids = [], regions = [], years = [] } = blueprint;
  const wantedIds = new Set(ids);
  const known = new Set(reports.map(({ id }) => id));
  for (const id of wantedIds) if (!known.has(id)) throw bad("reports", `文库里没有报告“${id}”。`);
  const places = [...new Set(reports.map(({ identity }) => identity.region.value ?? ""))];
  for (const region of regions)
    if (region === "" || !places.some((path) => passesRegion(path, [region])))
      throw bad("regions", `文库里没有“${region}”的报告。`);
  const inside = new Set(places.filter((path) => regions.length === 0 || passesRegion(path, regions)));
  const allYears = new Set(reports.map(({ identity }) => identity.year.value));
  for (const year of years) if (!allYears.has(year)) throw bad("years", `文库里没有 ${year} 年的报告。`);
  const rows = [...reports.keys()].filter((row) => {
    const report = reports[row];
    if (report === undefined || !inside.has(report.identity.region.value ?? "")) return false;
    if (wantedIds.size > 0 && !wantedIds.has(report.id)) return false;
    return years.length === 0 || years.some((year) => year === report.identity.year.value);
  });
  if (rows.length === 0)
    throw bad(wantedIds.size > 0 ? "reports" : "regions", "所选的报告、地区、年份没有交集：没有一份报告同时符合。");
  return rows;
}

function bad(field: string, message: string): FawenError {
  return new FawenError("bad-request", message, { field });
}
