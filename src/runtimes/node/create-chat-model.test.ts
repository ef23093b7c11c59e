import { describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { createChatModel } from "./create-chat-model.ts";

const create = (settings: Record<string, string>) => createChatModel(parseConfig(settings).llm);

describe("createChatModel", () => {
  it("needs no model for quotes", async () => {
    expect(await create({})).toBeNull();
  });

  it("speaks to an OpenAI-style address", async () => {
    const settings = { LLM_PROVIDER: "openai", LLM_BASE_URL: "http://127.0.0.1:1/v1", LLM_MODEL: "qwen2.5" };
    expect((await create(settings))?.id).toBe("openai:qwen2.5");
  });

  it("loads a model of LangChain by vendor and name", async () => {
    const settings = { LLM_PROVIDER: "langchain", LLM_MODEL: "moonshot:moonshot-v1-8k", LLM_API_KEY: "k-123" };
    expect((await create(settings))?.id).toBe("langchain:moonshot:moonshot-v1-8k");
  });

  it("refuses Workers AI on Node and says what can be used instead", async () => {
    await expect(create({ LLM_PROVIDER: "workers-ai", LLM_MODEL: "@cf/qwen/qwen" })).rejects.toMatchObject({
      code: "bad-setting",
      field: "LLM_PROVIDER",
      message: expect.stringMatching(/Cloudflare Workers.*extractive、openai/),
    });
  });
});
