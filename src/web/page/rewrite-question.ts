/** What a question is about, as far as it was understood; empty or null where it says nothing of it. */
export interface Slots {
  /** Full path of the division: 广东省江门市. */
  readonly region: string;
  readonly year: number | null;
  readonly indicator: string;
}

const DIVISION = /.+?(?:自治区|特别行政区|省|市|自治州|州|地区|盟|区|自治县|县|旗)/g;

/** 广东省江门市江海区 → 广东省, 江门市, 江海区; what is no path of divisions is one part. */
export function splitRegion(region: string): readonly string[] {
  const parts = region.match(DIVISION) ?? [];
  return parts.join("") === region ? parts : [region];
}

/** As people say it, and still one place only: 江门市江海区, without its province. */
export function sayRegion(region: string): string {
  const parts = splitRegion(region);
  return parts.length > 1 ? parts.slice(1).join("") : region;
}

/**
 * The question with another place, year or indicator in place of the ones it was understood to have. What is not in
 * its words (去年, a nickname) cannot be put in their place: then it is asked anew from the slots alone.
 *
 * @returns undefined where neither can be done, so that a person has to write it
 */
export function rewriteQuestion(question: string, from: Slots, to: Slots): string | undefined {
  return substitute(question, from, to) ?? askAnew(to);
}

function substitute(question: string, from: Slots, to: Slots): string | undefined {
  let text: string | undefined = question;
  if (to.indicator !== from.indicator) text = swap(text, literal(from.indicator), to.indicator);
  if (to.year !== from.year) text = text === undefined ? undefined : changeYear(text, from, to.year);
  if (to.region !== from.region) text = text === undefined ? undefined : changeRegion(text, from.region, to.region);
  return text?.trim() || undefined;
}

function askAnew({ region, year, indicator }: Slots): string | undefined {
  return indicator === "" ? undefined : `${sayRegion(region)}${year === null ? "" : `${year}年`}${indicator}`;
}

function changeYear(text: string, from: Slots, year: number | null): string | undefined {
  if (year === null) return swap(text, new RegExp(`(?<!\\d)${from.year}(?!\\d)年?度?的?`), "");
  if (from.year !== null) return swap(text, new RegExp(`(?<!\\d)${from.year}(?!\\d)`), String(year));
  const place = from.region === "" ? null : namesOf(from.region).exec(text);
  const at = place === null ? 0 : place.index + place[0].length;
  return `${text.slice(0, at)}${year}年${text.slice(at)}`;
}

function changeRegion(text: string, from: string, to: string): string | undefined {
  if (from === "") return sayRegion(to) + text;
  return swap(text, namesOf(from), sayRegion(to));
}

/** Finds a place however much of its path is said, with or without 省, 市, 区: 江门江海, 江海区, 广东省江门市江海区. */
function namesOf(region: string): RegExp {
  const names = splitRegion(region).map(nameOf);
  const last = names.pop() ?? "";
  return new RegExp(names.map((name) => `(?:${name})?`).join("") + last);
}

function nameOf(part: string): string {
  const [, stem = part, suffix = ""] =
    /^(.{2,}?)((?:壮族|回族|维吾尔)?自治区|特别行政区|[省市区县州盟旗])$/.exec(part) ?? [];
  return suffix === "" ? escapeText(part) : `${escapeText(stem)}(?:${suffix})?`;
}

function literal(text: string): RegExp | undefined {
  return text === "" ? undefined : new RegExp(escapeText(text));
}

/** Undefined where there is nothing to put the new words in place of. */
function swap(text: string, old: RegExp | undefined, words: string): string | undefined {
  return old?.test(text) ? text.replace(old, () => words) : undefined;
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
