import type { Span } from "../model/offsets.ts";
import { type ScannedFigure, scanFigures } from "../text/figure-scan.ts";

/** A rank is told by where it stands (排全省第2) or by its measure word (第一名). */
const RANKED = /(?:排名?|排在|位居|居|位列|列|名列)[^，。；]{0,8}$/u;
/** 党的二十大, 二十届三中全会, 十九届中央纪委二次全会: names, whatever counts in them. */
const MEETING = /^(?:精神|报告|以来|代表|会议|中央|全会|[一二三四五六七八九]中|和[一二三四五六七八九十]{1,3}届)/u;
const QUOTED = /“[^”]{1,20}”|‘[^’]{1,20}’|《[^》]*》/gu;
/** Units that name a level of government or a rung, or bound a time, and count nothing that one asks about. */
const NO_COUNT = new Set(["级", "月", "日", "号", "时", "代", "亿", "天"]);
/** 连续四年, 历时3个月: a stretch of time is a figure only where it is told as one. */
const DURATION = /(?:连续|历时|持续|累计)[^，。；]{0,2}$/u;
/** 首次突破千件: how far, not how many. */
const ROUND = /^(?:\D*[^〇零一二两三四五六七八九十百千万亿])?[百千万亿]+[^〇零一二两三四五六七八九十百千万亿]*$/u;
const CHINESE_ONE = /^第?一(?!.*\d)/u;

/**
 * The figures of a sentence that count or measure something: without dates, numbers of headings, names that hold a
 * numeral (“三项制度”, 党的二十大, 12345热线) and pieces of torn figures. Precision first.
 */
export function countedFigures(sentence: string): ScannedFigure[] {
  const scanned = scanFigures(sentence);
  const quoted = scanned.length === 0 ? [] : quotedParts(sentence);
  return scanned.filter(
    (figure) =>
      figure.torn !== true &&
      quoted.every(({ start, end }) => figure.end <= start || end <= figure.start) &&
      counts(figure, sentence.slice(0, figure.start), sentence.slice(figure.end)),
  );
}

function quotedParts(sentence: string): readonly Span[] {
  if (!sentence.includes("“") && !sentence.includes("‘") && !sentence.includes("《")) return [];
  return [...sentence.matchAll(QUOTED)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
}

function counts({ text, value, unit, qualifier }: ScannedFigure, before: string, after: string): boolean {
  if (value === null || (value === 0 && !/[0零〇]/u.test(text))) return false;
  if (qualifier.startsWith("第")) return isRank(unit, before);
  // 5人以下的监管所, 70岁以上老人: a bound that tells of whom, not how many.
  if (/以[下内上]$/u.test(qualifier) && unit !== "%" && /^(?:的|老|人|群|党|干|儿|公|职)/u.test(after)) return false;
  const chinese = !/\d/u.test(text);
  if (unit === "") return qualifier !== "" && qualifier !== "仅";
  if (unit === "年") return value < 1900 && DURATION.test(before);
  if (unit === "个月" || unit === "周") return DURATION.test(before);
  if (NO_COUNT.has(unit)) return false;
  if (chinese && (CHINESE_ONE.test(text) || ROUND.test(text))) return false;
  if (["大", "届", "次"].includes(unit) && chinese && (value >= 10 || MEETING.test(after))) return false;
  // 三位一体, 两个确立, 四个亲自: set phrases.
  if (chinese && unit === "位" && after.startsWith("一体")) return false;
  if (chinese && unit === "个" && /^(?:确立|维护|亲自|意识|自信|毫不动摇|善于)/u.test(after)) return false;
  return !(/^[省市区县镇街村]$/u.test(unit) && chinese);
}

function isRank(unit: string, before: string): boolean {
  return unit === "名" || unit === "位" || (unit === "" && RANKED.test(before));
}
