import type { QuizItem } from "../../core/model/quiz.ts";
import { toOneLine } from "./clean-paper.ts";
import { describePaper, optionLetter, TYPE_NAME } from "./item-words.ts";
import { findGapSignFault, platformGrounds, platformKey } from "./platform-key.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** The text that Chinese exam platforms let people paste: a line a stem, an option, a key, an explanation. */
export const examTxtFormat: QuizWriter = {
  id: "exam-txt",
  name: "考试平台文本",
  description: "A. B. C. D. / 答案： / 解析： 的文本，粘贴到问卷星、考试宝等平台的文本导入里",
  extension: "txt",
  mimeType: "text/plain; charset=utf-8",
  findFault: findGapSignFault,
  async write(paper) {
    const head = [paper.title, describePaper(paper)].map(toOneLine).join("\n");
    const items = paper.items.map((item, place) => writeItem(item, place + 1));
    return encodeText(`${[head, ...items].join("\n\n").replaceAll("\n", "\r\n")}\r\n`);
  },
};

function writeItem(item: QuizItem, number: number): string {
  const options = "options" in item ? item.options.map(({ text }, place) => `${optionLetter(place)}. ${text}`) : [];
  return [
    `${number}. ${item.stem}[${TYPE_NAME[item.type]}]`,
    ...options,
    `答案：${platformKey(item)}`,
    `解析：${platformGrounds(item)}`,
  ]
    .map(toOneLine)
    .join("\n");
}
