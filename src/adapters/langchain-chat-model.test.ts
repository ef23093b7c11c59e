import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk } from "@langchain/core/messages";
import { FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { describe, expect, it } from "vitest";
import { testChatModel } from "../testing/chat-model-contract.ts";
import { collect } from "../testing/collect.ts";
import { RefusedRequest } from "./backend-failure.ts";
import { createLangChainChatModel } from "./langchain-chat-model.ts";

const question = { system: "规则", messages: [{ role: "user" as const, content: "多少件？" }] };

/** A model of somebody's own: never answers, and tells when its signal aborts. */
class SilentChatModel extends SimpleChatModel {
  constructor(private readonly hungUp: () => void) {
    super({});
  }

  override _llmType() {
    return "silent";
  }

  override _call(_: unknown, options: this["ParsedCallOptions"]): Promise<string> {
    options.signal?.addEventListener("abort", this.hungUp, { once: true });
    return new Promise(() => {});
  }
}

testChatModel("a LangChain chat model", {
  says: (pieces) => {
    // Without a piece the fake would repeat the question.
    const chunks = (pieces.length === 0 ? [""] : pieces).map((content) => new AIMessageChunk(content));
    return createLangChainChatModel(new FakeStreamingChatModel({ chunks }), "langchain:fake");
  },
  fails: () => createLangChainChatModel(new FakeStreamingChatModel({ thrownErrorString: "quota" }), "langchain:fake"),
  hangs: (hungUp) => createLangChainChatModel(new SilentChatModel(hungUp), "langchain:silent"),
});

describe("createLangChainChatModel", () => {
  it("lets text through and leaves thoughts and tool calls behind", async () => {
    const chunks = [
      new AIMessageChunk({ content: [{ type: "reasoning", reasoning: "想一想" }] }),
      new AIMessageChunk({ content: "", tool_call_chunks: [{ name: "search", args: "{}", index: 0 }] }),
      new AIMessageChunk({ content: [{ type: "text", text: "共三件。" }] }),
    ];
    const model = createLangChainChatModel(new FakeStreamingChatModel({ chunks }), "langchain:fake");
    expect((await collect(model.stream(question))).join("")).toBe("共三件。");
  });

  it("knows with which status a service refused", async () => {
    const refusing = new FakeStreamingChatModel({});
    refusing.stream = () => Promise.reject(Object.assign(new Error("no"), { status: 401 }));
    const failure: unknown = await collect(createLangChainChatModel(refusing, "x").stream(question)).catch((e) => e);
    expect(failure).toBeInstanceOf(RefusedRequest);
    expect(failure).toMatchObject({ status: 401 });
  });
});
