import { describe, expect, it } from "vitest";
import { createUnigramTokenizer } from "./unigram-tokenizer.ts";

const VOCAB = [
  ["[UNK]", 0],
  ["行", -3],
  ["政", -3],
  ["行政", -4],
  ["政复", -4],
  ["复议", -4],
  ["复", -6],
  ["议", -3],
  ["a", -5],
  ["[CLS]", -9],
] as const;
const BASE = {
  added_tokens: [{ id: 9, content: "[CLS]" }],
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "WhitespaceSplit" },
  post_processor: null,
  model: { type: "Unigram", unk_id: 0, vocab: VOCAB },
};
const CONFIG = { model_max_length: 8 };

function encode(text: string, changes: object = {}, config: object = CONFIG): string[] {
  const tokenizer = createUnigramTokenizer(JSON.stringify({ ...BASE, ...changes }), JSON.stringify(config));
  return tokenizer.encode(text).map((id) => VOCAB[id]?.[0] ?? `#${id}`);
}

describe("createUnigramTokenizer", () => {
  it("takes the words whose scores add up to the most, not the longest first", () => {
    expect(encode("行政复议")).toEqual(["行政", "复议"]);
    expect(encode("行政复")).toEqual(["行", "政复"]);
  });

  it("takes unknown characters in a row for one, also across blanks", () => {
    expect(encode("行???议")).toEqual(["行", "[UNK]", "议"]);
    expect(encode("行? ?? 议?")).toEqual(["行", "[UNK]", "议", "[UNK]"]);
  });

  it("normalizes first, and lets no word cross a blank", () => {
    expect(encode("A行 政")).toEqual(["a", "行", "政"]);
  });

  it("keeps special tokens as they are and puts those of the template around the text", () => {
    const single = [{ SpecialToken: { id: "[CLS]", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }];
    expect(encode("行[CLS]政", { post_processor: { type: "TemplateProcessing", single } })).toEqual([
      "[CLS]",
      "行",
      "[CLS]",
      "政",
    ]);
  });

  it("cuts off what is more than the model reads", () => {
    expect(encode("行 政 复 议 行 政 复 议 行 政")).toHaveLength(8);
    expect(encode("")).toEqual([]);
  });

  it.each([
    ["a step that is not done here", { normalizer: { type: "BertNormalizer" } }, /tokenizer\.json 里的 normalizer/],
    ["another kind of model", { model: { ...BASE.model, type: "WordPiece" } }, /tokenizer\.json 里的 model\.type/],
    ["a word without a score", { model: { ...BASE.model, vocab: [["行", -1], ["政"]] } }, /vocab 第 2 项/],
    ["an unknown token that is not there", { model: { ...BASE.model, unk_id: 99 } }, /unk_id 应小于词数 10/],
  ])("refuses %s", (_, changes, fault) => {
    expect(() => encode("", changes)).toThrow(fault);
  });

  it("refuses settings that would change the text another way", () => {
    expect(() => encode("", {}, { ...CONFIG, remove_space: true })).toThrow(/tokenizer_config\.json 里的 remove_space/);
  });
});
