import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOf, matchText } from "./match-text.ts";
import { weighQuestion } from "./question-terms.ts";
import { readTermText } from "./term-text.ts";
import { tokenize } from "./tokenize.ts";

const text = fc.stringMatching(/^[甲乙丙丁𠮷 ab2.%年]{0,30}$/u);

describe("readTermText", () => {
  it("finds in a text exactly the terms that it would be indexed with", () => {
    fc.assert(
      fc.property(text, text, (asked, folded) => {
        const question = weighQuestion(asked, { idf: () => 1 });
        const terms = new Set(tokenize(folded));
        const said = question.terms.filter((term) => terms.has(term)).length;
        expect(coverageOf(question, readTermText(folded)) * question.total).toBeCloseTo(said, 9);
      }),
    );
  });

  it("keeps the places of words and characters in one order", () => {
    const question = weighQuestion("2023年办结", { idf: () => 1 });
    const filler = "其他工作稳步推进取得成效".repeat(6);
    const above = readTermText("");
    const near = matchText(question, readTermText(`办结2023年${filler}`), above);
    const far = matchText(question, readTermText(`2023年${filler}办结`), above);
    expect(near.window).toBeGreaterThan(far.window);
  });
});
