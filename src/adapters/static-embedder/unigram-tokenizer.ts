import { z } from "zod";
import { modelFault } from "./model-fault.ts";
import { createSegmenter } from "./segmenter.ts";
import { createNormalizer, createSplitter, escapeRegExp, NormalizerSchema, SplitterSchema } from "./text-steps.ts";
import { createVocabulary } from "./vocabulary.ts";

export interface Tokenizer {
  /** Every token's number is below it. */
  readonly size: number;
  /** Text to the numbers of its tokens, at most as many as the model reads. */
  encode(text: string): readonly number[];
}

const AddedTokenSchema = z.object({
  id: z.number().int().nonnegative(),
  content: z.string().min(1),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
});

const TemplatePartSchema = z.union([
  z.object({ SpecialToken: z.object({ id: z.string() }) }).transform((part) => part.SpecialToken.id),
  // The text itself.
  z.object({ Sequence: z.object({ id: z.literal("A") }) }).transform(() => null),
]);

const TokenizerSchema = z.object({
  added_tokens: z.array(AddedTokenSchema).default([]),
  normalizer: NormalizerSchema,
  pre_tokenizer: SplitterSchema,
  post_processor: z
    .object({ type: z.literal("TemplateProcessing"), single: z.array(TemplatePartSchema) })
    .nullable()
    .transform((processor) => processor?.single ?? [null]),
  model: z.object({
    type: z.literal("Unigram"),
    unk_id: z.number().int().nonnegative(),
    // Checked word by word below: tens of thousands.
    vocab: z.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length > 0),
  }),
});

const TokenizerConfigSchema = z.object({
  model_max_length: z.number().int().positive(),
  // Both change the text before the steps of tokenizer.json do; no static model has asked for it yet.
  remove_space: z.literal(false).optional(),
  do_lowercase_and_remove_accent: z.literal(false).optional(),
});

/** How much less likely an unknown character is than the rarest word; the same in every implementation. */
const UNKNOWN_PENALTY = 10;
/**
 * The tokenizer that `tokenizer.json` and `tokenizer_config.json` describe, token for token that of
 * @xenova/transformers 2.17 for a Unigram model.
 *
 * @throws FawenError `model-missing` when a file is damaged or asks for something that is not done here
 */
export function createUnigramTokenizer(tokenizerJson: string, configJson: string): Tokenizer {
  const settings = parse(TokenizerSchema, tokenizerJson, "tokenizer.json");
  const { model_max_length: limit } = parse(TokenizerConfigSchema, configJson, "tokenizer_config.json");
  const { unk_id: unknown, vocab } = settings.model;
  const { words, scores } = readWords(vocab);
  if (unknown >= scores.length)
    throw modelFault(`tokenizer.json 的 unk_id 应小于词数 ${scores.length}，实际是 ${unknown}`);
  scores[unknown] = scores.reduce((least, score) => Math.min(least, score)) - UNKNOWN_PENALTY;
  const specials = new Map(settings.added_tokens.map(({ content, id }) => [content, id]));
  const template = settings.post_processor.map((part) => {
    const special = part === null ? null : specials.get(part);
    if (special === undefined) throw modelFault(`tokenizer.json 的 post_processor 用了 added_tokens 里没有的 ${part}`);
    return special;
  });
  const segment = createSegmenter({ vocabulary: createVocabulary(words, specials), scores, unknown });
  const normalize = createNormalizer(settings.normalizer);
  const split = createSplitter(settings.pre_tokenizer);
  const specialPattern = toPattern(settings.added_tokens);

  /** Stops as soon as there are enough: what a very long text says further on is cut off anyway. */
  function addTokens(text: string, ids: number[]) {
    const sections = specialPattern === null ? [text] : text.split(specialPattern);
    for (const section of sections) {
      // Between two special tokens that touch there is nothing.
      if (!section) continue;
      const special = specials.get(section);
      if (special !== undefined) {
        ids.push(special);
        continue;
      }
      let last = -1;
      for (const stretch of split(normalize(section))) {
        if (ids.length >= limit) return;
        segment(stretch, (token) => {
          // Unknown characters in a row are one unknown token, also across stretches.
          if (token !== unknown || last !== unknown) ids.push(token);
          last = token;
        });
      }
    }
  }

  return {
    size: Math.max(vocab.length, ...settings.added_tokens.map(({ id }) => id + 1)),
    encode(text) {
      const ids: number[] = [];
      for (const part of template) {
        if (part === null) addTokens(text, ids);
        else ids.push(part);
      }
      return ids.length > limit ? ids.slice(0, limit) : ids;
    },
  };
}

/** No map of tens of thousands of words: making it would take as long as everything else. */
function readWords(vocab: readonly unknown[]) {
  const words: string[] = [];
  const scores = new Float64Array(vocab.length);
  vocab.forEach((entry, token) => {
    const word: unknown = Array.isArray(entry) ? entry[0] : undefined;
    const score: unknown = Array.isArray(entry) ? entry[1] : undefined;
    if (typeof word !== "string" || typeof score !== "number")
      throw modelFault(`tokenizer.json 的 vocab 第 ${token + 1} 项应为 [词, 分数]`);
    words.push(word);
    scores[token] = score;
  });
  return { words, scores };
}

/** Splits a text at the special tokens and keeps them; null when there are none. */
function toPattern(tokens: readonly z.infer<typeof AddedTokenSchema>[]): RegExp | null {
  if (tokens.length === 0) return null;
  const one = ({ content, lstrip, rstrip }: z.infer<typeof AddedTokenSchema>) =>
    `${lstrip ? "\\s*" : ""}(${escapeRegExp(content)})${rstrip ? "\\s*" : ""}`;
  return new RegExp(tokens.map(one).join("|"));
}

function parse<Schema extends z.ZodType>(schema: Schema, json: string, file: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw modelFault(`${file} 应为 JSON，读不出来`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") ?? "";
  throw modelFault(`${file} 里的 ${place} 不是静态模型所用的写法`, parsed.error);
}
