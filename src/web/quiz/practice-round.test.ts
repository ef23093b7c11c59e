import { describe, expect, it } from "vitest";
import type { QuizItem } from "../../core/model/quiz.ts";
import type { QuizItemBody } from "../../http/quiz-item-contract.ts";
import { fillItem, judgeItem, multipleItem, shortItem, singleItem } from "../../testing/quiz-paper.ts";
import { answerItem, countRight, currentItem, isRight, startRound, wrongItems } from "./practice-round.ts";

/** As it comes over the wire. */
const item = (made: QuizItem): QuizItemBody => JSON.parse(JSON.stringify(made));

describe("isRight", () => {
  it("wants the one option of a single choice", () => {
    expect(isRight(item(singleItem()), { kind: "options", chosen: [1] })).toBe(true);
    expect(isRight(item(singleItem()), { kind: "options", chosen: [0] })).toBe(false);
  });

  it("wants all options of a multiple choice and no other", () => {
    expect(isRight(item(multipleItem()), { kind: "options", chosen: [1, 0] })).toBe(true);
    expect(isRight(item(multipleItem()), { kind: "options", chosen: [0] })).toBe(false);
    expect(isRight(item(multipleItem()), { kind: "options", chosen: [0, 1, 2] })).toBe(false);
  });

  it("judges true and false", () => {
    expect(isRight(item(judgeItem()), { kind: "judge", correct: false })).toBe(true);
    expect(isRight(item(judgeItem()), { kind: "judge", correct: true })).toBe(false);
  });

  it("wants every gap", () => {
    expect(isRight(item(fillItem()), { kind: "fill", texts: ["３０１件", "276"] })).toBe(true);
    expect(isRight(item(fillItem()), { kind: "fill", texts: ["301", "267"] })).toBe(false);
    expect(isRight(item(fillItem()), { kind: "fill", texts: ["301"] })).toBe(false);
  });

  it("leaves a short answer to the learner", () => {
    expect(isRight(item(shortItem()), { kind: "own", right: true })).toBe(true);
    expect(isRight(item(shortItem()), { kind: "own", right: false })).toBe(false);
  });
});

describe("a round", () => {
  it("asks one after the other and asks the wrong ones again", () => {
    const items = [item(singleItem()), item(judgeItem()), item(fillItem())];
    let round = startRound(items);
    for (const right of [true, false, false]) {
      expect(currentItem(round)).toBe(items[round.results.length]);
      round = answerItem(round, right);
    }
    expect(currentItem(round)).toBeUndefined();
    expect(countRight(round)).toBe(1);
    expect(wrongItems(round)).toEqual(items.slice(1));
  });
});
