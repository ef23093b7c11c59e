import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import { multipleItem, quizOptions, quizPaper } from "../../testing/quiz-paper.ts";
import { expectItem, flat, htmlText, type ReadItem, writePaper } from "../../testing/read-back.ts";

/*
 * The rules of Moodle's importer (docs.moodle.org, “Moodle XML format”; question/format/xml/format.php): each question
 * has a type it knows, a name and a question text, each in <text>; fractions are on its list; a single choice has
 * exactly one answer of 100; a true/false question has the answers `true` and `false`; a short answer has answers of
 * 100; an essay has a known response format; gaps of a cloze question follow questiontype.php of qtype_multianswer.
 */
const FRACTIONS = new Set([
  "100",
  "50",
  "33.33333",
  "25",
  "20",
  "16.66667",
  "14.28571",
  "12.5",
  "11.11111",
  "10",
  "0",
  "-100",
]);

const held = z.object({ text: z.string() });
const answerShape = z.object({
  "@fraction": z.string().refine((one) => FRACTIONS.has(one)),
  text: z.string(),
  feedback: held,
});
const questionShape = z.object({
  "@type": z.enum(["multichoice", "truefalse", "shortanswer", "essay", "cloze"]),
  name: held,
  questiontext: held.extend({ "@format": z.literal("html") }),
  generalfeedback: held,
  idnumber: z.string(),
  answer: z.array(answerShape).default([]),
  single: z.enum(["true", "false"]).optional(),
  usecase: z.literal("0").optional(),
  responseformat: z.literal("editor").optional(),
  graderinfo: held.optional(),
  tags: z.object({ tag: z.array(held) }),
});
type Question = z.infer<typeof questionShape>;

const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: "@", trimValues: false, parseTagValue: false },
  ...{ isArray: (name: string) => ["question", "answer", "tag"].includes(name), ignoreDeclaration: true },
});

function readQuestions(xml: string): Question[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const [category, ...questions] = parser.parse(xml).quiz.question;
  expect(category["@type"]).toBe("category");
  return questions.map((question: unknown) => questionShape.parse(question));
}

/** How Moodle takes the gaps out of a cloze question, in its own expressions. */
const ALTERNATIVE = String.raw`(?:=|%-?\d+%)?(.+?(?<!\\|&|&amp;)(?=[~#}]|$))`;
const GAP = new RegExp(String.raw`\{1:SHORTANSWER:((?:${ALTERNATIVE})(?:~${ALTERNATIVE})*)\}`, "su");

function readItem(question: Question): ReadItem {
  const stem = flat(htmlText(question.questiontext.text));
  const right = question.answer.filter((answer) => Number(answer["@fraction"]) > 0);
  switch (question["@type"]) {
    case "multichoice": {
      const key = question.answer.flatMap((answer, place) =>
        right.includes(answer) ? ["ABCDEFGH"[place] ?? "?"] : [],
      );
      expect(question.single).toBe(right[0]?.["@fraction"] === "100" ? "true" : "false");
      expect(right.reduce((sum, answer) => sum + Number(answer["@fraction"]), 0)).toBeCloseTo(100, 3);
      return { stem, options: question.answer.map(({ text }) => flat(htmlText(text))), key };
    }
    case "truefalse":
      expect(question.answer.map(({ text }) => text)).toEqual(["true", "false"]);
      return { stem, options: [], key: [right[0]?.text === "true" ? "正确" : "错误"] };
    case "shortanswer":
      expect(right).toHaveLength(question.answer.length);
      return { stem, options: [], key: question.answer.map(({ text }) => flat(text.replaceAll("\\*", "*"))) };
    case "essay":
      return { stem, options: [], key: htmlText(question.graderinfo?.text ?? "").split("\n") };
    case "cloze":
      return readCloze(question.questiontext.text);
  }
}

function readCloze(html: string): ReadItem {
  let stem = html;
  const key: string[] = [];
  for (let gap = GAP.exec(stem); gap !== null; gap = GAP.exec(stem)) {
    const alternatives = [...(gap[1] ?? "").matchAll(new RegExp(`(?:^|~)${ALTERNATIVE}`, "gsu"))];
    key.push(...alternatives.map(([, text = ""]) => flat(htmlText(text).replaceAll("\\*", "*"))));
    stem = stem.replace(gap[0], "____");
  }
  return { stem: flat(htmlText(stem)), options: [], key };
}

describe("a paper as Moodle XML", () => {
  it("holds all five types by the importer's rules, several gaps as a cloze question", async () => {
    const { text, items, leftOut } = await writePaper(quizPaper(), "moodle-xml");
    const questions = readQuestions(text);
    expect(leftOut).toEqual([]);
    expect(questions.slice(0, -1).map(readItem)).toEqual(items.slice(0, -1).map(expectItem));
    expect(questions.map((question) => question["@type"])).toContain("cloze");
  });

  it("gives those who mark a short answer its points", async () => {
    const { text } = await writePaper(quizPaper(), "moodle-xml");
    const essay = readQuestions(text).at(-1);
    expect(essay?.responseformat).toBe("editor");
    expect(htmlText(essay?.graderinfo?.text ?? "")).toBe(
      "答案要点：\n1．增加86件\n2．2022年受理215件，2023年受理301件",
    );
  });

  it("tells source and label, and tags type, place and year", async () => {
    const { text } = await writePaper(quizPaper([multipleItem({ label: "AI 生成" })]), "moodle-xml");
    const [question] = readQuestions(text);
    expect(htmlText(question?.generalfeedback.text ?? "")).toMatch(/出处：《青溪市2023年.+来源标签：AI 生成$/su);
    expect(question?.tags.tag.map((tag) => tag.text)).toEqual(["多选题", "辨析", "AI 生成", "南江省青溪市", "2023年"]);
  });

  it("keeps every sign, and is well-formed whatever the texts hold", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const { text, items } = await writePaper(paper, "moodle-xml");
        const questions = readQuestions(text);
        expect(questions).toHaveLength(items.length);
        for (const [place, item] of items.entries()) {
          const question = questions[place];
          if (question === undefined) throw new Error("a question is missing");
          const { key, ...rest } = readItem(question);
          const expected = expectItem(item);
          expect(rest).toEqual({ stem: expected.stem, options: expected.options });
          if (item.type !== "short") expect(key).toEqual(expected.key);
          else for (const point of expected.key) expect(flat(key.join("\n"))).toContain(point);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("puts a title with a slash in one category", async () => {
    const { text } = await writePaper(quizPaper([multipleItem()], { title: "甲/乙" }), "moodle-xml");
    expect(parser.parse(text).quiz.question[0].category.text).toBe("$course$/top/甲//乙");
  });

  it("marks as Chinese papers do: a wrong option takes all away", async () => {
    const item = multipleItem({ options: quizOptions(["一", "二", "三", "四"], 0, 1, 2) });
    const [question] = readQuestions((await writePaper(quizPaper([item]), "moodle-xml")).text);
    expect(question?.answer.map((answer) => answer["@fraction"])).toEqual(["33.33333", "33.33333", "33.33333", "-100"]);
  });
});
