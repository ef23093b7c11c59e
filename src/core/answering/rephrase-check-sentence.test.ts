import { describe, expect, it } from "vitest";
import { makeReport, quoteAnswer, toSimplified } from "../../testing/cited-report.ts";
import { sourceOf } from "./bind-sources.ts";
import { checkSentence } from "./rephrase-check-sentence.ts";
import { cleanSentence } from "./rephrase-clean-sentence.ts";

const DONE = [
  "市司法局会同市档案馆整理历年规范性文件，向社会公开目录，未发现违规收费行为。",
  "城东街道把调解室搬进菜市场，由退休法官轮流坐班，摊主纠纷当天受理。",
  "部分镇街执法人员不会使用记录仪，个别单位公开信息不及时。",
  "县人民检察院向县公安局移送线索，县公安局负责核查并书面回复。",
  "印发《柳湾市行政执法监督办法》，明确“双人上岗”要求。",
];
const PLANS = ["市司法局将建设智慧调解平台，推动村居法律顾问全覆盖。"];
const report = makeReport("柳湾市", 2023, DONE, PLANS);
const { citations } = quoteAnswer([...DONE, ...PLANS].map((sentence) => [report, sentence] as const));
const source = (marker: number) => {
  const citation = citations.find((one) => one.marker === marker);
  return citation === undefined ? null : sourceOf(citation, [report]);
};
const check = (sentence: string) => checkSentence(cleanSentence(sentence, toSimplified), source);

describe("a sentence without figures stands", () => {
  it.each([
    ["as a part of the quote", "市司法局会同市档案馆整理历年规范性文件[1]。"],
    ["with place and year in front", "2023年，柳湾市城东街道把调解室搬进菜市场，由退休法官轮流坐班[2]。"],
    ["with clauses left out", "城东街道把调解室搬进菜市场，摊主纠纷当天受理[2]。"],
    ["with its limits", "部分镇街执法人员不会使用记录仪[3]。"],
    ["with its denial", "市司法局会同市档案馆整理历年规范性文件，未发现违规收费行为[1]。"],
    ["as a plan", "市司法局将建设智慧调解平台[6]。"],
    ["with names in their marks", "柳湾市印发《柳湾市行政执法监督办法》[5]。"],
    ["in the field's other words", "城东街道把调解室搬进菜市场，摊主纠纷当天接到[2]。"],
    ["from two quotes, each marked", "城东街道把调解室搬进菜市场[2]；柳湾市印发《柳湾市行政执法监督办法》[5]。"],
  ])("%s", (_, sentence) => expect(check(sentence)).toHaveProperty("text"));

  it("with markers where they belong, whatever the model's", () => {
    const written = "城东街道把调解室搬进菜市场[5]；柳湾市印发《柳湾市行政执法监督办法》[2][1]。";
    const told = "城东街道把调解室搬进菜市场[2]；柳湾市印发《柳湾市行政执法监督办法》[5]。";
    expect(check(written)).toEqual({ text: told });
  });
});

describe("a sentence without figures does not stand", () => {
  it.each([
    ["whose denial is dropped", "市司法局发现违规收费行为[1]。"],
    ["with a denial of its own", "城东街道未把调解室搬进菜市场[2]。"],
    ["whose limit is dropped", "镇街执法人员不会使用记录仪[3]。"],
    ["that says it of all", "所有镇街执法人员不会使用记录仪[3]。"],
    ["that says all of it", "摊主纠纷均当天受理[2]。"],
    ["that tells a plan as done", "市司法局建设智慧调解平台[6]。"],
    ["that finishes a plan", "市司法局已建成智慧调解平台[6]。"],
    ["that tells what was done as a plan", "城东街道将把调解室搬进菜市场[2]。"],
    ["of another place", "石港县城东街道把调解室搬进菜市场[2]。"],
    ["of a place of no gazetteer", "城西街道把调解室搬进菜市场[2]。"],
    ["of another body", "市财政局会同市档案馆整理历年规范性文件[1]。"],
    ["that leaves out who else acted", "市司法局整理历年规范性文件[1]。"],
    ["of another year", "2021年，城东街道把调解室搬进菜市场[2]。"],
    ["with the two sides swapped", "县公安局向县人民检察院移送线索[4]。"],
    ["with another's act", "县人民检察院负责核查并书面回复[4]。"],
    ["with another name in marks", "印发《柳湾市行政执法办法》[5]。"],
    ["with a judgement", "城东街道把调解室搬进菜市场，成效显著[2]。"],
    ["with a cause", "因为经费不足，个别单位公开信息不及时[3]。"],
    ["with a word of another language", "城东街道把mediation调解室搬进菜市场[2]。"],
    ["spoken from where the report stands", "今年，我市城东街道把调解室搬进菜市场[2]。"],
    ["of a passage that it does not cite", "城东街道把调解室搬进菜市场[1]。"],
    ["joined from two quotes as if they were one", "城东街道把调解室搬进菜市场，明确“双人上岗”要求[5]。"],
    ["that says nothing", "具体情况如下[1]。"],
  ])("%s", (_, sentence) => expect(check(sentence)).toHaveProperty("fault"));
});
