import { characterRoles, nextPlace, roleAt, rolesIn } from "./character-roles.ts";
import { parseArabicNumber, parseChineseNumeral } from "./numbers.ts";

/** A figure as it stands in a text: 超42亿元, 98.82%, 50多批次, 第2名, 1—11月, 三项. */
export interface ScannedFigure {
  /** Exact slice of the scanned text, qualifier and unit included. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As a plain number (万 and 亿 multiplied out); the first bound of a range. */
  readonly value: number | null;
  /** Upper bound of a range (2018—2021), otherwise absent. */
  readonly upper?: number;
  /** Unit as written, without 万/亿; empty when the text gives none. */
  readonly unit: string;
  /** 超, 余, 多, 近 … as written; empty for an exact figure. */
  readonly qualifier: string;
  /** True where digits stand so near on either side that it may be a piece of another figure (15 2件). */
  readonly torn?: boolean;
}

// Units, longest first so that 人次 is not read as 人. Classifiers and measures of administrative reports.
const UNITS = [
  "个百分点|个工作日|个月|平方公里|平方米|立方米|公里|小时|分钟|季度|公顷",
  "人次|件次|场次|批次|条次|户次|家次|项次|处次|台次|辆次|艘次|例次|班次|车次|课时|万元|亿元|元",
  "个|件|宗|起|例|部|条|项|名|人|位|家|场|次|期|份|篇|户|处|所|间|支|批|村|届|年|月|日|天|周|分|级|类|种|门|节|册|卷|页|本|套|台|辆|艘|亩|吨|倍|岁|省|市|区|县|镇|街|大|款|则|站|座|幅|张|枚|号|时|代|方|组|队|桩|字|站点|层|轮|亿|万",
].join("|");
const NUMBER = String.raw`\d+(?:,\d{3}(?!\d))*(?:\.\d+)?`;
// 签约2宗, 附近3个: the character belongs to the word before it.
const BEFORE =
  "超过|超|逾|(?<![附最靠临邻])近|(?<![签预合节公条契违特制大])约|达到|达|突破|不少于|不低于|至少|最多|第|仅|(?<![目以之])前|百分之";
const AFTER = "余|多|几|来";

// Groups by number: a named group costs an object for every match.
const ARABIC = new RegExp(
  `(${BEFORE})?\\s?(${NUMBER})(?:[%‰]?\\s?(?:[—–~～-]+|至|到)\\s?(${NUMBER}))?` +
    `(${AFTER})?([百千万亿]{1,2}(?=余|多|几|来|[^\\p{L}\\d]|$|${UNITS}))?(${AFTER})?` +
    `\\s?([%‰]|${UNITS})?(以上|以下|左右|以内)?`,
  "gu",
);
/** The longest word of `BEFORE` and a space: no match of `ARABIC` begins farther in front of its first digit. */
const BEFORE_CHARS = 4;
// Chinese numerals count only with a measure word; 一 alone is mostly no figure (一是, 一批, 一体化).
const CHINESE_BEFORE = "第|超过|近|约|逾";
const CHINESE_UNITS =
  "个百分点|人次|场次|批次|件次|个|件|宗|起|例|部|项|名|位|家|届|次|期|份|条|年|大|级|类|种|倍|万元|亿元|元";
const CHINESE = new RegExp(
  `(${CHINESE_BEFORE})?([〇零一二两三四五六七八九十百千万亿]+)(余|多)?(${CHINESE_UNITS})`,
  "gu",
);
/** 超过: no match of `CHINESE` begins farther in front of its numeral. */
const CHINESE_BEFORE_CHARS = 2;
// 居全省第二, 排名第6: a rank needs no measure word.
const RANK =
  /(?<=(?:排名?|排在|位居|居|位列|列|名列)(?:全[省国市区县]|在全[省国市区县])?)第([一二三四五六七八九十]{1,3})(?:名|位)?/gu;
// Fixed phrases whose numeral counts nothing that a report would be asked about.
const NO_FIGURE =
  /^(?:一一|一(?:个|件|次|项|种|条|大|级|类|部|年|期|位|家|名|份)|第一(?:时间|责任)|三会|千万|百年|二?十[一二三四五六七八九]?大)/u;

/** What a code unit may be of a figure; most are nothing and are passed over. */
const DIGIT = 1;
const NUMERAL = 2;
/** 余 or 多 between a numeral and its measure word. */
const MORE = 4;
const OPENS_UNIT = 8;
const ROLES = characterRoles([
  ["0123456789", DIGIT],
  ["〇零一二两三四五六七八九十百千万亿", NUMERAL],
  ["余多", MORE],
  [CHINESE_UNITS.replace(/(?<=[^|])[^|]+|[|]/gu, ""), OPENS_UNIT],
]);

/** True where a digit or a Chinese numeral stands in `[start, end)`: elsewhere `scanFigures` finds nothing. */
export function hasNumeral(text: string, start: number, end: number): boolean {
  return (rolesIn(ROLES, text, start, end) & (DIGIT | NUMERAL)) !== 0;
}

/**
 * All figures of a text in order. Precision first: a bare digit run inside a word of letters (AI3, 3AI) or a
 * Chinese numeral without a measure word is no figure.
 */
export function scanFigures(text: string): ScannedFigure[] {
  const found: ScannedFigure[] = [];
  scanArabic(text, found);
  scanChinese(text, found);
  scanRanks(text, found);
  found.forEach((figure, row) => {
    if (isTorn(text, figure)) found[row] = { ...figure, torn: true };
  });
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
}

function scanArabic(text: string, found: ScannedFigure[]): void {
  let from = 0;
  for (let place = nextPlace(ROLES, text, 0, DIGIT); place < text.length; place = nextPlace(ROLES, text, from, DIGIT)) {
    ARABIC.lastIndex = Math.max(from, place - BEFORE_CHARS);
    const match = ARABIC.exec(text);
    if (match === null) return;
    from = match.index + match[0].length;
    const figure = readArabic(text, match);
    if (figure !== null) found.push(figure);
  }
}

function scanChinese(text: string, found: ScannedFigure[]): void {
  const overlaps = overlapTest(found);
  let from = 0;
  for (
    let place = nextPlace(ROLES, text, 0, NUMERAL);
    place < text.length;
    place = nextPlace(ROLES, text, place, NUMERAL)
  ) {
    const first = place;
    while ((roleAt(ROLES, text, place) & NUMERAL) !== 0) place++;
    const unitAt = (roleAt(ROLES, text, place) & MORE) === 0 ? place : place + 1;
    if ((roleAt(ROLES, text, unitAt) & OPENS_UNIT) === 0) continue;
    CHINESE.lastIndex = Math.max(from, first - CHINESE_BEFORE_CHARS);
    const match = CHINESE.exec(text);
    if (match === null) return;
    const start = match.index;
    const end = start + match[0].length;
    from = end;
    place = end;
    if (NO_FIGURE.test(match[0]) || overlaps(start, end)) continue;
    const [written, before = "", low = "", after = "", unit = ""] = match;
    const value = parseChineseNumeral(low);
    if (value !== null) found.push({ text: written, start, end, value, unit, qualifier: before + after });
  }
}

function scanRanks(text: string, found: ScannedFigure[]): void {
  if (!text.includes("第")) return;
  const overlaps = overlapTest(found);
  for (const match of text.matchAll(RANK)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (overlaps(start, end)) continue;
    const value = parseChineseNumeral(match[1] ?? "");
    found.push({ text: match[0], start, end, value, unit: "", qualifier: "第" });
  }
}

function overlapTest(found: readonly ScannedFigure[]): (start: number, end: number) => boolean {
  return (start, end) => found.some((other) => other.start < end && start < other.end);
}

/** A digit, and nothing but spaces, a point or the reading of a character (1(yī)5件) up to the figure. */
const TORN_BEFORE = /\d(?:[^\S\n]*[.．][^\S\n]*|[^\S\n]+|[^\S\n]*[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）])$/u;
const TORN_BEHIND = /^(?:[^\S\n]+[.．]?|[.．][^\S\n]+)[^\S\n]*\d/u;
/** No gap is wider. */
const GAP_CHARS = 12;

function isTorn(text: string, { start, end }: ScannedFigure): boolean {
  let first = start;
  while (first < end && roleAt(ROLES, text, first) !== DIGIT) first++;
  if (first === end) return false;
  if (first === start && start > 0 && TORN_BEFORE.test(text.slice(Math.max(0, start - GAP_CHARS), start))) return true;
  return roleAt(ROLES, text, end - 1) === DIGIT && TORN_BEHIND.test(text.slice(end, end + GAP_CHARS));
}

function readArabic(text: string, match: RegExpExecArray): ScannedFigure | null {
  const [whole, before, low = "", high, after = "", times = "", after2 = "", unit = "", tail] = match;
  const start = match.index;
  let written = whole.trimEnd();
  let digitsAt = start;
  while (roleAt(ROLES, text, digitsAt) !== DIGIT) digitsAt++;
  if (isLetter(text, digitsAt - 1)) return null;
  if (unit === "" && isLetter(text, start + written.length)) return null;
  const percentWords = before === "百分之";
  const upper = high === undefined ? undefined : parseArabicNumber(high, times);
  // 亿/万 at the very end of a figure is its multiplier, not its unit: 3万.
  const bare = unit === "万" || unit === "亿";
  if (unit === "" && tail !== undefined) written = written.slice(0, written.length - tail.length);
  const multiplier = times + (bare ? unit : unit === "万元" ? "万" : unit === "亿元" ? "亿" : "");
  return {
    text: written,
    start,
    end: start + written.length,
    value: parseArabicNumber(low, multiplier),
    ...(upper === undefined || upper === null ? {} : { upper }),
    unit: percentWords ? "%" : bare ? "" : unit === "万元" || unit === "亿元" ? "元" : unit,
    qualifier: (percentWords ? "" : (before ?? "")) + after + after2 + (unit === "" ? "" : (tail ?? "")),
  };
}

/** A to Z in either case. */
function isLetter(text: string, place: number): boolean {
  const unit = text.charCodeAt(place) & ~0x20;
  return unit >= 0x41 && unit <= 0x5a;
}
