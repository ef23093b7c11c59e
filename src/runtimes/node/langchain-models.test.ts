import { describe, expect, it } from "vitest";
import { createLangChainChatModel } from "../../adapters/langchain-chat-model.ts";
import { collect } from "../../testing/collect.ts";
import { sendJson, startFakeOpenAiServer } from "../../testing/fake-openai-server.ts";
import { loadCommunityModel } from "./langchain-models.ts";

const OPTIONS = { model: "m", apiKey: "key-0123456789", baseUrl: undefined };

describe("loadCommunityModel", () => {
  it.each(["alibaba_tongyi", "moonshot", "deepinfra", "friendli"])(
    "loads %s of @langchain/community",
    async (vendor) => {
      expect(await loadCommunityModel(vendor, OPTIONS)).toHaveProperty("stream");
    },
  );

  it("talks to the address that was set, through LangChain and back", async () => {
    const server = await startFakeOpenAiServer((_, response) =>
      sendJson(response, {
        id: "1",
        object: "chat.completion",
        created: 1,
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "共三件。" } }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
    const chat = await loadCommunityModel("moonshot", { ...OPTIONS, baseUrl: `${server.baseUrl}/chat/completions` });
    const model = createLangChainChatModel(chat, "langchain:moonshot:m");
    const request = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };
    expect((await collect(model.stream(request))).join("")).toBe("共三件。");
    expect(server.requests[0]?.authorization).toBe("Bearer key-0123456789");
    await server.close();
  });

  it("lists the vendors when one is not known", async () => {
    await expect(loadCommunityModel("constructor", OPTIONS)).rejects.toMatchObject({
      code: "bad-setting",
      field: "LLM_MODEL",
      message: expect.stringMatching(/constructor.*alibaba_tongyi.*LLM_PROVIDER=openai/),
    });
  });

  it("asks for the key when there is none", async () => {
    await expect(loadCommunityModel("moonshot", { ...OPTIONS, apiKey: undefined })).rejects.toMatchObject({
      code: "bad-setting",
      field: "LLM_API_KEY",
    });
  });
});
