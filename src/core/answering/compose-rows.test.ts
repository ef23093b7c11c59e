import { describe, expect, it } from "vitest";
import { askInvented } from "../../testing/ask-invented.ts";

const ask = askInvented([
  "南江省云泽市",
  2023,
  "全市作出行政处罚3120件。\n表1 各领域执法情况\n领域|检查（万次）|行政处罚（件）|不予处罚（件）\n交通运输|1.8|980|61\n文化旅游|0.4|115|12\n农业农村|0.9|402|—",
]);

describe("the rows of a table", () => {
  it.each([
    [
      "云泽市哪个领域行政处罚最多？",
      "由多到少：交通运输980件，农业农村402件，文化旅游115件（云泽市，2023年，表中所列行政处罚）",
    ],
    [
      "云泽市2023年检查最少的是哪个领域？",
      "由少到多：文化旅游0.4万次，农业农村0.9万次，交通运输1.8万次（云泽市，2023年，表中所列检查）",
    ],
    [
      "云泽市三个领域行政处罚一共多少件？",
      "合计1497件：交通运输980件；文化旅游115件；农业农村402件（云泽市，2023年，表中所列行政处罚）",
    ],
    [
      "云泽市各领域行政处罚各多少件？",
      "交通运输980件；文化旅游115件；农业农村402件（云泽市，2023年，表中所列行政处罚）",
    ],
  ])("are put in order, added up or listed as asked: %s", async (question, lead) => {
    const answer = await ask(question);
    expect(answer.lead).toBe(lead);
    expect(answer.answer).toContain("| 文化旅游 | 0.4 | 115 | 12 [2] |");
    expect(answer.figures.every(({ verified }) => verified)).toBe(true);
  });

  it("are not added up where the question counts others", async () => {
    expect((await ask("云泽市五个领域行政处罚合计多少件？")).answer).not.toMatch(/合计\d/u);
  });

  it("are put in no order where one of them has no figure", async () => {
    expect((await ask("云泽市哪个领域不予处罚最少？")).lead).not.toContain("由少到多");
  });

  it("answer a name alone that is one of them", async () => {
    expect((await ask("云泽市2023年文化旅游行政处罚")).lead).toBe("115件（云泽市，2023年，文化旅游行政处罚）");
  });
});
