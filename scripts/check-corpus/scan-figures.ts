/** A figure as a report writes it, with what decides its meaning kept in `key`. */
export interface Figure {
  /** Qualifier, number, scale and unit in one spelling: `超500项`, `6.8万多人`, `1-11月`, `第二届`. */
  readonly key: string;
  /** Where it starts in the scanned text, in UTF-16 code units. */
  readonly start: number;
  /** `date` for years, months and periods, which a text may name more or less often without changing a fact. */
  readonly kind: "number" | "ordinal" | "date" | "chinese-number";
}

// Longest first, so that 件次 is not read as 件.
const UNITS = (
  "个百分点 百分点 平方米 平方公里 公里 小时 分钟 标段 " +
  "件次 人次 场次 批次 户次 家次 车次 个月 年度 月底 年底 " +
  "件 宗 个 名 人 次 场 批 条 部 家 份 期 项 起 位 户 所 处 届 种 类 级 年 月 日 天 周 岁 元 倍 卷 支 省 市 区 县 镇 街 村 " +
  "大 例 篇 本 套 张 座 台 辆 组 队 幅 门 节 集 轮 层 %"
)
  .split(" ")
  .join("|");
const DATE_UNITS = /(?:年度|年底|月底|年|月|日)$/;

// Counting classifiers after a Chinese numeral; a bare 一 before them mostly counts nothing (一批, 一个).
const CHINESE_UNITS = "项|届|条|年|个|家|名|位|次|件|部|级|类|种|批|期|轮|市|区|省|县|镇|标段|大品牌|大";
/** Set phrases whose numerals count nothing that could be asked for. */
const FIXED_PHRASES = ["三会一课", "一网通办", "一网共享", "三位一体", "三审合一", "二十大", "十九大", "一对一"];

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const CHINESE_NUMBER = "[一二两三四五六七八九十百千]+";
const PATTERN = new RegExp(
  [
    `(?<fixed>${FIXED_PHRASES.join("|")})`,
    `(?<ordinal>第(?:${NUMBER}|${CHINESE_NUMBER})(?:名|批|卷|届|位|家|个|条|次|期|轮|季度)?|首(?:个|家|创|批|届|次|部|开)|唯一|率先)`,
    `(?<period>上半年|下半年)`,
    `(?<plus>\\d+(?:\\+\\d+)+)`,
    `(?<number>(?:超过|超|近|逾|约|不足)?${NUMBER}(?:(?:${UNITS})?(?:[-至到]|和)${NUMBER})?(?<tail>[余多]?[万亿]?[余多]?(?:${UNITS})?))`,
    `(?<vague>(?:上|数|近|超|过)[百千万亿]+(?:${UNITS})?)`,
    `(?<chinese>(?:连续)?${CHINESE_NUMBER}(?:${CHINESE_UNITS}))`,
  ].join("|"),
  "gu",
);
const OUTLINE_NUMBER = /^[ \t]*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、](?!\d))/gmu;

/**
 * Finds every figure of a text: Arabic numbers with qualifier, scale and unit, ranges, ordinals and firsts
 * (第二届, 首个), periods, and Chinese numerals that count something (三项, 连续四年). Outline numbers at the
 * start of a line are none.
 *
 * @param text Simplified Chinese with half-width digits, brackets and signs, as `foldForComparison` gives it.
 */
export function scanFigures(text: string): Figure[] {
  const withoutOutline = text.replace(OUTLINE_NUMBER, (marker) => " ".repeat(marker.length));
  const figures: Figure[] = [];
  for (const match of withoutOutline.matchAll(PATTERN)) {
    const groups = match.groups ?? {};
    if (groups.fixed !== undefined || /^一(?!百|千)/u.test(groups.chinese ?? "")) continue;
    const key = match[0].replace(/[至到]/gu, "-").replace(/超过/u, "超");
    figures.push({ key, start: match.index, kind: kindOf(key, groups) });
  }
  return figures;
}

function kindOf(key: string, groups: Readonly<Record<string, string | undefined>>): Figure["kind"] {
  if (groups.ordinal !== undefined) return "ordinal";
  if (groups.period !== undefined) return "date";
  if (groups.chinese !== undefined) return "chinese-number";
  return groups.number !== undefined && DATE_UNITS.test(key) ? "date" : "number";
}

/** A quoted name or slogan: “…”, ‘…’ or 《…》, without its marks, outermost book marks only. */
export function scanQuotedNames(text: string): string[] {
  const names = [...text.matchAll(/“([^”\n]+)”|‘([^’\n]+)’|《((?:[^《》\n]|《[^》\n]*》)+)》/gu)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
  return [...new Set(names)];
}
