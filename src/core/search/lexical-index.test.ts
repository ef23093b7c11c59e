import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexWords, type LexicalDocument, SMALL_SHARD } from "./index-words.ts";
import { coverageAt, createLexicalIndex, openLexicalIndex } from "./lexical-index.ts";
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
    const hits = index.search(tokenize("公证案件"));
    const { scores } = hits;
    expect([...scores].indexOf(Math.max(...scores))).toBe(0);
    expect(coverageAt(hits, 0)).toBeCloseTo(1);
    expect(scores[1]).toBe(0);
  });
  it("keeps numbers whole", () => {
    expect(index.search(tokenize("98.7%")).scores[3]).toBeGreaterThan(0);
    expect(index.search(tokenize("98")).scores[3]).toBe(0);
  });
  it("weighs a term that was never seen highest", () => {
    expect(index.idf(pairOf("从未"))).toBeGreaterThan(index.idf(pairOf("公证")));
  });
  it("fills hits that are not needed any more as if they were new", () => {
    const before = index.search(tokenize("公证案件"));
    const [again, fresh] = [index.search(tokenize("热线"), before), index.search(tokenize("热线"))];
    expect(again.scores).toBe(before.scores);
    expect(again).toEqual(fresh);
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
        score += (index.idf(term) * frequency * 2.2) / (frequency + 1.2 * (0.3 + (0.7 * (lengths[row] ?? 0)) / mean));
      }
      return score;
    });
    const { scores } = index.search(terms);
    for (const [row, score] of slow.entries()) expect(scores[row]).toBeCloseTo(score, 4);
  });
});

describe("openLexicalIndex", () => {
  const word = fc.stringMatching(/^[甲乙丙丁戊己]{0,12}(2023年|ab)?$/u);
  const toDocument = ([heading, text]: readonly [string, string]): LexicalDocument => ({
    fields: [
      { text: heading, weight: 0.6 },
      { text, weight: 1 },
    ],
  });

  it("gives the same scores however the documents fall into shards", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word), { maxLength: 30 }),
        fc.array(fc.nat(30), { maxLength: 6 }),
        word,
        (pairs, cuts, query) => {
          const documents = pairs.map(toDocument);
          const bounds = [0, ...cuts.map((cut) => Math.min(cut, pairs.length)).sort((a, b) => a - b), pairs.length];
          const shards = bounds.slice(1).map((end, at) => indexWords(documents.slice(bounds[at], end), ""));
          const [one, many] = [openLexicalIndex([indexWords(documents, "")]), openLexicalIndex(shards)];
          const terms = tokenize(query);
          for (const term of terms) expect(many.idf(term)).toBeCloseTo(one.idf(term), 9);
          const [hits, others] = [one.search(terms), many.search(terms)];
          expect(others.scores).toHaveLength(documents.length);
          for (let row = 0; row < documents.length; row++) {
            expect(others.scores[row]).toBeCloseTo(hits.scores[row] ?? 0, 4);
            expect(coverageAt(others, row)).toBeCloseTo(coverageAt(hits, row), 4);
          }
        },
      ),
    );
  });
});

describe("indexWords", () => {
  it("weighs a term by the fields it stands in, and keeps terms in ascending order", () => {
    const words = indexWords([toFields(["甲乙", 0.6], ["甲甲", 1])], "");
    expect([...words.terms]).toEqual(
      [...new Set(tokenize("甲乙甲甲"))].filter((term) => term !== pairOf("乙甲")).sort((a, b) => a - b),
    );
    const slot = words.terms.indexOf(tokenize("甲")[0] ?? 0);
    expect([...words.weights.slice(words.offsets[slot], words.offsets[slot + 1])]).toEqual([26]);
    expect([...words.lengths]).toEqual([0.6 * 3 + 3].map((length) => Math.round(length * 10)));
  });
  it("stops counting where a term stands more often than its weight can hold", () => {
    const words = indexWords([toFields(["甲".repeat(400), 1])], "");
    expect(Math.max(...words.weights)).toBe(255);
  });
  it("numbers documents in two bytes as long as they are few, in four beyond", () => {
    const documents = function* (count: number) {
      for (let row = 0; row < count; row++) yield toFields([row === count - 1 ? "末" : "甲", 1]);
    };
    const [small, large] = [SMALL_SHARD, SMALL_SHARD + 1].map((count) => indexWords(documents(count), ""));
    expect(small?.passages).toBeInstanceOf(Uint16Array);
    expect(large?.passages).toBeInstanceOf(Uint32Array);
    const slot = large?.terms.indexOf(tokenize("末")[0] ?? 0) ?? 0;
    expect(large?.passages[large.offsets[slot] ?? 0]).toBe(SMALL_SHARD);
  });

  function toFields(...fields: readonly (readonly [string, number])[]): LexicalDocument {
    return { fields: fields.map(([text, weight]) => ({ text, weight })) };
  }
});
