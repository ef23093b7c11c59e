import { describe, expect, it } from "vitest";
import { LLM_PRESETS } from "../../config/llm-presets.ts";
import { parseConfig } from "../../config.ts";
import { collect } from "../../testing/collect.ts";
import { sendPieces, startFakeOpenAiServer } from "../../testing/fake-openai-server.ts";
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

  it("asks a preset's model in the preset's manner, wherever it is", async () => {
    const server = await startFakeOpenAiServer((_, response) => sendPieces(response, ["好。"]));
    const model = await create({ LLM_PROVIDER: "moonshot", LLM_API_KEY: "k-123", LLM_BASE_URL: server.baseUrl });
    const { model: name, extraBody } = LLM_PRESETS.moonshot;
    expect(model?.id).toBe(`moonshot:${name}`);
    expect(model && (await collect(model.stream({ system: "规则", messages: [] })))).toEqual(["好。"]);
    const [request] = server.requests;
    expect(request?.authorization).toBe("Bearer k-123");
    expect(request?.body).toMatchObject({ model: name, thinking: extraBody.thinking });
    expect(request?.body).not.toHaveProperty("temperature");
    await server.close();
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
