import { describe, expect, it } from "vitest";
import { parseConfig } from "../../config.ts";
import { openSharedState } from "./open-shared-state.ts";

const quiet = () => {};

describe("openSharedState", () => {
  it.each([
    ["RATE_LIMIT_SHARED", "on"],
    ["SAVE_FEEDBACK", "shared"],
  ])("refuses %s=%s without a database, and says what to set", async (name, value) => {
    await expect(openSharedState(parseConfig({ [name]: value }), quiet)).rejects.toMatchObject({
      ...{ code: "bad-setting", field: name },
      message: expect.stringMatching(new RegExp(`${name}=${value}.*VECTOR_STORE.*postgres://`)),
    });
  });

  it("shares what it is told to share, and nothing else", async () => {
    const VECTOR_STORE = "postgres://fawen@127.0.0.1:1/fawen";
    const alone = await openSharedState(parseConfig({ VECTOR_STORE }), quiet);
    expect([alone.sharedLimit, alone.saveFeedback]).toEqual([undefined, undefined]);
    const feedback = await openSharedState(parseConfig({ VECTOR_STORE, SAVE_FEEDBACK: "shared" }), quiet);
    expect([feedback.sharedLimit, feedback.saveFeedback]).toEqual([undefined, expect.any(Function)]);
    const limit = await openSharedState(parseConfig({ VECTOR_STORE, RATE_LIMIT_SHARED: "on" }), quiet);
    expect([limit.sharedLimit, limit.saveFeedback]).toEqual([expect.any(Function), undefined]);
    for (const state of [alone, feedback, limit]) await state.close();
  });
});
