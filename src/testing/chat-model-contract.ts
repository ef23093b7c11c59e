import { describe, expect, it } from "vitest";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { collect } from "./collect.ts";

/** A chat model set up to say something, to fail, or to say nothing for ever. */
export interface ChatModelStage {
  /** Replies with these pieces, or with the same text cut differently. */
  says(pieces: readonly string[]): Promise<ChatModel> | ChatModel;
  fails(): Promise<ChatModel> | ChatModel;
  hangs(): Promise<ChatModel> | ChatModel;
}

const REQUEST = { system: "只用给出的句子回答。", messages: [{ role: "user" as const, content: "办结了多少件？" }] };

/** What every chat model must do, whatever is behind it. */
export function testChatModel(name: string, stage: ChatModelStage) {
  describe(`${name} keeps the chat-model contract`, () => {
    it("gives the whole reply, in order", async () => {
      const model = await stage.says(["办结", "四十", "七件", "。"]);
      const pieces = await collect(model.stream(REQUEST));
      expect(pieces.join("")).toBe("办结四十七件。");
    });

    it("can be asked again", async () => {
      const model = await stage.says(["一。"]);
      for (let turn = 0; turn < 2; turn++) expect(await collect(model.stream(REQUEST))).toEqual(["一。"]);
    });

    it("has a name to show", async () => {
      expect((await stage.says([])).id).toMatch(/\S/);
    });

    it("says that the backend failed", async () => {
      const model = await stage.fails();
      await expect(collect(model.stream(REQUEST))).rejects.toMatchObject({
        name: "FawenError",
        code: "backend-failed",
      });
    });

    it("stops at once when it is cancelled", async () => {
      const model = await stage.hangs();
      const controller = new AbortController();
      const reading = collect(model.stream({ ...REQUEST, signal: controller.signal }));
      setTimeout(() => controller.abort(), 50);
      await expect(reading).rejects.toMatchObject({ name: "FawenError", code: "cancelled" });
    });
  });
}
