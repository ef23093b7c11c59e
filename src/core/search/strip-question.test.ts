import { describe, expect, it } from "vitest";
import { stripQuestionWords } from "./strip-question.ts";

const packed = (text: string) => stripQuestionWords(text).replaceAll(" ", "");

describe("stripQuestionWords", () => {
  it("leaves the subject of a question", () => {
    expect(packed("请问办结率是多少?")).toBe("办结率?");
    expect(packed("一共开展了多少场普法活动")).toBe("开展了场普法活动");
    expect(packed("公证处有哪几种组合")).toContain("组合");
  });
  it("keeps words that only look like question words", () => {
    expect(packed("多元化解纠纷")).toBe("多元化解纠纷");
    expect(packed("几内亚商会")).toBe("几内亚商会");
  });
  it("gives the question back when nothing else is in it", () => {
    expect(stripQuestionWords("是什么?")).toBe("是什么?");
  });
});
