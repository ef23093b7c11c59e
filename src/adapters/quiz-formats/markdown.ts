import type { QuizItem } from "../../core/model/quiz.ts";
import {
  describeKey,
  describeOrigin,
  describePaper,
  describeSources,
  optionLetter,
  splitAtGaps,
} from "./item-words.ts";
import { groupByType, type NumberedItem, orderByType } from "./paper-layout.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** A paper for notes, wikis and further editing. */
export const markdownFormat: QuizWriter = {
  id: "markdown",
  name: "Markdown 试卷",
  description: "纯文本试卷，按题型分组；答案放在每题后面、放在最后或不放",
  extension: "md",
  mimeType: "text/markdown; charset=utf-8",
  async write(paper, { keys = "end" }) {
    const groups = groupByType(paper);
    const body = groups.flatMap(({ heading, hint, items }) => [
      `## ${heading}（${hint}）`,
      ...items.flatMap((one) => [...writeItem(one), ...(keys === "after" ? writeKey(one.item) : [])]),
    ]);
    const end = groups.flatMap(({ items }) => items.flatMap((one) => [`### 第${one.number}题`, ...writeKey(one.item)]));
    const parts = [
      ...[`# ${escapeMarkdown(paper.title)}`, `> ${escapeMarkdown(describePaper(orderByType(paper)))}`, ...body],
      ...(keys === "end" ? ["## 参考答案与解析", ...end] : []),
    ];
    return encodeText(`${parts.join("\n\n")}\n`);
  },
};

function writeItem({ number, item }: NumberedItem): string[] {
  const stem =
    item.type === "fill"
      ? splitAtGaps(item.stem).map(escapeMarkdown).join(escapeMarkdown("____"))
      : escapeMarkdown(item.stem);
  const options =
    "options" in item ? item.options.map(({ text }, place) => `- ${optionLetter(place)}. ${escapeMarkdown(text)}`) : [];
  return [`**${number}.** ${stem}`, ...(options.length > 0 ? [options.join("\n")] : [])];
}

function writeKey(item: QuizItem): string[] {
  return [
    `**答案：** ${escapeMarkdown(describeKey(item))}`,
    ...(item.explanation === "" ? [] : [`**解析：** ${escapeMarkdown(item.explanation)}`]),
    `**出处：** ${escapeMarkdown(describeSources(item))}`,
    `**标签：** ${describeOrigin(item)}`,
  ];
}

/**
 * Signs that Markdown or HTML could take for more than themselves: everywhere, and those that begin a list, heading or
 * rule at the beginning of a line. A line break stays one, within the paragraph.
 */
function escapeMarkdown(plain: string): string {
  return plain
    .replace(/[\\`*_{}[\]<>#|~&$]/gu, "\\$&")
    .replace(/\n\s*/gu, "\\\n")
    .replace(/(?<=\n)[-+=]/gu, "\\$&")
    .replace(/(?<=\n\d+)[.)]/gu, "\\$&");
}
