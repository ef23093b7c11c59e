import { describe, expect, it } from "vitest";
import { isPlan } from "./is-plan.ts";

describe("isPlan", () => {
  it.each([
    "下一步，我市加强培训。",
    "我市将加强法治建设。",
    "我们将加快推进立法。",
    "将继续坚持问题导向，加强督察。",
    "全市将于2024年3月完成整改。",
    "全年办理12件，明年将继续加强。",
    "计划培训500人次。",
    "2024年计划开展普法活动30场。",
    "拟出台规章2件。",
    "年底前拟建成中心1个。",
    "力争全年办结率达99%。",
    "预计全年办理300件。",
    "有望于明年建成。",
    "拟办理行政处罚案件40件。",
    "准备举办普法宣传活动42场。",
    "规划建设法治示范村47个。",
  ])("takes for a plan, wherever it stands: %s", (sentence) => {
    expect(isPlan(sentence, false)).toBe(true);
    expect(isPlan(sentence, true)).toBe(true);
  });

  it.each([
    "市委专题研究部署下一步工作，为下一步工作奠定基础。",
    "审议明年立法计划，统筹推进今后一个时期的工作。",
    "将坚持和发展新时代“枫桥经验”作为重要抓手。",
    "我市将法治建设纳入绩效考核，将持续优化营商环境作为头号工程。",
    "将近三成案件通过调解解决。",
    "制定普法工作计划，落实年度立法计划，完成年度计划的98%。",
    "拟定规范性文件12件，对拟出台的政策进行评估3次。",
    "举办模拟法庭活动12场，审查拟上市企业12家。",
    "争取省级资金300万元。",
    "做好各项准备，举办活动42场；全市规划执法检查12次。",
    "年度普法计划印发实施，计划生育执法12件。",
  ])("takes for told as done: %s", (sentence) => {
    expect(isPlan(sentence, false)).toBe(false);
  });

  it("believes a section of plans, unless the words say that a thing is done", () => {
    expect(isPlan("加强培训，提升能力。", true)).toBe(true);
    expect(isPlan("对已出台的文件开展清理。", true)).toBe(true);
    expect(isPlan("目前已完成3个镇街试点。", true)).toBe(false);
    expect(isPlan("截至11月，办理案件12件。", true)).toBe(false);
    expect(isPlan("今年以来，共办理12件。", true)).toBe(false);
    expect(isPlan("已完成3个试点，下一步，全面推开。", true)).toBe(true);
  });
});
