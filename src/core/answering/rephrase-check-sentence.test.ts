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
    ["from two quotes, each marked", "城东街道把调解室搬进菜市场[2]；柳湾市印发《柳湾市行政执法监督办法》[5]。"],
  ])("%s", (_, sentence) => expect(check(sentence)).toHaveProperty("text"));

  it("with markers where they belong, whatever the model's", () => {
    const written = "城东街道把调解室搬进菜市场[5]；柳湾市印发《柳湾市行政执法监督办法》[2][1]。";
    const told = "城东街道把调解室搬进菜市场[2]；柳湾市印发《柳湾市行政执法监督办法》[5]。";
    expect(check(written)).toMatchObject({ text: told });
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
    ["that takes what was accepted for what was received", "城东街道把调解室搬进菜市场，摊主纠纷当天接到[2]。"],
    ["that says nothing", "具体情况如下[1]。"],
  ])("%s", (_, sentence) => expect(check(sentence)).toHaveProperty("fault"));
});

const FIGURES = [
  "1—11月，司法热线受理的求助共812宗，办结率为97.6%。",
  "截至今年11月底，全市21个镇街累计通过执法平台办理案件4310宗。",
  "上半年，公安机关在检察机关监督下立案37件，同比上升50%。",
  "市司法局收到复议申请64件，受理复议案件51件。",
  "全市共废止和修改规范性文件3件，报省政府备案的规范性文件9份。",
  "除山区各县以外，市劳动仲裁院在全省首创夜间庭审。",
  "《柳湾市河道条例》审议通过，《柳湾市养犬条例》正在征求意见，执法人员的业务水平有待提高。",
  "举办5期执法培训班，全市新增调解室8间。",
];
const figured = makeReport("柳湾市", 2023, FIGURES);
const figureQuotes = quoteAnswer(FIGURES.map((sentence) => [figured, sentence] as const)).citations;
const checkFigured = (sentence: string) =>
  checkSentence(cleanSentence(sentence, toSimplified), (marker) => {
    const citation = figureQuotes.find((one) => one.marker === marker);
    return citation === undefined ? null : sourceOf(citation, [figured]);
  });

describe("a sentence with figures stands", () => {
  it.each([
    ["with its time", "2023年1—11月，柳湾市司法热线受理的求助共812宗，办结率为97.6%[1]。"],
    ["with the year that its time lies in", "截至2023年11月底，柳湾市21个镇街累计通过执法平台办理案件4310宗[2]。"],
    ["with two figures as the report has them", "2023年，柳湾市司法局收到复议申请64件，受理复议案件51件[4]。"],
    ["with the one who acts in both", "柳湾市司法局受理复议案件51件[4]。"],
    ["with the figure behind what it counts", "柳湾市举办执法培训班5期[8]。"],
    ["with 达到 for 为", "2023年1—11月，柳湾市司法热线受理的求助共812宗，办结率达到97.6%[1]。"],
    ["with its exception", "除山区各县以外，柳湾市劳动仲裁院在全省首创夜间庭审[6]。"],
  ])("%s", (_, sentence) => expect(checkFigured(sentence)).toHaveProperty("text"));
});

describe("a sentence with figures does not stand", () => {
  it.each([
    ["for a wider time", "2023年柳湾市司法热线受理的求助共812宗[1]。"],
    ["without its time", "柳湾市司法热线受理的求助共812宗[1]。"],
    ["without its time, word for word", "司法热线受理的求助共812宗[1]。"],
    ["for the year instead of up to a month", "2023年柳湾市21个镇街累计通过执法平台办理案件4310宗[2]。"],
    ["with its roles swapped", "上半年，检察机关在公安机关监督下立案37件[3]。"],
    ["of who only stood by", "上半年，柳湾市检察机关立案37件[3]。"],
    ["with its neighbour's verb", "柳湾市司法局受理复议申请64件[4]。"],
    ["that takes a part for the whole", "柳湾市共废止规范性文件3件[5]。"],
    ["without what limits it", "柳湾市规范性文件共9份[5]。"],
    ["that takes what is new for all there is", "柳湾市有调解室8间[8]。"],
    ["without its exception", "柳湾市劳动仲裁院在全省首创夜间庭审[6]。"],
    ["for a wider place", "除山区各县以外，市劳动仲裁院在全国首创夜间庭审[6]。"],
    ["with its neighbour's name", "《柳湾市养犬条例》审议通过[7]。"],
    ["that tells a shortcoming as done", "执法人员的业务水平提高[7]。"],
  ])("%s", (_, sentence) => expect(checkFigured(sentence)).toHaveProperty("fault"));
});
