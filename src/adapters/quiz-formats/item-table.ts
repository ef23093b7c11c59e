import type { QuizItem } from "../../core/model/quiz.ts";
import { DIFFICULTY_NAME, describeKey, describeOrigin, optionLetter, TYPE_NAME } from "./item-words.ts";

/** Columns for options even where no item has so many: one layout for most papers. */
const LEAST_OPTIONS = 4;

/**
 * A head and a row an item, everything told, for spreadsheets that people sort and filter; for xlsx and CSV alike.
 *
 * @param notice one line about the whole paper; stands in the first item's row
 */
export function tabulateItems(items: readonly QuizItem[], notice: string): string[][] {
  const width = Math.max(LEAST_OPTIONS, ...items.map((item) => optionTexts(item).length));
  const letters = Array.from({ length: width }, (_, place) => `选项${optionLetter(place)}`);
  const head = [
    ...["序号", "题型", "题干", ...letters, "答案", "解析", "难度", "章节", "标签", "已审"],
    ...["报告", "发布单位", "地区", "年份", "所在位置", "引文", "网址", "编号", "说明"],
  ];
  return [head, ...items.map((item, place) => itemRow(item, place + 1, width, notice))];
}

const optionTexts = (item: QuizItem): string[] => ("options" in item ? item.options.map(({ text }) => text) : []);

function itemRow(item: QuizItem, number: number, width: number, notice: string): string[] {
  const texts = optionTexts(item);
  const options = Array.from({ length: width }, (_, place) => texts[place] ?? "");
  const { sources } = item;
  const lines = (tell: (source: (typeof sources)[number]) => string | number | null | undefined) =>
    sources.map((source) => tell(source) ?? "").join("\n");
  return [
    ...[String(number), TYPE_NAME[item.type], item.stem, ...options, describeKey(item), item.explanation],
    ...[DIFFICULTY_NAME[item.difficulty], item.chapter, describeOrigin(item), item.review === "reviewed" ? "已审" : ""],
    ...[lines(({ title }) => title), lines(({ issuer }) => issuer), lines(({ region }) => region)],
    ...[lines(({ year }) => year), lines(({ section }) => section.join(" › ")), lines(({ quote }) => quote)],
    ...[lines(({ url }) => url).trim(), item.id, number === 1 ? notice : ""],
  ];
}
