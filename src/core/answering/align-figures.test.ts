import { describe, expect, it } from "vitest";
import { alignFigures, holdsAskedFigure } from "./align-figures.ts";
import { readAskedFigures } from "./asked-figures.ts";
import type { FigureSentence } from "./figure-sentence.ts";

const NO_PLACE = /江门市|2023年/gu;
const RATE = "江门市2023年行政机关负责人出庭应诉率是多少？";
const speaker = { heading: "", region: "广东省江门市", year: 2023 };
const asIs = (text: string) => text;

/** The figure that the sentence answers the question's first 多少 with; null where it has none. */
function answerOf(question: string, text: string, more: Partial<FigureSentence> = {}) {
  const asked = readAskedFigures(question, NO_PLACE).slice(0, 1);
  const sentence = { ...speaker, text, ...more };
  const [figure] = alignFigures([sentence], asked, question, asIs);
  const [first] = asked;
  if (first === undefined) throw new Error(`no figure asked: ${question}`);
  if (figure != null) expect(holdsAskedFigure(sentence, first, question, asIs)).toBe(true);
  return figure ?? null;
}

describe("a figure is told as a result", () => {
  it.each([
    ["行政机关负责人出庭应诉率100%。", "100%"],
    ["2023年，行政机关负责人出庭应诉率达到96.5%。", "达到96.5%"],
    ["全市行政机关负责人出庭应诉率保持在95%以上，未发生败诉后拒不履行的情形。", "95%以上"],
    ["我市落实出庭应诉要求，行政机关负责人出庭应诉率为98%。", "98%"],
    ["按照《三年行动方案》要求，全市行政机关负责人出庭应诉率达97.2%。", "达97.2%"],
    ["省要求不低于90%，我市行政机关负责人出庭应诉率实际为93.1%。", "93.1%"],
    ["行政机关负责人出庭应诉率从70%提高到89.5%。", "89.5%"],
    ["行政机关负责人出庭应诉率由2022年的81%，大幅提升至92%。", "92%"],
    ["行政机关负责人出庭应诉率较去年的84%上升到88%。", "88%"],
    ["行政机关负责人出庭应诉率为91%，与上年同期相比提高5个百分点。", "91%"],
    ["行政机关负责人出庭应诉率去年为85%，今年为90%。", "90%"],
    ["全省行政机关负责人出庭应诉率为91%，我市行政机关负责人出庭应诉率为94%。", "94%"],
    ["行政机关负责人出庭应诉率95.3%，高于全省平均2个百分点。", "95.3%"],
  ])("%s", (text, figure) => expect(answerOf(RATE, text)?.text).toBe(figure));

  it.each([
    ["培训执法人员多少人次", "全市各级应急部门培训执法人员3200人次。", "3200人次"],
    ["办理行政复议案件多少件", "按要求完成整改，办理行政复议案件215件。", "215件"],
    ["对多少件重大决策听证", "对应当听证的12件重大决策全部听证。", "12件"],
    ["开展普法活动多少场", "为确保普法到位，开展普法活动120场。", "120场"],
    ["调解纠纷多少件", "没有发生群体性事件，调解纠纷812件。", "812件"],
    ["全国民主法治示范村多少个", "创建全国民主法治示范村4个。", "4个"],
    ["办结案件多少件", "办结案件不少于300件。", "不少于300件"],
    ["信访量同比下降多少", "信访量812件，同比下降6.4%。", "6.4%"],
    ["法治经费比去年多了多少钱", "法治经费180万元，比2022年多出42万元。", "42万元"],
    ["几个部门下放执法事项", "推动3个部门214项执法事项下放。", "3个"],
    ["复查建议书多少件", "同时复查2020年至2022年间的7件建议书。", "7件"],
  ])("in answer to %s: %s", (question, text, figure) => expect(answerOf(question, text)?.text).toBe(figure));
});

it("of several figures asked one after the other is none of what another list item is told of", () => {
  const question = "人大建议办理多少件，满意率如何";
  const text = "办理政协提案61件，满意率93.4%；办理人大建议52件，满意率98.1%。";
  const [count, share] = alignFigures([{ ...speaker, text }], readAskedFigures(question, NO_PLACE), question, asIs);
  expect(count?.text).toBe("52件");
  expect(share?.text).not.toBe("93.4%");
});

describe("a figure is no result", () => {
  it.each([
    ["of another place, spoken of as there", "青岚县创造的议事会得到推广，当地行政机关负责人出庭应诉率98%。"],
    ["striven for", "行政机关负责人出庭应诉率力争达到100%。"],
    ["to be reached", "行政机关负责人出庭应诉率要达到96%以上。"],
    ["to be made sure of", "压实责任，确保行政机关负责人出庭应诉率达到97%。"],
    ["expected", "行政机关负责人出庭应诉率预计达到94%。"],
    ["due", "行政机关负责人出庭应诉率应当达到93%。"],
    ["due", "行政机关负责人出庭应诉率应达93%以上。"],
    ["necessary", "行政机关负责人出庭应诉率必须保持在93%。"],
    ["to come", "行政机关负责人出庭应诉率将达到99%。"],
    ["set by a document", "根据《三年行动方案》，行政机关负责人出庭应诉率须达100%。"],
    ["set by a document", "《三年行动方案》提出，行政机关负责人出庭应诉率达到100%。"],
    ["asked for from above", "省要求行政机关负责人出庭应诉率不低于90%。"],
    ["a bound alone", "行政机关负责人出庭应诉率不得低于90%。"],
    ["an aim", "行政机关负责人出庭应诉率目标为95%。"],
    ["an aim, said behind it", "围绕行政机关负责人出庭应诉率95%的目标，加强督促。"],
    ["not reached", "行政机关负责人出庭应诉率并未达到83%。"],
    ["not reached, said behind it", "行政机关负责人出庭应诉率90%的标准未能实现。"],
    ["denied", "未发生行政机关负责人出庭应诉率低于80%的情形。"],
    ["a bound from above", "行政机关负责人出庭应诉率不足80%。"],
    ["of the province", "全省行政机关负责人出庭应诉率为91%。我市排名靠后。"],
    ["of the province's average", "全省平均行政机关负责人出庭应诉率为91%。"],
    ["of the province, a clause on", "全省共办理案件3000件，行政机关负责人出庭应诉率为91%。"],
    ["of another city", "梅州市行政机关负责人出庭应诉率为77%，值得我市学习。"],
    ["of another city", "其中，珠海市行政机关负责人出庭应诉率为88%。"],
    ["of a district", "江海区行政机关负责人出庭应诉率为99%。"],
    ["compared with", "与上年同期行政机关负责人出庭应诉率82%相比，有所好转。"],
    ["compared with", "较去年行政机关负责人出庭应诉率82%明显好转。"],
    ["of last year", "去年行政机关负责人出庭应诉率为85%，今年情况有所好转。"],
    ["of a year that was not asked", "2021年行政机关负责人出庭应诉率为85%。"],
    ["by how much it changed", "行政机关负责人出庭应诉率上升12%。"],
  ])("%s: %s", (_, text) => expect(answerOf(RATE, text)).toBeNull());

  it("by the words of its sentence that the quote leaves out", () => {
    const text = "行政机关负责人出庭应诉率达到95%";
    expect(answerOf(RATE, text)).not.toBeNull();
    expect(answerOf(RATE, text, { before: "全省统一部署后，" })).not.toBeNull();
    expect(answerOf(RATE, text, { before: "省司法厅明确要求，" })).toBeNull();
    expect(answerOf(RATE, text, { after: "的目标。" })).toBeNull();
  });

  it("of one district or year, unless that is asked for", () => {
    const text = "2022年江海区行政机关负责人出庭应诉率为99%。";
    expect(answerOf("江海区2022年行政机关负责人出庭应诉率是多少", text)?.text).toBe("99%");
    expect(answerOf("江海区2023年行政机关负责人出庭应诉率是多少", text)).toBeNull();
  });

  it("of the level above, unless the report speaks for it", () => {
    const text = "全市行政机关负责人出庭应诉率为91%。";
    expect(answerOf(RATE, text)?.text).toBe("91%");
    expect(answerOf("江海区行政机关负责人出庭应诉率是多少", text, { region: "广东省江门市江海区" })).toBeNull();
    expect(answerOf("全市行政机关负责人出庭应诉率是多少", text, { region: "广东省江门市江海区" })?.text).toBe("91%");
  });
});

describe("a figure that is asked for as what it is", () => {
  it("is told as a goal", () => {
    const figure = answerOf("出庭应诉率目标是多少", "行政机关负责人出庭应诉率目标为97%。");
    expect(figure).toMatchObject({ text: "97%", remarks: ["目标"] });
  });

  it.each([
    ["去年行政机关负责人出庭应诉率是多少", "行政机关负责人出庭应诉率从去年的70%提高到89.5%。"],
    ["行政机关负责人出庭应诉率提高了多少", "行政机关负责人出庭应诉率提高12%。"],
  ])("%s", (question, text) => {
    const asked = readAskedFigures(question, NO_PLACE);
    for (const one of asked) expect(holdsAskedFigure({ ...speaker, text }, one, question, asIs)).toBe(true);
  });
});

describe("this year's figure", () => {
  it("is meant where the year before is only compared with", () =>
    expect(answerOf("行政机关败诉率，比上年怎样", "行政机关败诉率由上年的12.5%降到7.1%。")?.text).toBe("7.1%"));
});

describe("a sentence that tells of none in words", () => {
  it("answers without a figure of its own", () => {
    const text = "全年作为被告的行政诉讼14件，无一败诉。";
    const [asked] = readAskedFigures("行政诉讼败诉多少件", NO_PLACE);
    expect(answerOf("行政诉讼败诉多少件", text)).toBeNull();
    expect(asked !== undefined && holdsAskedFigure({ ...speaker, text }, asked, "", asIs)).toBe(true);
  });
});

describe("a year compared with in passing", () => {
  it("is not that of the figures behind it", () => {
    const text = "2023年收到复议申请315件，而2022年为240件；办结290件，综合纠错率11.2%。";
    expect(answerOf("江门市2023年综合纠错率是多少", text)?.text).toBe("11.2%");
  });
});

describe("a figure of one of several", () => {
  const QUESTION = "督察发现问题多少个";
  it.each(["全市第18批督察发现问题54个。", "在第18批督察中，发现问题54个。"])("is told with it: %s", (text) =>
    expect(answerOf(QUESTION, text)).toMatchObject({ text: "54个", remarks: ["第18批"] }),
  );
  it("needs no telling where the question says it", () =>
    expect(answerOf("第18批督察发现问题多少个", "第18批督察发现问题54个。")).toMatchObject({ remarks: [] }));
  it("stands back behind one of the whole", () =>
    expect(answerOf(QUESTION, "第18批督察发现问题54个；全年督察发现问题310个。")).toMatchObject({
      text: "310个",
      remarks: [],
    }));
});
