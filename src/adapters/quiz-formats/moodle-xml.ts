import type { ChoiceItem, FillItem, QuizItem } from "../../core/model/quiz.ts";
import { toOneLine } from "./clean-paper.ts";
import {
  DIFFICULTY_NAME,
  describeGrounds,
  describeOrigin,
  describePaper,
  splitAtGaps,
  TYPE_NAME,
} from "./item-words.ts";
import { escapeWildcard, findMoodleFault, weighOption } from "./moodle-weight.ts";
import { encodeText, type QuizWriter } from "./quiz-writer.ts";

const NAME_CHARS = 60;

/** Moodle's own format; its rules: docs.moodle.org, “Moodle XML format”, and `question/format/xml/format.php`. */
export const moodleXmlFormat: QuizWriter = {
  id: "moodle-xml",
  name: "Moodle XML 题库",
  description: "Moodle 的完整题库格式：五种题型都能放，多个空的填空题逐空计分，简答题带评分要点",
  extension: "moodle.xml",
  mimeType: "application/xml; charset=utf-8",
  findFault: findMoodleFault,
  async write(paper) {
    const category = element("question", { type: "category" }, [
      // A slash would begin a category below; Moodle doubles it.
      element("category", {}, [text(`$course$/top/${paper.title.replaceAll("/", "//")}`)]),
      html("info", describePaper(paper)),
    ]);
    const questions = paper.items.map((item, place) => writeQuestion(item, place + 1));
    return encodeText(`<?xml version="1.0" encoding="UTF-8"?>\n${element("quiz", {}, [category, ...questions])}\n`);
  },
};

function writeQuestion(item: QuizItem, number: number): string {
  const cloze = item.type === "fill" && item.answers.length > 1;
  const name = `${number} ${[...toOneLine(item.stem)].slice(0, NAME_CHARS).join("")}`;
  const tags = [TYPE_NAME[item.type], DIFFICULTY_NAME[item.difficulty], describeOrigin(item), ...placeTags(item)];
  return element("question", { type: cloze ? "cloze" : MOODLE_TYPE[item.type] }, [
    element("name", {}, [text(name)]),
    cloze ? element("questiontext", { format: "html" }, [text(writeCloze(item))]) : html("questiontext", item.stem),
    html("generalfeedback", describeGrounds(item)),
    // Moodle counts the marks of a cloze question from its gaps.
    ...(cloze ? [] : [`<defaultgrade>1</defaultgrade>`]),
    `<penalty>${item.type === "judge" ? 1 : 0.3333333}</penalty>`,
    "<hidden>0</hidden>",
    `<idnumber>${escapeXml(item.id)}</idnumber>`,
    ...(cloze ? [] : writeAnswers(item)),
    element(
      "tags",
      {},
      tags.map((tag) => element("tag", {}, [text(tag)])),
    ),
  ]);
}

const MOODLE_TYPE: Readonly<Record<QuizItem["type"], string>> = {
  single: "multichoice",
  multiple: "multichoice",
  judge: "truefalse",
  fill: "shortanswer",
  short: "essay",
};

function placeTags({ sources }: QuizItem): string[] {
  const tags = sources.flatMap(({ region, year }) => [region ?? [], year === null ? [] : `${year}年`].flat());
  return [...new Set(tags)];
}

function writeAnswers(item: QuizItem): string[] {
  switch (item.type) {
    case "single":
    case "multiple":
      return writeOptions(item);
    case "judge":
      return [answer(item.correct ? "100" : "0", "true"), answer(item.correct ? "0" : "100", "false")];
    case "fill":
      return [
        "<usecase>0</usecase>",
        ...item.answers.flat().map((accepted) => answer("100", escapeWildcard(accepted))),
      ];
    case "short":
      return [
        "<responseformat>editor</responseformat>",
        "<responserequired>1</responserequired>",
        "<responsefieldlines>10</responsefieldlines>",
        "<attachments>0</attachments>",
        html("graderinfo", `答案要点：\n${item.points.map((point, place) => `${place + 1}．${point}`).join("\n")}`),
        html("responsetemplate", ""),
      ];
  }
}

function writeOptions({ type, options }: ChoiceItem): string[] {
  const correctCount = options.filter(({ correct }) => correct).length;
  const weigh = (correct: boolean) =>
    type === "multiple" ? weighOption(correct, correctCount) : correct ? "100" : "0";
  return [
    `<single>${type === "single"}</single>`,
    "<shuffleanswers>true</shuffleanswers>",
    "<answernumbering>ABCD</answernumbering>",
    ...options.map((option) =>
      element("answer", { fraction: weigh(option.correct), format: "html" }, [
        text(toHtml(option.text)),
        html("feedback", ""),
      ]),
    ),
  ];
}

const answer = (fraction: string, plain: string): string =>
  element("answer", { fraction, format: "moodle_auto_format" }, [text(plain), html("feedback", "")]);

/** The stem with `{1:SHORTANSWER:=301~=301件}` at each gap, as HTML. */
function writeCloze({ stem, answers }: FillItem): string {
  const parts = splitAtGaps(stem).map(escapeCloze);
  const gaps = answers.map(
    (accepted) => `{1:SHORTANSWER:${accepted.map((one) => `=${escapeCloze(escapeWildcard(one))}`).join("~")}}`,
  );
  return parts.map((part, place) => `${part}${gaps[place] ?? ""}`).join("");
}

/**
 * Numbers in place of everything that means something between the braces: Moodle decodes them after it has taken the
 * gap apart, and keeps `&` and `#` of such a number together.
 */
const escapeCloze = (plain: string): string =>
  plain.replace(/[&<>"'{}#~=%\\/]/gu, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\n", "<br>");

const toHtml = (plain: string): string => escapeXml(plain).replaceAll("\n", "<br>");

const html = (name: string, plain: string): string => element(name, { format: "html" }, [text(toHtml(plain))]);

const text = (content: string): string => `<text>${escapeXml(content)}</text>`;

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join("")}>${children.join("\n")}</${name}>`;
}

const ENTITY: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeXml = (plain: string): string => plain.replace(/[&<>"]/gu, (sign) => ENTITY[sign] ?? sign);
