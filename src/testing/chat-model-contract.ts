import { describe, expect, it } from "vitest";
import { createGuardedChatModel } from "../adapters/guarded-chat-model.ts";
import type { ChatModel } from "../core/ports/chat-model.ts";
import { collect } from "./collect.ts";

/** A backend set up to say something, to fail, or to say nothing for ever. */
export interface ChatModelStage {
  /** Replies with these pieces, or with the same text cut differently. */
  says(pieces: readonly string[]): Promise<ChatModel> | ChatModel;
  fails(): Promise<ChatModel> | ChatModel;
  /** `hungUp` is told as soon as the side that was asked sees that nobody listens any more. */
  hangs(hungUp: () => void): Promise<ChatModel> | ChatModel;
}

const REQUEST = { system: "只用给出的句子回答。", messages: [{ role: "user" as const, content: "办结了多少件？" }] };

/** What every backend must do, used the way it always is: behind the guard. */
export function testChatModel(name: string, stage: ChatModelStage) {
  const guard = async (backend: Promise<ChatModel> | ChatModel) =>
    createGuardedChatModel(await backend, { timeoutMs: 5_000 });

  describe(`${name} keeps the chat-model contract`, () => {
    it("gives the whole reply, in order", async () => {
      const model = await guard(stage.says(["办结", "四十", "七件", "。"]));
      expect((await collect(model.stream(REQUEST))).join("")).toBe("办结四十七件。");
    });

    it("can be asked again", async () => {
      const model = await guard(stage.says(["一。"]));
      for (let turn = 0; turn < 2; turn++) expect((await collect(model.stream(REQUEST))).join("")).toBe("一。");
    });

    it("has a name to show", async () => {
      expect((await stage.says([])).id).toMatch(/\S/);
    });

    it("takes a reply without a word as a failure", async () => {
      const model = await guard(stage.says([]));
      await expect(collect(model.stream(REQUEST))).rejects.toMatchObject({ code: "backend-failed" });
    });

    it("says that the backend failed", async () => {
      const model = await guard(stage.fails());
      await expect(collect(model.stream(REQUEST))).rejects.toMatchObject({
        name: "FawenError",
        code: "backend-failed",
        message: expect.stringMatching(/^语言模型/),
      });
    });

    it("stops at once when it is cancelled, and hangs up", () =>
      expectHangUp(async (delayMs, hungUp) => {
        const model = await guard(stage.hangs(hungUp));
        const controller = new AbortController();
        const reading = collect(model.stream({ ...REQUEST, signal: controller.signal }));
        setTimeout(() => controller.abort(), delayMs);
        await expect(reading).rejects.toMatchObject({ name: "FawenError", code: "cancelled" });
      }));

    it("hangs up when its time is over", () =>
      expectHangUp(async (timeoutMs, hungUp) => {
        const model = createGuardedChatModel(await stage.hangs(hungUp), { timeoutMs });
        await expect(collect(model.stream(REQUEST))).rejects.toMatchObject({ code: "backend-failed" });
      }));
  });
}

/** On a busy machine a request may be given up before it has left: then nobody is hung up on, and a later moment tells. */
const MOMENTS_MS = [50, 500, 3000];
const HEARD_WITHIN_MS = 1500;

async function expectHangUp(giveUp: (afterMs: number, hungUp: () => void) => Promise<void>): Promise<void> {
  for (const moment of MOMENTS_MS) {
    const { promise, resolve } = makePromise();
    await giveUp(moment, resolve);
    const waited = new Promise<false>((done) => setTimeout(() => done(false), HEARD_WITHIN_MS));
    if (await Promise.race([promise.then(() => true), waited])) return;
  }
  expect.fail("the side that was asked was never hung up on");
}

/** A promise and what fulfils it (`Promise.withResolvers`, which Node 20 lacks). */
function makePromise() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
