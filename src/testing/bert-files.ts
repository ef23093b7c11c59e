import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

/** Writes a model of BERT's kind in transformers.js layout, with one token a character. */
export function writeBertFiles(
  folder: string,
  config: Readonly<Record<string, unknown>>,
  characters: readonly string[],
  onnx: Uint8Array,
): void {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  write("config.json", { model_type: "bert", ...config });
  write("tokenizer_config.json", { tokenizer_class: "BertTokenizer", model_max_length: 128, ...namedSpecials() });
  write("tokenizer.json", makeTokenizer([...SPECIALS, ...characters]));
  writeFileSync(join(folder, "onnx/model_quantized.onnx"), onnx);
}

function namedSpecials() {
  return { pad_token: "[PAD]", unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]" };
}

function makeTokenizer(vocabulary: readonly string[]) {
  const special = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
  const sequence = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  const single = [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)];
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIALS.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single,
      pair: [...single, sequence("B", 1), special("[SEP]", 1)],
      special_tokens: Object.fromEntries(
        SPECIALS.slice(2).map((id) => [id, { id, ids: [SPECIALS.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: null,
    model: {
      ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100 },
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    },
  };
}
