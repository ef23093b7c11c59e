import { describe, expect, it } from "vitest";
import { type Script, scriptModel } from "../../testing/scripted-chat-model.ts";
import { FawenError } from "../model/errors.ts";
import type { ChoiceItem, QuizItem } from "../model/quiz.ts";
import { rewordPaper, rewordStem } from "./reword-stem.ts";

const source = {
  ...{ reportId: "qingxi-2023", file: "qingxi-2023.txt", title: "青溪市2023年报告", issuer: null },
  ...{ region: "南江省青溪市", year: 2023, section: ["二、化解矛盾纠纷"], start: 10, end: 30 },
  quote: "全年受理行政复议申请301件，审结276件。",
};
const item: ChoiceItem = {
  ...{ id: "0123456789abcdef", type: "single", difficulty: "recall", chapter: "二、化解矛盾纠纷" },
  stem: "2023年，青溪市受理行政复议申请多少件？",
  options: ["301件", "287件", "276件", "330件"].map((text, row) => ({ text, correct: row === 0 })),
  explanation: "",
  sources: [source],
  label: "原文摘录",
  review: "unreviewed",
};

function reword(script: Script, one: QuizItem = item): Promise<QuizItem> {
  return rewordStem(one, scriptModel(script).model);
}

describe("rewordStem", () => {
  it.each([
    "青溪市2023年受理的行政复议申请有多少件？",
    "请问2023年青溪市共受理行政复议申请多少件？",
    "根据青溪市2023年的报告，行政复议申请受理了多少件？",
  ])("takes %s and labels it", async (stem) => {
    expect(await reword([stem])).toEqual({ ...item, stem, label: "AI 生成" });
  });

  it.each([
    ["another year", "2022年，青溪市受理行政复议申请多少件？"],
    ["no year", "青溪市受理行政复议申请多少件？"],
    ["another place", "2023年，云岭县受理行政复议申请多少件？"],
    ["a second place", "2023年，青溪市云岭县和桃源区受理行政复议申请多少件？"],
    ["another act", "2023年，青溪市审结行政复议申请多少件？"],
    ["another thing", "2023年，青溪市受理行政诉讼申请多少件？"],
    ["something narrower", "2023年，青溪市网上受理行政复议申请多少件？"],
    ["something wider", "2023年，青溪市受理申请多少件？"],
    ["the key", "2023年，青溪市受理行政复议申请301件，是多少件？"],
    ["the bare number of the key", "2023年，青溪市受理行政复议申请多少件（301）？"],
    ["another figure", "2023年，青溪市5个部门受理行政复议申请多少件？"],
    ["a denial", "2023年，青溪市未受理行政复议申请多少件？"],
    ["今年", "今年，青溪市2023年受理行政复议申请多少件？"],
    ["我市", "2023年，我市青溪市受理行政复议申请多少件？"],
    ["no question", "2023年，青溪市受理行政复议申请。"],
    ["nothing", "  "],
    ["English", "How many administrative review applications did 青溪市 accept in 2023年？"],
    ["an explanation", "2023年，青溪市受理行政复议申请多少件？\n（已润色）"],
    ["what goes on for ever", "2023年，青溪市受理行政复议申请多少件？".repeat(80)],
  ])("keeps the original where the model writes %s", async (_, stem) => {
    expect(await reword([stem])).toBe(item);
  });

  it("keeps the original where the model fails", async () => {
    expect(await reword(["2023年，", new FawenError("backend-failed", "连不上模型")])).toBe(item);
  });

  it("goes on cancelling what was cancelled", async () => {
    const signal = AbortSignal.abort();
    const { model } = scriptModel([new FawenError("cancelled", "已取消")]);
    await expect(rewordStem(item, model, signal)).rejects.toThrow("已取消");
  });

  it("keeps which way a comparison goes, and a gap where it is", async () => {
    const judge: QuizItem = {
      ...item,
      type: "judge",
      correct: true,
      stem: "2023年，青溪市“受理申请”的件数多于“审结案件”。",
    };
    expect(await reword(["2023年，青溪市“受理申请”的件数少于“审结案件”。"], judge)).toBe(judge);
    const fill: QuizItem = {
      ...item,
      type: "fill",
      answers: [["301"]],
      stem: "2023年，青溪市受理行政复议申请____件。",
    };
    expect(await reword(["2023年，青溪市受理行政复议申请若干件。"], fill)).toBe(fill);
    const stem = "青溪市2023年受理的行政复议申请为____件。";
    expect(await reword([stem], fill)).toMatchObject({ stem, label: "AI 生成" });
  });
});

describe("rewordPaper", () => {
  it("leaves alone what a person has looked at", async () => {
    const reviewed: QuizItem = { ...item, id: "fedcba9876543210", review: "reviewed" };
    const { model, asked } = scriptModel(["青溪市2023年受理的行政复议申请有多少件？"]);
    const paper = await rewordPaper({ title: "卷", seed: 1, items: [item, reviewed], shortfall: [] }, model);
    expect(paper.items.map(({ label }) => label)).toEqual(["AI 生成", "原文摘录"]);
    expect(asked).toHaveLength(1);
  });
});
