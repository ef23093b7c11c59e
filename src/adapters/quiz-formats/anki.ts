import type { QuizItem } from "../../core/model/quiz.ts";
import {
  DIFFICULTY_NAME,
  DISCLAIMER,
  describeGrounds,
  describeKey,
  describeOrigin,
  optionLetter,
  TYPE_NAME,
} from "./item-words.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** Notes of two fields and tags, with the headers of Anki 2.1.54 and later (its manual, “Text Files”). */
export const ankiFormat: QuizWriter = {
  id: "anki",
  name: "Anki 卡片",
  description: "记忆卡片：正面是题目，背面是答案、解析和出处；带标签，Anki 2.1.54 以上导入时自动识别",
  extension: "anki.txt",
  mimeType: "text/tab-separated-values; charset=utf-8",
  async write(paper) {
    const head = ["#separator:tab", "#html:true", "#columns:正面\t背面\t标签", "#tags column:3"];
    const notice = escapeHtml(DISCLAIMER);
    const notes = paper.items.map((item) =>
      [front(item), `${back(item)}<br><small>${notice}</small>`, tags(item).join(" ")].join("\t"),
    );
    return encodeText(`${[...head, ...notes].join("\n")}\n`);
  },
};

function front(item: QuizItem): string {
  const options = "options" in item ? item.options.map(({ text }, place) => `${optionLetter(place)}. ${text}`) : [];
  return [`【${TYPE_NAME[item.type]}】${item.stem}`, ...options].map(escapeHtml).join("<br>");
}

function back(item: QuizItem): string {
  return `<b>答案：</b>${escapeHtml(describeKey(item))}<br><b>解析：</b>${escapeHtml(describeGrounds(item))}`;
}

/** Tags part at spaces and go in levels at `::`. */
function tags(item: QuizItem): string[] {
  const places = item.sources.flatMap(({ region, year }) => [region ?? "", year === null ? "" : `${year}年`]);
  const names = [TYPE_NAME[item.type], DIFFICULTY_NAME[item.difficulty], describeOrigin(item), ...places];
  const plain = names.map((name) => name.replace(/[\s:"&<>]+/gu, "")).filter((name) => name !== "");
  return [...new Set(plain)].map((name) => `法问::${name}`);
}

const ENTITY: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
  ...{ "\t": "&#9;", "\n": "<br>" },
};

/** Leaves no quotation mark, tab or line break: no field needs to be quoted. */
const escapeHtml = (plain: string): string => plain.replace(/[&<>"'\t\n]/gu, (sign) => ENTITY[sign] ?? sign);
