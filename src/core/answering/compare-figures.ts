import { describeFigure } from "../figures/describe-figure.ts";
import type { Figure } from "../model/figure.ts";
import type { Report } from "../model/report.ts";
import { divisionAt } from "../reading/divisions.ts";
import { findPeriod } from "../reading/resolve-context.ts";
import { mannerOf } from "./figure-kinds.ts";

/** A figure that is set beside others: whose it is and what the ledger knows of it. */
export interface ComparedFigure {
  /** 江门市（2023年）. */
  readonly label: string;
  readonly figure: Figure;
  readonly report: Report;
  /** The number of its citation. */
  readonly marker: number;
}

/** Units of one kind of thing: 95036宗 and 812件 are both cases, 633件 and 1205人次 are not. */
const UNIT_KINDS: readonly (readonly string[])[] = [
  ["件", "宗", "起", "例", "桩", "单"],
  ["人", "名", "位"],
  ["场", "场次"],
  ["个", "家", "处"],
];
/** What was done with cases: received, taken up, closed; of each a report may give the number. */
const ACTS: readonly (readonly [string, RegExp])[] = [
  ["收到", /收到|接到|收案|接收|收件|新收/u],
  ["受理", /(?<!不予)受理/u],
  ["办结", /办结|审结|结案|办完/u],
  ["新增", /新增|新建|新设/u],
  ["审查", /审[查核]/u],
  ["制定", /制[定发]|印发|出台/u],
  ["备案", /备案|报备/u],
  ["清理", /清理|废止|失效|修改/u],
  ["现行有效", /现行有效|继续有效|现有|保留/u],
  ["代理", /代理/u],
];
export const EXACT = /^(?:达到?)?$/u;

/** Why figures may not be ranked or subtracted, in words for the reader; empty where they may. */
export function differencesOf(compared: readonly ComparedFigure[], yearsAsked: boolean): string[] {
  const figures = compared.map(({ figure }) => figure);
  const units = distinct(figures.map(({ unit }) => unit));
  const isShare = units.every((unit) => unit === "%" || unit === "‰");
  const found: string[] = [];
  if (units.length > 1 && !UNIT_KINDS.some((kind) => units.every((unit) => kind.includes(unit))))
    found.push(`单位不同（${units.join("、")}）`);
  if (figures.some(({ upper }) => upper !== undefined) || distinct(figures.map(roughness)).length > 1)
    found.push("有的是约数，有的是确数");
  if (distinct(compared.map(({ figure, report }) => periodOf(figure, report))).length > 1) found.push("所涉时段不同");
  if (!yearsAsked && distinct(figures.map(({ year }) => String(year))).length > 1) found.push("年份不同");
  if (distinct(figures.map(({ state }) => state)).length > 1) found.push("有的是计划，有的是完成数");
  const acts = actsOf(figures);
  if (distinct(figures.map(({ kind }) => kind)).length > 1 || !isSameMeasure(figures)) found.push("口径不同");
  else if (acts.length > 1)
    found.push(`口径不同（${acts.map((act) => `“${act === "" ? "未写明" : act}”`).join("、")}）`);
  const manners = isShare ? distinct(figures.map((figure) => mannerOf(describeFigure(figure)))) : [];
  if (manners.length > 1 && !manners.includes(""))
    found.push(`口径不同（${manners.map((manner) => `“${manner}”`).join("、")}）`);
  const levels = distinct(compared.map(({ report }) => levelOf(report)));
  if (!isShare && levels.length > 1) found.push(`层级不同（${levels.join("、")}）`);
  return found;
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function roughness({ qualifier }: Figure): string {
  if (EXACT.test(qualifier)) return "";
  return /[近约]|左右/u.test(qualifier) ? "about" : /以内|以下|最多|仅/u.test(qualifier) ? "at most" : "at least";
}

/** The months that a figure covers; 2019年以来 as written; empty for the whole year. */
function periodOf({ period, year }: Figure, report: Report): string {
  const words = period ?? report.identity.period?.value ?? "";
  if (words === "") return "";
  const read = findPeriod(words, year ?? 0);
  if (read === undefined || !/月|季度|半年/u.test(words)) return words;
  return read.fromMonth === 1 && read.toMonth === 12 ? "" : `${read.fromMonth}-${read.toMonth}`;
}

function isSameMeasure(figures: readonly Figure[]): boolean {
  const names = distinct(figures.flatMap(({ canonical }) => canonical ?? []));
  if (names.length > 1) return false;
  // 其中民事案件329件 is a part; a whole beside it is no match.
  if (figures.some(({ indicator }) => /其中/u.test(indicator))) return false;
  return true;
}

/**
 * What the figures' words say was done, where that differs; 办理 of one standard indicator is what is done with all, and
 * 受理 of one that is named so is what each of them is, whatever stands around it.
 */
function actsOf(figures: readonly Figure[]): string[] {
  const [name, another] = distinct(figures.map(({ canonical }) => canonical ?? ""));
  if (another === undefined && ACTS.some(([, said]) => said.test(name ?? ""))) return [];
  const acts = distinct(figures.map(actOf));
  return figures.every(({ canonical }) => canonical != null) ? acts.filter((act) => act !== "") : acts;
}

/** What the figure's words say was done with what it counts: 收到, 受理; empty where they say nothing of it. */
export function actOf(figure: Figure): string {
  return ACTS.filter(([, said]) => said.test(describeFigure(figure)))
    .map(([act]) => act)
    .join("并");
}

/** What a reader of a calculation must know of its operands; empty where they are of one year and level. */
export function cautionsOf(compared: readonly ComparedFigure[]): string[] {
  const years = distinct(compared.map(({ figure }) => String(figure.year)));
  const places = distinct(compared.map(({ report }) => report.identity.region.value ?? ""));
  const levels = distinct(compared.map(({ report }) => levelOf(report)));
  return [
    ...(years.length > 1 && places.length > 1 ? ["年份不同"] : []),
    ...(levels.length > 1 ? [`层级不同（${levels.join("、")}）`] : []),
  ];
}

/** 省级, 地级市, 县级; empty where the gazetteer does not know the place. */
function levelOf({ identity }: Report): string {
  const path = identity.region.value ?? "";
  const level = divisionAt(path)?.level ?? "";
  if (level === "省级" || level === "") return level === "" ? levelByName(path) : level;
  return /^(?:地级市|地区|自治州|盟)$/u.test(level) ? "市级" : "县级";
}

function levelByName(path: string): string {
  if (/(?:省|自治区)$/u.test(path)) return "省级";
  return /(?:市|州|盟|地区)$/u.test(path) ? "市级" : "县级";
}
