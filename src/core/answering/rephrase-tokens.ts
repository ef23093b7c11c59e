import { sameWords } from "../figures/same-words.ts";
import { explainWords } from "../reading/explain-words.ts";
import { namesOfRegion, placesIn } from "./bind-places.ts";
import { scanAnswer } from "./bind-scan.ts";

/** What is compared of a clause: a figure, a place or a time as one, other words character by character. */
export interface Token {
  readonly kind: "word" | "figure" | "place" | "time" | "mark";
  /** The same for what says the same: 今年 and 2023年, 全市 and 江门市, 三项 and 3项. */
  readonly key: string;
  /** May be left out, or said beside the source's words, without saying anything else. */
  readonly isLoose: boolean;
  /** Where it begins in the text; of a word where its stretch begins. */
  readonly start: number;
}

/** Whose report it is and of which year. */
export interface Standpoint {
  readonly region: string | null;
  readonly year: number | null;
}

/** Say nothing: they may stand on either side without their fellow. */
const FREE = /共计|一共|总共|并且|这一指标|该指标|达到|[的了着为是有共则并还也达“”《》〈〉（）()·\s]/gu;
/** How something was done, not what: may be left out, never added. */
const MANNER =
  /进一步|积极|深入|不断|切实|有效|大力|扎实|全力|认真|着力|持续(?=[推深开加优提完强做落])|专门(?!用|办|负|针)|已经?(?!成)|(?:^|(?<=[，；。]))(?:一是|[二三四五六七八九十]是|即|由此|同时|此外|另外?)/gu;
const TIME =
  /(?<from>(?:19|20)\d\d)年?度?[—\-–～~至到](?<to>(?:19|20)\d\d)(?:年度?)?|(?<![\d.])(?<year>(?:19|20)\d\d)年度?(?<edge>[底末初]?)|(?<first>\d{1,2})月?份?\s?[—\-–~～至到]\s?(?<last>\d{1,2})月份?|(?<!\d)(?<month>\d{1,2})月份?(?<day>\d{1,2}[日号])?(?<end>[底末初]?)|(?<now>今年|本年度?|全年度?|年内|当年)|(?<before>去年|上一?年度?)|(?<soFar>(?:截[至止]|到)?目前)|(?<until>截[至止]到?)|[上下]半年|第?[一二三四1-4]季度/gu;
/** 市检察院 in a report of 清远市 is 清远市检察院. */
const OWN_BODY =
  /(?<=^|[，；。：、“（由经与和向在对被获报])(?<level>[省市区县])(?=政府|人大|政协|委|纪委|\p{sc=Han}{1,8}?(?:局|院|委|办|厅|中心))/gu;
/**
 * Words that search may take for the same, while they are different steps of a procedure or different facts: what was
 * received is not what was accepted.
 */
const DISTINCT: readonly (readonly [word: string, instead: string])[] = [
  ["受理", "接到"],
  ["新增", "新设"],
  ["办理", "承办"],
  ["采纳", "采用"],
  ["制定", "出台"],
  ["全国", "国家级"],
  ["审查", "审核"],
  ["群众", "市民"],
];

/** The field's equivalents in one form, without those that only search may take for the same. */
export function sameSaying(text: string): string {
  const told = (rest: string, row: number): string => {
    const [word, instead] = DISTINCT[row] ?? [];
    if (word === undefined || instead === undefined) return sameWords(rest);
    return rest
      .split(word)
      .map((piece) => told(piece, row + 1).replaceAll(word, instead))
      .join(word);
  };
  return told(text, 0);
}

/** The tokens of a clause, in order. */
export function tokensOf(clause: string, standpoint: Standpoint): Token[] {
  const fixed = [...timesOf(clause, standpoint), ...bodiesOf(clause, standpoint), ...placesOf(clause, standpoint)];
  for (const { text, value, upper, unit, qualifier, start, end } of scanAnswer(clause))
    fixed.push({
      kind: "figure",
      key: [value, upper ?? "", unit, plainQualifier(qualifier), value === null ? text : ""].join("|"),
      isLoose: false,
      start,
      end,
    });
  const tokens: Token[] = [];
  let at = 0;
  for (const { end, ...token } of fixed.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (token.start < at) continue;
    tokens.push(...wordsOf(clause.slice(at, token.start), at), token);
    at = end;
  }
  return [...tokens, ...wordsOf(clause.slice(at), at)];
}

type Fixed = Token & { readonly end: number };

const plainQualifier = (qualifier: string) =>
  qualifier
    .replace("超过", "超")
    .replace("逾", "超")
    .replace(/达到|达/u, "")
    .replace("多", "余");

function timesOf(clause: string, { year: own }: Standpoint): Fixed[] {
  return [...clause.matchAll(TIME)].map(({ 0: text, index: start, groups = {} }) => {
    const { from, to, year, edge, first, last, month, day, end, now, before, until, soFar } = groups;
    let key = text.replace(/份/gu, "");
    if (from !== undefined) key = `${from}—${to}`;
    else if (year !== undefined) key = year + (edge ?? "");
    else if (first !== undefined) key = first === "1" && last === "12" ? String(own) : `${first}—${last}月`;
    else if (month !== undefined) key = `${month}月${day ?? ""}${end ?? ""}`;
    else if (now !== undefined) key = String(own);
    else if (before !== undefined) key = String((own ?? 0) - 1);
    else if (soFar !== undefined) key = "目前";
    else if (until !== undefined) key = "截至";
    // 累计 says so far by itself.
    const isLoose = key === String(own) || (key === "目前" && clause.includes("累计"));
    return { kind: "time" as const, key, isLoose, start, end: start + text.length };
  });
}

function placesOf(clause: string, { region }: Standpoint): Fixed[] {
  return placesIn(clause, region).map(({ name, path, start, end }) => {
    const meant = path === "" ? explainWords(name, { region, issuer: null, year: null })[0]?.meaning : path;
    const key = meant ?? name;
    return { kind: "place" as const, key, isLoose: key === region, start, end };
  });
}

function bodiesOf(clause: string, { region }: Standpoint): Fixed[] {
  const [name = ""] = namesOfRegion(region);
  return [...clause.matchAll(OWN_BODY)]
    .filter(({ groups }) => region !== null && name.endsWith(groups?.level ?? " "))
    .map(({ index: start }) => ({ kind: "place", key: region ?? "", isLoose: true, start, end: start + 1 }));
}

function wordsOf(stretch: string, start: number): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const plain = (text: string) => {
    for (const key of sameSaying(text.replace(FREE, "")))
      if (/[\p{sc=Han}\p{L}\d%]/u.test(key))
        tokens.push({ kind: "word", key: key.toLowerCase(), isLoose: false, start });
      else if (key === "、") tokens.push({ kind: "mark", key, isLoose: true, start });
  };
  for (const { 0: word, index } of stretch.matchAll(MANNER)) {
    plain(stretch.slice(at, index));
    tokens.push({ kind: "word", key: word, isLoose: true, start });
    at = index + word.length;
  }
  plain(stretch.slice(at));
  return tokens;
}
