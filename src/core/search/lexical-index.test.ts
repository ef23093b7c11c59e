import { describe, expect, it } from "vitest";
import { createLexicalIndex } from "./lexical-index.ts";
import { isStrongTerm, tokenize } from "./tokenize.ts";

const pairOf = (text: string) => tokenize(text).find(isStrongTerm) ?? 0;

const texts = ["公证处办理公证案件", "调解组织化解纠纷", "公证处与调解组织联合办案", "热线12345办结率98.7%"];
const index = createLexicalIndex(texts.map((text) => ({ fields: [{ text, weight: 1 }] })));

describe("tokenize", () => {
  it("gives characters, pairs, whole numbers and numbers with their unit", () => {
    const [whole, unit, , pair] = [tokenize("98.7%"), tokenize("2023年"), 0, tokenize("办结")];
    expect(whole).toHaveLength(1);
    expect(tokenize("率98.7%")).toEqual([...tokenize("率"), ...whole]);
    expect(unit).toEqual([...tokenize("2023"), unit[1], ...tokenize("年")]);
    expect(pair).toHaveLength(3);
    expect(pair.filter(isStrongTerm)).toHaveLength(1);
  });
  it("keeps words, numbers and pairs apart", () => {
    const texts = ["98.7%", "98.7", "98", "ai", "app", "办结", "结办", "年", "12345"];
    const strong = texts.map((text) => tokenize(text).join());
    expect(new Set(strong).size).toBe(texts.length);
  });
  it("treats a character outside the basic plane as one that can be found", () => {
    expect(tokenize("𠮷").length).toBeGreaterThan(0);
  });
});

describe("createLexicalIndex", () => {
  it("ranks the text that says all of it first and leaves the others at 0", () => {
    const { scores, coverage } = index.search(tokenize("公证案件"));
    expect([...scores].indexOf(Math.max(...scores))).toBe(0);
    expect(coverage[0]).toBeCloseTo(1);
    expect(scores[1]).toBe(0);
  });
  it("keeps numbers whole", () => {
    expect(index.search(tokenize("98.7%")).scores[3]).toBeGreaterThan(0);
    expect(index.search(tokenize("98")).scores[3]).toBe(0);
  });
  it("weighs a term that was never seen highest", () => {
    expect(index.idf(pairOf("从未"))).toBeGreaterThan(index.idf(pairOf("公证")));
  });
  it("works without documents", () => {
    expect(createLexicalIndex([]).search(tokenize("公证")).scores).toHaveLength(0);
  });
  it("agrees with a plain BM25 over the same terms", () => {
    const terms = tokenize("调解公证");
    const lengths = texts.map((text) => tokenize(text).length);
    const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
    const slow = texts.map((text, row) => {
      const own = tokenize(text);
      let score = 0;
      for (const term of new Set(terms)) {
        const frequency = own.filter((other) => other === term).length;
        if (frequency === 0) continue;
        score += (index.idf(term) * frequency * 2.2) / (frequency + 1.2 * (0.5 + (0.5 * (lengths[row] ?? 0)) / mean));
      }
      return score;
    });
    const { scores } = index.search(terms);
    for (const [row, score] of slow.entries()) expect(scores[row]).toBeCloseTo(score, 4);
  });
});
