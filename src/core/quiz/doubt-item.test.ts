import { describe, expect, it } from "vitest";
import {
  fillItem,
  judgeItem,
  multipleItem,
  quizOptions,
  quizSource,
  shortItem,
  singleItem,
} from "../../testing/quiz-paper.ts";
import type { QuizItem } from "../model/quiz.ts";
import { doubtItem, isSourceFound } from "./doubt-item.ts";

const { quote, start } = quizSource();
const TEXT = `${"前".repeat(start)}${quote}后`;
const findText = (id: string) => (id === "qingxi-2023" ? TEXT : undefined);
const doubts = (item: QuizItem) => doubtItem(item, findText);

describe("doubtItem", () => {
  it("has none of items whose figures stand in what they cite", () => {
    for (const item of [singleItem(), multipleItem(), judgeItem(), fillItem()]) expect(doubts(item)).toEqual([]);
  });

  it("names a key that no quote has", () => {
    const options = quizOptions(["91.4%", "99.9%", "93.2%"], 1);
    expect(doubts(singleItem({ options }))).toEqual([expect.stringMatching(/答案里的“99\.9%”在出处里没有/)]);
    expect(doubts(fillItem({ answers: [["302"], ["276"]] }))).toEqual([expect.stringMatching(/“302”/)]);
    const words = quizOptions(["市司法局", "市公安局"], 0);
    expect(doubts(singleItem({ options: words }))).toEqual([expect.stringMatching(/“市司法局”的说法在出处里没有/)]);
  });

  it("takes the same number of another unit for another figure", () => {
    const options = quizOptions(["301宗", "276宗"], 0);
    expect(doubts(singleItem({ options }))).toEqual([expect.stringMatching(/“301宗”/)]);
  });

  it("takes what a stem asks for as no figure", () => {
    expect(doubts(singleItem({ stem: "青溪市2023年地区生产总值多少亿元？多少万件？" }))).toEqual([]);
  });

  it("names a figure of the stem that no quote has, but no year", () => {
    const stem = "青溪市2024年受理的305件申请中，出庭应诉率是多少？";
    expect(doubts(singleItem({ stem }))).toContainEqual(expect.stringMatching(/题干里的“305件”/));
  });

  it("holds a judge item's stem against its key", () => {
    const stem = "青溪市2023年受理行政复议申请301件。";
    expect(doubts(judgeItem({ stem }))).toEqual([expect.stringMatching(/答案却是“错误”/)]);
    expect(doubts(judgeItem({ correct: true }))).toEqual([expect.stringMatching(/题干里的“215件”/)]);
  });

  it("wants what was worked out to be worked out again", () => {
    const [source] = shortItem().sources;
    const item = shortItem({ sources: [source] });
    expect(doubts(item)).toContainEqual(expect.stringMatching(/“86件”.*请验算/));
  });

  it("tells a quote that its report has not, or no more", () => {
    const moved = singleItem({ sources: [quizSource({ start: 3, end: 3 + quote.length })] });
    const gone = singleItem({ sources: [quizSource({ reportId: "nope" })] });
    for (const item of [moved, gone]) {
      expect(item.sources.some((source) => isSourceFound(source, findText))).toBe(false);
      expect(doubts(item)).toEqual([expect.stringMatching(/原句与收录的报告对不上/)]);
    }
  });

  it("names a year and a place of what is cited that the stem has no more", () => {
    const { stem } = singleItem();
    expect(doubts(singleItem({ stem: stem.replace("2023年", "2021年") }))).toContainEqual(
      expect.stringMatching(/年份“2023年”/),
    );
    expect(doubts(singleItem({ stem: stem.replace("青溪市", "北河市") }))).toContainEqual(
      expect.stringMatching(/地区“青溪市”/),
    );
  });

  it("names two options of one value", () => {
    const options = quizOptions(["301件", "0.0301万件", "276件"], 0);
    expect(doubts(singleItem({ options }))).toContainEqual(expect.stringMatching(/同一个数/));
  });

  it("names a key that the quote tells of something else", () => {
    const told = "办理政协提案42件、人大代表建议43件。";
    const source = { ...quizSource(), quote: told, start: 0, end: told.length };
    const ask = (right: number) =>
      doubtItem(
        singleItem({
          stem: "青溪市2023年办理政协提案多少件？",
          options: quizOptions(["42件", "43件", "51件"], right),
          sources: [source],
        }),
        () => told,
      );
    expect(ask(0)).toEqual([]);
    expect(ask(1)).toEqual([expect.stringMatching(/出处里像是“42件”/)]);
  });

  it("names a comparison that the quotes turn round", () => {
    const told = "办理政协提案42件、人大代表建议57件。";
    const source = { ...quizSource(), quote: told, start: 0, end: told.length };
    const compare = (sign: string, correct: boolean) =>
      doubtItem(
        judgeItem({
          stem: `2023年，青溪市“办理政协提案”的件数${sign}“办理人大代表建议”。`,
          correct,
          sources: [source],
        }),
        () => told,
      );
    expect(compare("少于", true)).toEqual([]);
    expect(compare("多于", false)).toEqual([]);
    expect(compare("少于", false)).toEqual([expect.stringMatching(/前一项是“42件”，后一项是“57件”/)]);
    expect(compare("多于", true)).toEqual([expect.stringMatching(/与答案不符/)]);
  });

  it("names points of a short answer that nothing bears out", () => {
    const point = "组建跨境电商仲裁联盟并首创远程视频庭审";
    const { points, ...item } = shortItem();
    expect(doubts({ ...item, points })).not.toContainEqual(expect.stringMatching(/的说法在出处里没有/));
    expect(doubts({ ...item, points: [...points, point] })).toContainEqual(
      expect.stringMatching(/“组建跨境电商.*的说法在出处里没有/),
    );
  });
});
