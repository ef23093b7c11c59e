import { describe, expect, it } from "vitest";
import { cutPieces, touching } from "./cut-pieces.ts";
import { listSentences, sentenceAt } from "./sentences.ts";

describe("a text cut into pieces", () => {
  it("loses nothing, and each piece knows what covers it", () => {
    const marks = [
      { start: 2, end: 6, name: "lit" },
      { start: 4, end: 9, name: "suspect" },
    ];
    const pieces = cutPieces("0123456789", { start: 1, end: 8 }, marks);
    expect(pieces.map(({ text, marks: on }) => [text, ...on.map(({ name }) => name)])).toEqual([
      ["1"],
      ["23", "lit"],
      ["45", "lit", "suspect"],
      ["67", "suspect"],
    ]);
    expect(cutPieces("0123", { start: 0, end: 4 }, [])).toEqual([{ text: "0123", marks: [] }]);
  });

  it("finds the marks of a stretch among many", () => {
    const marks = Array.from({ length: 50 }, (_, row) => ({ start: row * 10, end: row * 10 + 5 }));
    expect(touching(marks, { start: 12, end: 31 })).toEqual([marks[1], marks[2], marks[3]]);
    expect(touching(marks, { start: 5, end: 10 })).toEqual([]);
  });
});

describe("the sentences of a text", () => {
  const text = "一、做法\n  办理案件12件。“做得好！”大家说。\n\n完";

  it("end at a full stop with its closing marks, or with the line", () => {
    expect(listSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      ...["一、做法", "办理案件12件。", "“做得好！”", "大家说。", "完"],
    ]);
  });

  it("are found by any place in them", () => {
    const sentences = listSentences(text);
    expect(sentenceAt(sentences, text.indexOf("案件"))).toBe(1);
    expect(sentenceAt(sentences, text.indexOf("大家"))).toBe(3);
    expect(sentenceAt(sentences, text.length)).toBe(4);
    expect(sentenceAt([], 3)).toBe(-1);
  });
});
