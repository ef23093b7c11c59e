import fc from "fast-check";
import { type GIFTQuestion, parse, type TextChoice } from "gift-pegjs";
import { describe, expect, it } from "vitest";
import { nastyPaper } from "../../testing/nasty-paper.ts";
import { fillItem, multipleItem, QUIZ_ITEMS, quizOptions, quizPaper, singleItem } from "../../testing/quiz-paper.ts";
import { expectItem, flat, type ReadItem, writePaper } from "../../testing/read-back.ts";

/** As a reader of GIFT by others understands it; `\*` is a plain star in Moodle's short answers. */
function readItem(question: GIFTQuestion): ReadItem {
  if (question.type === "Category" || question.type === "Description") throw new Error(`a ${question.type}`);
  const stem = flat(question.stem.text);
  const feedback = question.globalFeedback?.text ?? "";
  switch (question.type) {
    case "MC": {
      const key = question.choices.flatMap((choice, place) => (isRight(choice) ? ["ABCDEFGH"[place] ?? "?"] : []));
      return { stem, options: question.choices.map(({ text }) => flat(text.text)), key };
    }
    case "TF":
      return { stem, options: [], key: [question.isTrue ? "正确" : "错误"] };
    case "Short":
      return { stem, options: [], key: question.choices.map(({ text }) => flat(text.text.replaceAll("\\*", "*"))) };
    case "Essay":
      return { stem, options: [], key: [feedback] };
    default:
      throw new Error(`a ${question.type} question`);
  }
}

const isRight = ({ isCorrect, weight }: TextChoice) => isCorrect || (weight ?? 0) > 0;

const questionsOf = (text: string) => parse(text).filter(({ type }) => type !== "Category");

describe("a paper as GIFT", () => {
  it("is read back by another parser: stem, options and key of each item", async () => {
    const { text, items, leftOut } = await writePaper(quizPaper(), "gift");
    const read = questionsOf(text).map(readItem);
    expect(read.slice(0, -1)).toEqual(items.slice(0, -1).map(expectItem));
    expect(leftOut).toEqual([
      { itemId: QUIZ_ITEMS[4]?.id, stem: QUIZ_ITEMS[4]?.stem, reason: expect.stringContaining("Moodle XML") },
    ]);
  });

  it("tells the points of a short answer, explanation, source and label as feedback", async () => {
    const { text } = await writePaper(quizPaper(), "gift");
    const last = questionsOf(text).at(-1);
    expect(last).toMatchObject({ type: "Essay", tags: ["简答题", "综合", "由多份报告计算"], id: "00000000000000a5" });
    const feedback = last?.type === "Essay" ? last.globalFeedback?.text : "";
    expect(feedback).toMatch(/^答案要点：\n1．增加86件\n2．2022年受理215件/u);
    expect(feedback).toContain("出处：《青溪市2023年法治政府建设情况报告》");
  });

  it("keeps every sign of stems, options, answers and explanations", async () => {
    await fc.assert(
      fc.asyncProperty(nastyPaper, async (paper) => {
        const written = await writePaper(paper, "gift").catch(() => undefined);
        if (written === undefined) return;
        const questions = questionsOf(written.text);
        expect(questions).toHaveLength(written.items.length);
        for (const [place, item] of written.items.entries()) {
          const question = questions[place];
          if (question === undefined) throw new Error("a question is missing");
          const { key, ...rest } = readItem(question);
          const expected = expectItem(item);
          expect(rest).toEqual({ stem: expected.stem, options: expected.options });
          if (item.type !== "short") expect(key).toEqual(expected.key);
          else for (const point of expected.key) expect(flat(key.join())).toContain(point);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("shares 100 per cent among the correct options and takes all away for a wrong one", async () => {
    const options = quizOptions(["一", "二", "三", "四"], 0, 1, 2);
    const { text } = await writePaper(quizPaper([multipleItem({ options })]), "gift");
    expect(text.match(/~%[^%]+%/gu)).toEqual(["~%33.33333%", "~%33.33333%", "~%33.33333%", "~%-100%"]);
  });

  it("leaves out by name what it cannot say", async () => {
    const many = multipleItem({ options: quizOptions([..."甲乙丙丁戊己庚辛壬癸子"], ...Array(11).keys()) });
    const arrow = fillItem({ stem: "由____。", answers: [["甲->乙"]] });
    const { leftOut } = await writePaper(quizPaper([singleItem(), many, arrow]), "gift");
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      "Moodle 的多选题最多 10 个正确选项，这道题有 11 个",
      "GIFT 的填空答案里不能有“->”，请用 Moodle XML",
    ]);
  });
});
