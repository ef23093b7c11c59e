import { AIMessageChunk } from "@langchain/core/messages";
import { FakeListChatModel, FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { testChatModel } from "../testing/chat-model-contract.ts";
import { collect } from "../testing/collect.ts";
import { createLangChainChatModel } from "./langchain-chat-model.ts";

const OPTIONS = { id: "langchain:fake", timeoutMs: 5000 };
const question = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };

testChatModel("a LangChain chat model", {
  says: (pieces) => {
    const chunks = pieces.map((content) => new AIMessageChunk(content));
    return createLangChainChatModel(new FakeStreamingChatModel({ chunks }), OPTIONS);
  },
  fails: () => createLangChainChatModel(new FakeStreamingChatModel({ thrownErrorString: "quota" }), OPTIONS),
  hangs: () => createLangChainChatModel(new FakeListChatModel({ responses: ["慢"], sleep: 60_000 }), OPTIONS),
});

describe("createLangChainChatModel", () => {
  it("gives up on a model that says nothing", async () => {
    const slow = new FakeListChatModel({ responses: ["慢"], sleep: 60_000 });
    const model = createLangChainChatModel(slow, { id: "langchain:slow", timeoutMs: 100 });
    await expect(collect(model.stream(question))).rejects.toMatchObject({
      code: "backend-failed",
      message: expect.stringMatching(/langchain:slow.*没有回应/),
    });
  });

  it("keeps the key out of the error", async () => {
    const broken = new FakeStreamingChatModel({ thrownErrorString: "bad key sk-12345678" });
    const model = createLangChainChatModel(broken, { ...OPTIONS, apiKey: "sk-12345678" });
    await expect(collect(model.stream(question))).rejects.toMatchObject({
      message: expect.not.stringContaining("sk-12345678"),
    });
  });
});
