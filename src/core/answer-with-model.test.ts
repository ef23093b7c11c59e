import { describe, expect, it } from "vitest";
import { createOpenccScriptConverter } from "../adapters/opencc-script-converter.ts";
import { collect } from "../testing/collect.ts";
import { createSampleSearchable } from "../testing/sample-library.ts";
import { type Script, scriptModel } from "../testing/scripted-chat-model.ts";
import { createAssistant } from "./create-assistant.ts";

const searchable = createSampleSearchable();
const converter = createOpenccScriptConverter();
const QUESTION = "青溪市2022年受理行政复议申请多少件";

function setUp(script: Script, rewrite?: Script) {
  const warned: string[] = [];
  const { model, asked } = scriptModel(script);
  const rewriter = rewrite === undefined ? null : scriptModel(rewrite, "scripted:rewriter").model;
  const warn = (line: string) => warned.push(line);
  const dependencies = { current: () => searchable, converter, embedder: null, chatModel: model, rewriter, warn };
  const assistant = createAssistant(dependencies);
  const ask = (...turns: string[]) => {
    const messages = turns.map((content) => ({ role: "user" as const, content }));
    return assistant.answer({ messages });
  };
  return { assistant, ask, asked, warned };
}

describe("an answer that a model phrases", () => {
  it("has the lead, outcome and citations of the one without", async () => {
    const { ask, assistant } = setUp(["青溪市2022年受理行政复议申请215件[1]。"]);
    const messages = [{ role: "user" as const, content: QUESTION }];
    const plain = await assistant.answer({ messages, backend: "extractive" });
    const phrased = await ask(QUESTION);
    for (const field of ["lead", "outcome", "citations", "understood"] as const)
      expect(phrased[field]).toEqual(plain[field]);
    expect(phrased).toMatchObject({ label: "AI 生成", backend: "scripted:model" });
    expect(phrased.answer).toContain("青溪市2022年受理行政复议申请215件[1]。");
  });
  it("streams exactly what it ends with", async () => {
    const { assistant } = setUp(["青溪市2022年受理行政复议申请999件[1]。", "青溪市2022年受理行政复议申请215件[1]。"]);
    const events = await collect(assistant.ask({ messages: [{ role: "user", content: QUESTION }] }));
    const told = events.flatMap((event) => (event.type === "text-verified" ? [event.text] : [])).join("");
    const [end] = events.slice(-1);
    expect(end).toMatchObject({ type: "answer-ended", answer: { answer: told } });
    expect(told).not.toContain("999");
  });
  it("is the true quotes, with a note and a line for the log, when the model fails", async () => {
    const { ask, warned } = setUp([new Error("key sk-secret refused")]);
    const answer = await ask(QUESTION);
    expect(answer).toMatchObject({ label: "原文摘录", backend: "extractive" });
    expect(answer.lead).toContain("215件");
    expect(answer.notes).toHaveLength(1);
    expect(warned).toHaveLength(1);
    expect(warned.join()).not.toContain("secret");
  });
  it("is not asked for where nothing was found", async () => {
    const { ask, asked } = setUp(["青溪市2022年的足球联赛[1]。"]);
    expect((await ask("青溪市2022年的足球联赛冠军奖金")).outcome).toBe("abstained");
    expect(asked).toEqual([]);
  });
});

describe("a follow-up", () => {
  it("shows its own words beside the completed question, which the model is asked", async () => {
    const { ask, asked } = setUp([]);
    const { understood } = await ask(QUESTION, "那2023年呢");
    expect(understood).toMatchObject({ original: "那2023年呢" });
    expect(understood.rewritten).toContain("2023年");
    expect(asked[0]?.messages[0]?.content).toContain("追问原话：那2023年呢");
  });
  it("is completed by the model where one is set", async () => {
    const { ask } = setUp([], ["青溪市2022年行政复议审结多少件？"]);
    expect((await ask(QUESTION, "其中审结的有多少件呢")).lead).toContain("188件");
  });
});
