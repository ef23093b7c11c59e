import { KINDS, type Mutate } from "./verify-mutations-kinds.ts";
import { placeOf, when } from "./verify-mutations-lines.ts";

const CHINESE_DIGITS = "零一二三四五六七八九";
/** Sentences of prose; leads, tables and quotes are no model's. */
export const PROSE = new Set(["time and place first", "subject first", "counted", "summed", "two figures"]);

/** 98.82 as 九十八点八二; whole part below 10,000. */
export function inChinese(value: number): string {
  const [whole = "0", decimals] = String(value).split(".");
  const number = Number(whole);
  let text = "";
  for (const [unit, name] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(number / unit) % 10;
    if (digit > 0) text += (CHINESE_DIGITS[digit] ?? "") + name;
    else if (text !== "" && !text.endsWith("零") && number % unit > 0) text += "零";
  }
  const point =
    decimals === undefined ? "" : `点${[...decimals].map((digit) => CHINESE_DIGITS[Number(digit)]).join("")}`;
  return (text === "" ? "零" : text) + point;
}

/** 98.82% as ９８．８２％. */
export const fullWidth = (text: string) =>
  text.replace(/[\d.%]/gu, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const withTail =
  (tails: readonly string[]): Mutate =>
  ({ text }, pick) =>
    text.replace(/(?=(?:\[\d+\])?。)/u, pick(tails) ?? "");

/** Lies of a language model beside those of an altered figure; each makes a sentence of prose untrue. */
const MORE_KINDS: Readonly<Record<string, Mutate>> = {
  // 连续6个月排名第1: the rank is true of the words of its duration as well, so that it would be no lie.
  "neighbour's value": (line, pick) =>
    line.told.figure.unit === "个月" ? null : (KINDS["neighbour's value"]?.(line, pick) ?? null),
  "qualifier added": ({ told: { figure }, withFigure }, pick) =>
    figure.qualifier !== "" || figure.text.includes("第")
      ? null
      : withFigure((pick(["约", "近", "超", "逾", "不足", "至少", "大约", "接近"]) ?? "约") + figure.text),
  "左右 added": ({ told: { figure }, withFigure }) =>
    figure.qualifier === "" ? withFigure(`${figure.text}左右`) : null,
  "a value in Chinese numerals": ({ told: { figure }, withFigure }) => {
    const { value, unit, upper } = figure;
    if (value === null || upper !== undefined || !Number.isInteger(value) || value > 9000 || unit === "%") return null;
    return withFigure(`${inChinese(value + 3)}${unit}`);
  },
  "a percentage spelled out": ({ told: { figure }, withFigure }, pick) =>
    figure.unit !== "%" || figure.value === null || figure.value > 95
      ? null
      : withFigure(`百分之${pick([inChinese(figure.value + 2), String(figure.value + 2)]) ?? ""}`),
  "full-width digits": (line, pick) => {
    const changed = KINDS["digit changed"]?.(line, pick) ?? null;
    return changed === null
      ? null
      : fullWidth(changed)
          .replace(/\uff3b|\uff3d/gu, "")
          .replace(/［?１］?(?=。|$)/u, "[1]");
  },
  "marker of another passage": ({ text }, pick) => text.replace("[1]", pick(["[2]", "[3]", "【2】", "[2,3]"]) ?? "[2]"),
  "marker that does not exist": ({ text }, pick) =>
    text.replace("[1]", pick(["[4]", "[12]", "[1][4]", "[1-4]"]) ?? "[4]"),
  "no marker": ({ text }) => text.replace("[1]", ""),
  "a sum that is not shown": ({ told, withFigure }, pick) => {
    const { figure, siblings } = told;
    const other = pick(
      siblings.filter(({ unit, value, text }) => unit === figure.unit && value !== null && text !== figure.text),
    );
    if (figure.value === null || other?.value == null || ["%", "年", ""].includes(figure.unit)) return null;
    const sum = figure.value + other.value;
    return siblings.some(({ value }) => value === sum) ? null : withFigure(`${sum}${figure.unit}`);
  },
  denied: ({ text, words, told: { figure } }, pick) =>
    words === "" || /[未没无不非]/u.test(figure.indicator)
      ? null
      : text.replace(words, `${pick(["未", "没有", "并未"]) ?? ""}${words}`),
  "done told as a plan": ({ told, text, words }, pick) =>
    words === "" || told.figure.state === "planned"
      ? null
      : text.replace(words, `${pick(["计划", "力争", "将", "预计"]) ?? ""}${words}`),
  "rank added": withTail(["，居全省第一", "，位列全市第三", "，排名第2", "，全省最高"]),
  "comparison added": withTail([
    "，比上年翻了一番",
    "，高于全国平均水平",
    "，同比增长12.5%",
    "，较上年下降",
    "，为历年最高",
  ]),
  "claim added": withTail([
    "，已全部整改到位",
    "，均已办结",
    "，没有一件败诉",
    "，主要得益于经费增加",
    "，惠及群众上万人",
  ]),
  "share added": withTail(["，占一半以上", "，约三分之一", "，九成以上", "，过半数"]),
  "neighbour's words": ({ told, text, words }, pick) => {
    const { figure, siblings, sentence } = told;
    const other = pick(
      siblings.filter(
        (one) => one.indicator !== figure.indicator && one.unit === figure.unit && one.text !== figure.text,
      ),
    );
    if (other === undefined || words === "" || other.indicator.length < 3 || words.includes(other.indicator))
      return null;
    return sentence.includes(other.indicator) ? text.replace(words, other.indicator) : null;
  },
  "another place and year": ({ told, text }) => {
    const [place, time] = [placeOf(told), when(told)];
    return place === "" || time === "" || !text.includes(time)
      ? null
      : text.replace(place, "棠川市").replace(time, "2019年");
  },
};

/** All lies about a line of prose. */
export const LIES: Readonly<Record<string, Mutate>> = { ...KINDS, ...MORE_KINDS };
