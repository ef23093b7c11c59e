import { contentOf, unsaid } from "../answering/bind-words.ts";
import { sameWords } from "../figures/same-words.ts";
import type { QuizItem, QuizPaper } from "../model/quiz.ts";
import type { ChatModel } from "../ports/chat-model.ts";
import { divisionsOfPath } from "../reading/division-path.ts";
import { givesAway } from "./item-base.ts";
import { LEANING } from "./stands-alone.ts";

const SYSTEM = [
  "你替培训老师润色测验题的题干，只改说法，不改意思。",
  "地区、年份、时段、机构、指标名称、引号里的话和所有数字都要原样保留，不增加任何信息，不透露答案。",
  "填空的____原样保留，问句仍是问句，陈述句仍是陈述句。只写改好的题干，一行，不加解释。",
].join("");
/** A reworded stem is no longer than the original by more than this many times. */
const MAX_LENGTH = 1.6;
/** Words that may be new: they ask, link and refer. */
const FREE =
  /请问|问|多少|几|哪些|哪个|什么|如何|怎样|是否|分别|各|该|当地|全[省市区县]|总共|共计|一共|共有|数量|数字|数据|总量|情况|达到|达|为|是|有|了|的|在|中|里|内|方面|关于|根据|按照|依据|据|从|看|显示|写明|记载|指出|披露|年度|报告|当年|这一年|期间|其|这|吗|呢|请|说明|列出|写出|回答|下列|以下|说法|正确|相符|一致|符合/gu;
const NUMBERS = /\d[\d,.]*\d|\d|[一二三四五六七八九十百千万亿]+(?=[件宗起个名人次份条项家期场部位])/gu;

/**
 * The stem that a model makes of an item's own, or the original where what it writes is not proven: another place, year,
 * figure or indicator, a word that no evidence says, the key given away. Whatever fails, fails to the original;
 * only `FawenError("cancelled")` is thrown on.
 */
export async function rewordStem(item: QuizItem, model: ChatModel, signal?: AbortSignal): Promise<QuizItem> {
  let written = "";
  try {
    const messages = [{ role: "user", content: item.stem }] as const;
    for await (const piece of model.stream({ system: SYSTEM, messages, signal })) {
      written += piece;
      // A model that does not stop is not waited for.
      if (written.length > MOST_CHARS) return item;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return item;
  }
  const stem = written.trim();
  return stem !== item.stem && provesStem(item, stem) ? { ...item, stem, label: "AI 生成" } : item;
}

const MOST_CHARS = 1_000;

/** The stems of a paper, reworded one after the other; items that a person has looked at stay as they are. */
export async function rewordPaper(paper: QuizPaper, model: ChatModel, signal?: AbortSignal): Promise<QuizPaper> {
  const items: QuizItem[] = [];
  const stems = new Set(paper.items.map(({ stem }) => stem));
  for (const item of paper.items) {
    signal?.throwIfAborted();
    const reworded = item.review === "reviewed" ? item : await rewordStem(item, model, signal);
    // Two items that became one question are two questions again.
    items.push(reworded.stem !== item.stem && stems.has(reworded.stem) ? item : reworded);
    stems.add(reworded.stem);
  }
  return { ...paper, items };
}

/** Whether a reworded stem asks exactly what the item's own stem asks. */
export function provesStem(item: QuizItem, stem: string): boolean {
  if (stem === "" || stem.includes("\n") || stem.length > item.stem.length * MAX_LENGTH || /[A-Za-z]{4}/u.test(stem))
    return false;
  if (LEANING.test(stem) || keysOf(item).some((key) => givesAway(stem, key))) return false;
  return (
    namesAll(item, stem) &&
    sameList(stem.match(NUMBERS), item.stem.match(NUMBERS)) &&
    sameList(stem.match(/“[^”]*”|____/gu), item.stem.match(/“[^”]*”|____/gu)) &&
    sameList(stem.match(DIRECTIONS), item.stem.match(DIRECTIONS)) &&
    sameList(stem.match(DENIALS), item.stem.match(DENIALS)) &&
    /[？?]$/u.test(stem) === /[？?]$/u.test(item.stem) &&
    saysTheSame(withoutNames(item, item.stem), withoutNames(item, stem))
  );
}

/** Which way a comparison goes, and what was done. */
const DIRECTIONS = /多于|少于|高于|低于|高出?|低|多(?!少)|增|减|升|降/gu;
const DENIALS = /[不未没无非]/gu;

function keysOf(item: QuizItem): readonly string[] {
  if (item.type === "single") return item.options.filter(({ correct }) => correct).map(({ text }) => text);
  if (item.type === "fill") return item.answers.flatMap((accepted) => accepted.filter((answer) => answer.length > 1));
  return [];
}

/** Place and year of every source, as the original names them, in the same order. */
function namesAll({ sources, stem: original }: QuizItem, stem: string): boolean {
  const names = sources.flatMap(({ region, year }) => [
    ...divisionsOfPath(region ?? "").filter((name) => original.includes(name)),
    ...(year === null ? [] : [`${year}年`]),
  ]);
  const places = (text: string) => text.match(/\p{sc=Han}{2,3}[省市区县州旗]/gu)?.length ?? 0;
  return names.every((name) => stem.includes(name)) && places(stem) <= places(original) + 1;
}

/** Without places and years, which `namesAll` looks for. */
function withoutNames({ sources }: QuizItem, text: string): string {
  const names = sources.flatMap(({ region }) => divisionsOfPath(region ?? ""));
  return names.reduce((rest, name) => rest.replaceAll(name, " "), text.replace(/\d{4}年度?/gu, " "));
}

function sameList(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return [...(one ?? [])].sort().join(" ") === [...(other ?? [])].sort().join(" ");
}

/** Each says all content words of the other; asking words are free. */
function saysTheSame(original: string, stem: string): boolean {
  const [before, after] = [original, stem].map((text) => sameWords(text.replace(FREE, " "))) as [string, string];
  const missing = unsaid(contentOf(after), sameWords(original)) + unsaid(contentOf(before), sameWords(stem));
  return missing === "";
}
