import { findDivisions } from "../reading/divisions.ts";
import { behindLast, characterRoles, roleAt, rolesIn, WHITE_SPACE } from "../text/character-roles.ts";

const LEAD_IN =
  /^(?:其中|例如|比如|又如|如|像|而|但|同期|目前|对比|对标|今年|去年|上年|全年|以来|截至[^，]{0,10}|(?:19|20)\d\d年度?|年?底|[，\s])+/u;
/** 全省 as the subject, not as what a thing or a rank is called by (全省首个, 全国文明城市). */
const WHOLE =
  /^(全|我|本)([国省市区县州旗盟])(?!首|第|率先|前|先进|优秀|示范|重点|唯一|最|领先|推广|人大|政协|文明|民主)/u;
/** 全省统一部署后，…: tells when, not of whom. */
const ASIDE = /(?:后|以来|[之以]?下|部署|安排|基础上)$/u;
/** 当地信访量: of the place that the clauses before name, whoever they speak of else. */
const THERE = /^(?:当地|该[省市区县镇乡])/u;
const PLACE = /(?:^|[，；。])(?<place>(?![全我本各该])\p{sc=Han}{2,3}[市区县州旗镇乡])(?=\p{sc=Han})/gu;
const SPEAKS_OF_ALL = /共|累计|总|平均|合计/u;
const AVERAGE = /(全[国省市区县州]|[国省])[^，]{0,10}(?:平均|均值)[^，]{0,10}$/u;

/** What code units may be of the rules above; a rule is tried only where a character stands that it cannot do without. */
const ENDS_CLAUSE = 0x1;
const OPENS_LEAD_IN = 0x2;
const OF_WHOLE = 0x4;
const ENDS_ASIDE = 0x8;
const OF_AVERAGE = 0x10;
const ROLES = characterRoles([
  ["，；：。！？\n;:,", ENDS_CLAUSE],
  [`其例比又如像而但同目对今去上全以截12年底，${WHITE_SPACE}`, OPENS_LEAD_IN],
  ["全我本", OF_WHOLE],
  ["后来下署排上", ENDS_ASIDE],
  ["均", OF_AVERAGE],
]);

/** The part of a clause that stands in front of `end`; a mark at `end` itself is none of it. */
export function clauseBefore(text: string, end: number): string {
  let start = behindLast(ROLES, text, end, ENDS_CLAUSE);
  // The comma of 1,234 ends none.
  while (
    text[start - 1] === "," &&
    /\d/u.test(text[start - 2] ?? "") &&
    /^\d{3}(?!\d)/u.test(text.slice(start, start + 4))
  )
    start = behindLast(ROLES, text, start - 1, ENDS_CLAUSE);
  return text.slice(start, end);
}

/**
 * True when the nearest subject is a place that the report does not speak for and the question does not name. `own` is
 * the clause of the figure up to it, with which `before` ends; `region` the path of the report's division.
 */
export function isOfOtherPlace(
  before: string,
  own: string,
  region: string | null,
  percent: boolean,
  question: string,
): boolean {
  if (region === null) return false;
  if (isAverageOfOthers(own, region, question)) return true;
  if (THERE.test(own.replace(LEAD_IN, "")))
    return isSaidOfOther(before.slice(0, before.length - own.length), region, question);
  let clause = own;
  for (let end = before.length; end >= 0; clause = clauseBefore(before, end)) {
    const nearest = end === before.length;
    end -= clause.length + 1;
    if (!nearest && roleAt(ROLES, clause, clause.length - 1) & ENDS_ASIDE && ASIDE.test(clause)) continue;
    const subject = roleAt(ROLES, clause, 0) & OPENS_LEAD_IN ? clause.replace(LEAD_IN, "") : clause;
    const saysWhole = (rolesIn(ROLES, subject) & OF_WHOLE) !== 0;
    if (saysWhole && ownPlace(region.slice(-1)).test(subject)) return false;
    const places = findDivisions(subject, [region]);
    if (places.some(({ division }) => division.path === region)) return false;
    const [, word = "", unit = ""] = (saysWhole && WHOLE.exec(subject)) || [];
    if (unit !== "") {
      if (question.includes(`全${unit}`) || question.includes(word + unit)) return false;
      return percent || SPEAKS_OF_ALL.test(clause);
    }
    const [first] = places;
    if (first?.start !== 0) continue;
    const { name } = first.division;
    return !question.includes(subject.slice(0, first.end)) && !question.includes(name.replace(/[省市区县]$/u, ""));
  }
  return false;
}

/** Whether the last place that a text's clauses begin with is none that the report speaks for or the question names. */
function isSaidOfOther(text: string, region: string, question: string): boolean {
  const place = [...text.matchAll(PLACE)].at(-1)?.groups?.place;
  return place !== undefined && !region.includes(place) && !question.includes(place.slice(0, -1));
}

/** 全省平均败诉率9.1%: of more than the report's place. */
function isAverageOfOthers(own: string, region: string, question: string): boolean {
  const average = rolesIn(ROLES, own) & OF_AVERAGE ? AVERAGE.exec(own)?.[1] : undefined;
  return average !== undefined && !region.endsWith(average.slice(-1)) && !question.includes(average);
}

/** 全市, 我市 and 本市 by the suffix of the report's place; there are a dozen. */
const ownPlaces = new Map<string, RegExp>();

function ownPlace(suffix: string): RegExp {
  const words = ownPlaces.get(suffix) ?? new RegExp(`[全我本]${suffix}(?![级直])`, "u");
  ownPlaces.set(suffix, words);
  return words;
}
