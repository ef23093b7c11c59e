import type { Figure } from "../model/figure.ts";
import { scanFigures } from "../text/figure-scan.ts";

/** An amount as a question states it. */
export interface StatedAmount {
  readonly value: number;
  readonly unit: string;
}

type Compare = (figure: number, said: number) => boolean;
const BOUNDS: readonly { readonly words: string; readonly holds: Compare }[] = [
  { words: "不低于|不少于|不小于|高达|多达|达到了?", holds: (figure, said) => figure >= said },
  { words: "未超过?|没有?超过?|不超过|不高于|不多于", holds: (figure, said) => figure <= said },
  { words: "未达到?|没有?达到?|没到|达不到|跌破|低于|不到|不足|少于", holds: (figure, said) => figure < said },
  { words: "超过?了?|突破了?|高于|多于", holds: (figure, said) => figure > said },
  {
    words: "只有|仅有?|跌到了?|(?:就|就只|真的?|果真)是|(?<=^|[^\\p{sc=Han}]|率|数|比例|占比)[是为]",
    holds: Object.is,
  },
];
const NUMBER = "(?:百分之)?[\\d.〇零一二两三四五六七八九十百千万亿]+(?:成半?|%|个百分点|[\\p{sc=Han}])?";
const BOUND = new RegExp(`(?<word>${BOUNDS.map(({ words }) => words).join("|")})\\s*(?<number>${NUMBER})`, "u");
const YEARS = /(?:19|20)\d\d\s?年?度?/gu;
/** 对吗, 是真的吗: asks whether what was said before is so. */
const SO_END =
  /[，,]?(?:这|这个|这种)?(?:说法|数字|数据)?(?:是|有)?(?:对|正确|真的?|属实|准确|这样|没错)?(?:的|不对)?(?:吗|么|吧)?[？?。\s]*$/u;
const AT_MOST = /以内|以下|最多|仅|不足|不到/u;
const ABOUT = /[近约]|左右/u;
const EXACT = /^(?:达到?)?$/u;
/** 超300部 may be some more, 近300部 some fewer. */
const [SOME_FEWER, SOME_MORE] = [0.9, 1.5];
const DIGITS = "零一二三四五六七八九十";

/** An amount that a question states, where it stands there, and how a figure is compared with it. */
export interface ClaimedAmount extends StatedAmount {
  /** The words of the question that state it, 超过7%. */
  readonly match: RegExpExecArray;
  /** True where the words say that it is this very amount, not more or less. */
  readonly exact: boolean;
  /** True where 是 or the like links it to what stands in front (出庭应诉率是95%吗). */
  readonly linked: boolean;
  readonly isTrue: (figure: Figure) => boolean | null;
}

/** The amount that `words` compare with; null for none. One that stands alone counts where it is asked by yes and no. */
export function readAmount(words: string, asks: boolean): ClaimedAmount | null {
  const bound = BOUND.exec(words);
  const match = bound ?? (asks ? statedNumber(words) : null);
  const limit = match === null ? null : readLimit(match.groups?.number ?? "");
  if (match === null || limit === null) return null;
  const holds =
    BOUNDS.find((one) => new RegExp(`^(?:${one.words})$`, "u").test(bound?.groups?.word ?? ""))?.holds ?? Object.is;
  const isTrue = (figure: Figure) => agrees(figure, limit.value, holds);
  return { ...limit, match, exact: holds === Object.is, linked: bound !== null, isTrue };
}

/** 公证处有8家吗, 建议43件满意率100%对吗: the last number that a yes-or-no question states without a word that compares. */
function statedNumber(words: string): RegExpExecArray | null {
  const stated = words
    .replace(SO_END, "")
    .replaceAll(YEARS, (year) => (/年/u.test(year) ? " ".repeat(year.length) : year));
  const figure = scanFigures(stated).findLast(({ value }) => value !== null);
  if (figure === undefined) return null;
  // The words behind the number say what is counted: 有3家|公证处.
  const written = figure.text.replace(/[.*+?^$()[\]{}|\\]/gu, "\\$&");
  return new RegExp(`(?<number>${written})(?![\\s\\S]*${written})`, "u").exec(stated);
}

/** Whether a comparison holds for all that a figure may stand for: 3000多 leaves open whether it is over 3100. */
function agrees({ value, upper, qualifier }: Figure, said: number, holds: Compare): boolean | null {
  if (upper === undefined && EXACT.test(qualifier)) return holds(value, said);
  const low = ABOUT.test(qualifier) || AT_MOST.test(qualifier) ? value * SOME_FEWER : value;
  const high = upper ?? (AT_MOST.test(qualifier) ? value : value * SOME_MORE);
  return low <= said && said <= high ? null : holds(low, said);
}

/** 六成 is 60%, 六成半 65%; other figures as they are written. */
function readLimit(text: string): StatedAmount | null {
  const tenths = /^(?<digit>[一二三四五六七八九十\d])成(?<half>半?)$/u.exec(text)?.groups;
  if (tenths?.digit !== undefined) {
    const digit = /\d/u.test(tenths.digit) ? Number(tenths.digit) : DIGITS.indexOf(tenths.digit);
    return { value: digit * 10 + (tenths.half === "" ? 0 : 5), unit: "%" };
  }
  const [figure] = scanFigures(text);
  return figure === undefined || figure.value === null || figure.upper !== undefined
    ? null
    : { value: figure.value, unit: figure.unit };
}

/** Units that count the same kind of thing: 案件 by 件, 宗 or 起. */
const LIKE_UNITS: readonly RegExp[] = [/^[件宗起例]$/u, /^[名人位个]$/u, /^[家个所]$/u, /^(?:场次?|次)$/u];

/** Whether a figure's unit is the one that a question gives, or counts the same kind; any but a share's where it gives none. */
export function isLikeUnit(unit: string, asked: string): boolean {
  if (asked === "") return !/^[%‰]$/u.test(unit);
  return unit === asked || LIKE_UNITS.some((like) => like.test(unit) && like.test(asked));
}
