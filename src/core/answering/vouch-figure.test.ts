import { describe, expect, it } from "vitest";
import { holdsAskedFigure } from "./align-figures.ts";
import { readAskedFigures } from "./asked-figures.ts";

const NO_PLACE = /(?!)/gu;

/** True when the sentence has a figure that answers the question's first 多少. */
function vouches(question: string, text: string, heading = ""): boolean {
  const [asked] = readAskedFigures(question, NO_PLACE);
  if (asked === undefined) throw new Error(`no figure asked: ${question}`);
  return holdsAskedFigure({ text, heading }, asked, question, (folded) => folded);
}

describe("a figure is vouched for", () => {
  it.each([
    ["行政复议申请受理多少件", "全年受理行政复议申请215件。"],
    ["办结率有多高", "热线共受理诉求812宗，办结率97.5%。"],
    ["新增了多少家法律服务机构", "新增法律服务机构3家、律师1名。"],
    ["接到的诉求总量是多少", "1—11月，热线共受理诉求812宗。"],
    ["配备了多少名法制审核人员", "全区配备法制审核人员46名。"],
    ["接待来访多少批次", "接待群众来访507批次1832人次。"],
  ])("by its own words: %s", (question, text) => expect(vouches(question, text)).toBe(true));
});

describe("a figure is not taken", () => {
  it.each([
    ["that only shares the topic", "行政复议受理多少件", "发出行政复议意见建议书7份。"],
    ["of another act", "规范性文件审查多少件", "全区废止和修改行政规范性文件2件。"],
    ["of another level", "全国民主法治示范村有多少个", "36个村获评省级民主法治示范村。"],
    ["of those added, for the total", "法律服务机构多少家", "新增法律服务机构3家。"],
    ["of the total, for those added", "新增法律明白人多少名", "全市共有法律明白人5357名。"],
    ["that counts the noun in front", "配了多少名法制审核人员", "目前6个镇街均已配齐法制审核人员。"],
    ["of money for a count", "调解了多少矛盾纠纷", "调解矛盾纠纷，挽回损失1318万元。"],
    ["of a share for a count", "信访件多少", "信访件按期答复率100%。"],
    ["of another unit", "执法培训多少次", "参加执法培训51人。"],
    ["that an act over the whole clause narrows", "律师多少名", "新增法律服务机构3家、律师1名。"],
  ])("%s", (_, question, text) => expect(vouches(question, text)).toBe(false));
});
