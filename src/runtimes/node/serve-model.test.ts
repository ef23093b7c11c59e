import { describe, expect, it } from "vitest";
import { limitTokens } from "./serve-model.mjs";

describe("limitTokens", () => {
  it.each([
    [512, { model_type: "bert", max_position_embeddings: 512 }, 512],
    [1e30, { model_type: "bert", max_position_embeddings: 512 }, 512],
    [undefined, { model_type: "bert", max_position_embeddings: 512 }, 512],
    [128, { model_type: "bert", max_position_embeddings: 512 }, 128],
    [undefined, { model_type: "xlm-roberta", max_position_embeddings: 514, pad_token_id: 1 }, 512],
    [1e30, { model_type: "roberta", max_position_embeddings: 514 }, 512],
    [undefined, { model_type: "t5" }, Number.POSITIVE_INFINITY],
  ])("makes of %s and %o a length of %s", (model_max_length, config, expected) => {
    const tokenizer = { model_max_length };
    limitTokens(tokenizer, config);
    expect(tokenizer.model_max_length).toBe(expected);
  });
});
