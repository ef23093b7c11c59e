import { describe, expect, it } from "vitest";
import { createSampleLibrary } from "../../testing/sample-library.ts";
import { makeQuiz } from "./make-quiz.ts";
import { factsOf } from "./quiz-fact.ts";
import { stateFact } from "./word-stem.ts";

const PLACE = { region: "南江省青溪市", year: 2023 };

function libraryOf(text: string) {
  const head = "青溪市2023年度法治政府建设情况报告\n一、依法行政\n";
  return createSampleLibrary([{ file: "qingxi-2023.txt", ...PLACE, text: head + text }]);
}

/** What the facts of a report say, each standing alone. */
const statements = (text: string) => factsOf(libraryOf(text), 0).map((fact) => stateFact(fact));

describe("factsOf", () => {
  it.each([
    ["全年受理群众诉求共5136宗。", "2023年，青溪市受理群众诉求共5136宗"],
    ["全市累计办结涉外公证的标的总额超4亿元。", null],
    ["全市公示行政处罚决定2177次。", "2023年，青溪市公示行政处罚决定2177次"],
    ["依托全市普法实践基地，接待中小学生52批次。", "2023年，青溪市依托全市普法实践基地，接待中小学生52批次"],
  ])("states %s so that it stands alone", (sentence, told) => {
    const said = statements(sentence);
    if (told === null) expect(said.some((one) => one.includes("为超"))).toBe(false);
    else expect(said).toContain(told);
  });

  it("cuts a list of figures at its items and no list of words", () => {
    expect(statements("全市新增法律服务机构3家、仲裁员12名。")).toContain("2023年，青溪市新增法律服务机构3家");
    const said = statements("全市聘请的6名顾问为招商、采购等事项提供书面意见61份。");
    expect(said.filter((one) => one.includes("青溪市采购"))).toEqual([]);
  });

  it("takes a rate behind several figures for a rate of none of them", () => {
    const said = statements("全市办理人大代表建议47件、政协提案61件，面复率100%，满意率96.3%。");
    expect(said.filter((one) => one.includes("率"))).toEqual([]);
    const alone = statements("全市办理人大代表建议47件，满意率96.3%。");
    expect(alone).toContain("2023年，青溪市办理人大代表建议的满意率为96.3%");
  });

  it.each([
    "每个村民小组至少培养2名法律明白人。",
    "提前完成每村4名法律明白人目标。",
    "组织集中培训25次。",
    "分层分类培训41期。",
    "抽查中有17宗案件缺少影像。",
    "该平台所整合的法律法规有300部。",
    "在三个镇分别设立调解室12个。",
  ])("asks nothing of %s", (sentence) => {
    expect(statements(sentence)).toEqual([]);
  });
});

describe("makeQuiz", () => {
  const MIXED = [
    "全市实现地区生产总值3773.4亿元。",
    "全市公示行政处罚决定2177次。",
    "全市举办行政执法培训班36期。",
    "全市调解劳动争议1214件。",
  ].join("");

  it("asks of the rule of law before it asks of anything else", () => {
    const library = libraryOf(MIXED);
    for (const seed of [1, 2, 3, 4]) {
      const few = makeQuiz(library, { count: 2, seed, types: ["judge"] }).items;
      expect(few.filter(({ stem }) => stem.includes("生产总值"))).toEqual([]);
      const all = makeQuiz(library, { count: 9, seed, types: ["judge"], difficulties: ["recall"] }).items;
      expect(all.filter(({ stem }) => stem.includes("生产总值"))).toHaveLength(1);
    }
  });

  it("adds up and compares what is done with several things, and tells that one report was reckoned with", () => {
    const library = libraryOf("全市办理政协提案142件。全市办理人大代表建议163件。");
    const types = ["single", "judge", "fill", "short"] as const;
    const items = [1, 2, 3, 4, 5, 6].flatMap(
      (seed) => makeQuiz(library, { count: 4, seed, types, difficulties: ["combine"] }).items,
    );
    expect(items.some(({ explanation }) => explanation.includes("142件 + 163件 = 305件"))).toBe(true);
    expect(items.some(({ explanation }) => explanation.includes("163件 − 142件 = 21件"))).toBe(true);
    expect(new Set(items.map(({ label }) => label))).toEqual(new Set(["由报告数据计算"]));
  });

  it("reckons the share of a part that stands with its whole", () => {
    const library = libraryOf("全市受理法律援助案件1205件，其中民事案件329件，刑事案件876件。");
    const items = [1, 2, 3].flatMap(
      (seed) => makeQuiz(library, { count: 2, seed, types: ["fill"], difficulties: ["combine"] }).items,
    );
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      if (item.type !== "fill") throw new Error(item.type);
      expect(item.stem).toMatch(/受理的法律援助案件中，(?:民事|刑事)案件约占____%（保留一位小数）。$/u);
      expect(["27.3", "72.7"]).toContain(item.answers[0]?.[0]);
    }
  });

  it("puts three figures in order", () => {
    const library = libraryOf("全市办理政协提案142件。全市办理人大代表建议163件。全市办理信访事项201件。");
    const items = [1, 2, 3, 4, 5, 6, 7, 8].flatMap(
      (seed) => makeQuiz(library, { count: 1, seed, types: ["single"], difficulties: ["combine"] }).items,
    );
    const orders = items.filter(({ stem }) => stem.includes("排列"));
    expect(orders.length).toBeGreaterThan(0);
    for (const item of orders) {
      if (item.type !== "single") throw new Error(item.type);
      const values = ["政协提案", "人大代表建议", "信访事项"];
      const places = [...item.stem.matchAll(/([①②③])办理(\p{sc=Han}+)/gu)].map(
        ([, sign = "", name = ""]) => [values.indexOf(name), sign] as const,
      );
      const key = [...places].sort(([a], [b]) => b - a).map(([, sign]) => sign);
      expect(item.options.find(({ correct }) => correct)?.text).toBe(key.join(""));
    }
  });

  it("takes no part of a part for a wrong answer", () => {
    const text = [
      "青溪市2023年度法治政府建设情况报告",
      "一、主要工作",
      "（一）规范执法行为\n1.统一案卷格式\n全市统一了案卷格式。\n2.推行说理文书\n全市推行了说理文书。",
      "（二）化解矛盾纠纷\n全市加强了调解。",
      "二、普法宣传工作",
      "（一）建强宣讲队伍\n全市壮大了队伍。",
      "（二）拓宽学习渠道\n全市开通了热线。",
    ].join("\n");
    const library = createSampleLibrary([{ file: "qingxi-2023.txt", ...PLACE, text }]);
    const items = [1, 2, 3, 4, 5].flatMap((seed) => makeQuiz(library, { count: 3, seed, types: ["multiple"] }).items);
    const ofMain = items.filter(({ stem }) => stem.includes("“主要工作”"));
    for (const item of ofMain) {
      if (item.type !== "multiple") throw new Error(item.type);
      const wrong = item.options.filter(({ correct }) => !correct).map(({ text }) => text);
      expect(wrong).not.toContain("统一案卷格式");
      expect(wrong).not.toContain("推行说理文书");
    }
    expect(items.length).toBeGreaterThan(0);
  });
});
