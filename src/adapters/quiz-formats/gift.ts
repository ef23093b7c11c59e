import type { ChoiceItem, QuizItem, QuizPaper } from "../../core/model/quiz.ts";
import { toOneLine } from "./clean-paper.ts";
import {
  DIFFICULTY_NAME,
  describeGrounds,
  describeKey,
  describeOrigin,
  describePaper,
  TYPE_NAME,
} from "./item-words.ts";
import { escapeWildcard, findMoodleFault, weighOption } from "./moodle-weight.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

/** Characters of a question's name: Moodle shows it in lists. */
const NAME_CHARS = 40;

/** Moodle's text format; what it means: docs.moodle.org, “GIFT format”, and `question/format/gift/format.php`. */
export const giftFormat: QuizWriter = {
  id: "gift",
  name: "GIFT 题库",
  description: "Moodle 等学习平台的文本题库；没有多个空的填空题，简答题的要点写在反馈里",
  extension: "gift.txt",
  mimeType: "text/plain; charset=utf-8",
  findFault,
  async write(paper) {
    return encodeText(writeGift(paper));
  },
};

function findFault(item: QuizItem): string | undefined {
  if (item.type !== "fill") return findMoodleFault(item);
  if (item.answers.length > 1) return "GIFT 没有多个空的填空题，请用 Moodle XML";
  // The arrow cannot be escaped and would make it a matching question.
  return item.answers.flat().some((answer) => answer.includes("->"))
    ? "GIFT 的填空答案里不能有“->”，请用 Moodle XML"
    : undefined;
}

function writeGift(paper: QuizPaper): string {
  // A slash would begin a category below.
  const category = `$CATEGORY: ${paper.title.replaceAll("/", "／")}`;
  const questions = paper.items.map((item, place) => writeQuestion(item, place + 1));
  return `${[`// ${describePaper(paper)}`, category, ...questions].join("\n\n")}\n`;
}

function writeQuestion(item: QuizItem, number: number): string {
  const tags = [TYPE_NAME[item.type], DIFFICULTY_NAME[item.difficulty], describeOrigin(item)];
  const name = `${number} ${[...toOneLine(item.stem)].slice(0, NAME_CHARS).join("")}`;
  return [
    `// [id:${item.id}] ${tags.map((tag) => `[tag:${tag}]`).join(" ")}`,
    `::${escapeGift(name)}::[plain]${escapeGift(item.stem)}{${writeAnswers(item)}}`,
  ].join("\n");
}

function writeAnswers(item: QuizItem): string {
  const feedback = `####${guard(describeGrounds(item))}`;
  switch (item.type) {
    case "single":
    case "multiple":
      return `\n${writeOptions(item)}\n\t${feedback}\n`;
    case "judge":
      return `${item.correct ? "TRUE" : "FALSE"}${feedback}`;
    case "fill":
      // The weight is written out, or an answer like `50%` could be taken for one.
      return `\n${item.answers
        .flat()
        .map((answer) => `\t=%100%${guard(escapeWildcard(answer))}\n`)
        .join("")}\t${feedback}\n`;
    case "short":
      return `####${guard(`答案要点：\n${describeKey(item)}\n${describeGrounds(item)}`)}`;
  }
}

function writeOptions({ type, options }: ChoiceItem): string {
  const correctCount = options.filter(({ correct }) => correct).length;
  const mark = (correct: boolean) =>
    type === "multiple" ? `~%${weighOption(correct, correctCount)}%` : correct ? "=" : "~";
  return options.map(({ text, correct }) => `\t${mark(correct)}${guard(text)}`).join("\n");
}

/** A text that begins like a format (`[html]`) or a weight (`%50%`) is told apart from one by naming its format. */
const guard = (text: string): string => `${/^[[%]/u.test(text) ? "[plain]" : ""}${escapeGift(text)}`;

const escapeGift = (text: string): string => text.replace(/[\\#=~{}:]/gu, "\\$&").replaceAll("\n", "\\n");
