import { describe, expect, it } from "vitest";
import { readAskedFigures } from "./asked-figures.ts";

const NO_PLACE = /(?!)/gu;

function askedBy(question: string) {
  const [asked] = readAskedFigures(question, NO_PLACE);
  if (asked === undefined) throw new Error(`no figure asked: ${question}`);
  return asked;
}

describe("what is counted", () => {
  it.each([
    ["有多少个人民调解委员会", "个", "人民调解委员会"],
    ["有多少个社区聘了法律顾问", "个", "社区"],
    ["多少律师担任村法律顾问", "", "律师"],
    ["多少人拿到了执法证", "人", ""],
    ["有多少项目入围", "", "项目入围"],
    ["新增多少家庭农场", "", "家庭农场"],
    ["抽查了几家单位", "家", "单位"],
    ["暂扣了几艘船艇", "艘", "船艇"],
    ["几条立法建议被采纳", "条", "立法建议"],
    ["几名具有法律职业资格的公务员", "名", ""],
  ])("%s: %s %s", (question, unit, counted) => expect(askedBy(question)).toMatchObject({ unit, counted }));

  it("is no more than the noun, and all of the clause has to be said", () => {
    expect(askedBy("有多少条村（社区）配有法律顾问").phrase).toContain("村社区配有法律顾问");
  });
});

describe("the units that answer", () => {
  it.each([
    ["接待了多少群众", "人次"],
    ["追回了多少工资", "元"],
    ["有多少律师担任顾问", "名"],
    ["承担了多少费用", "元"],
  ])("%s: %s", (question, unit) => expect(askedBy(question).units).toContain(unit));

  it("are none of people where bodies or places are counted", () => {
    expect(askedBy("有多少个社区聘了法律顾问").units).not.toContain("名");
    expect(askedBy("有多少个人民调解委员会").units).not.toContain("名");
  });
});

describe("an asking word", () => {
  it("stands once where a count follows the name of what is counted", () => {
    expect(readAskedFigures("共办理几件案件", NO_PLACE)).toHaveLength(1);
    expect(readAskedFigures("每万人有几名律师", NO_PLACE)).toHaveLength(1);
  });

  it("may be 如何 behind a rate, but for how to raise it", () => {
    expect(readAskedFigures("办理提案多少件，满意率如何", NO_PLACE)).toHaveLength(2);
    expect(readAskedFigures("满意率如何提高", NO_PLACE)).toHaveLength(0);
  });
});
