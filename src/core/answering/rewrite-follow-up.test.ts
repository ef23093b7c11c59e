import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../../adapters/opencc-script-converter.ts";
import { createSampleLibrary } from "../../testing/sample-library.ts";
import { type Script, scriptModel } from "../../testing/scripted-chat-model.ts";
import { planFollowUp } from "./rewrite-follow-up.ts";

const converter = createOpenccScriptConverter();
const { reports } = createSampleLibrary();
const FIRST = "青溪市2022年受理行政复议申请多少件？";

async function plan(script: Script, ...turns: string[]) {
  const messages = turns.map((content) => ({ role: "user" as const, content }));
  const { model, asked } = scriptModel(script);
  return { ...(await planFollowUp({ messages, reports, converter, model })), calls: asked.length };
}

describe("a follow-up", () => {
  it("is completed by the model from the words of the conversation", async () => {
    const found = await plan(["青溪市2022年行政复议审结", "多少件？"], FIRST, "其中审结的占多少件");
    expect(found).toMatchObject({ question: "青溪市2022年行政复议审结多少件?", rewritten: true, calls: 1 });
  });
  it.each([
    ["brings in a place", "云岭县2022年行政复议审结多少件？"],
    ["brings in a year", "青溪市2023年行政复议审结多少件？"],
    ["brings in a figure", "青溪市2022年行政复议审结188件是怎么来的？"],
    ["brings in words", "青溪市2022年行政诉讼败诉审结多少件？"],
    ["answers", "审结188件。\n这是青溪市2022年的数据。"],
    ["writes English", "How many were closed?"],
    ["drops the year that goes on", "青溪市行政复议审结多少件？"],
    ["says nothing", ""],
    ["fails", new Error("gone")],
  ])("is left to the rules when the model %s", async (_, reply) => {
    const turns = [FIRST, "其中审结的多少件呢"] as const;
    const ruled = await plan([new Error("no model")], ...turns);
    expect((await plan([reply], ...turns)).question).toBe(ruled.question);
  });
  it.each([
    ["the place that it names", "那云岭县呢", "青溪市2022年受理行政复议申请多少件？"],
    ["the year that it names", "那2023年呢", "青溪市2022年受理行政复议申请多少件？"],
  ])("keeps %s, whatever the model writes", async (_, last, reply) => {
    expect((await plan([reply], FIRST, last)).question).not.toBe(FIRST.replace("？", "?"));
  });
});

it("keeps a denial: 没有审结 never turns into 审结", async () => {
  const found = await plan(["青溪市2022年行政复议审结多少件？"], FIRST, "其中没有审结的多少件");
  expect(found.question).toContain("没有审结");
});

describe("no model is asked", () => {
  it.each([
    ["for a first question", [FIRST]],
    ["for one that names its place and year", [FIRST, "云岭县2023年办理公证多少件"]],
  ])("%s", async (_, turns) => expect((await plan(["青溪市2022年"], ...turns)).calls).toBe(0));
});
